import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import {
  expireLeases,
  hasExpiredLeases,
  poolRunningOut,
  poolUnits,
  returningLeases,
  seatsInPool,
  strayLeases,
} from '#store/lease'
import { leasesAsked, stockHeld, stockInBook } from '#store/lease-holdings'
import { migrations } from '#store/migrations/all'
import { stockUnits } from '#store/product'
import type { Transaction } from '#store/query'

const product = { event: 'festiwal', subevent: null, item: 1, variation: null }

test('nothing that a selling till asks of its leases reads through those that have ended', () => {
  const plans = new Map<string, string>()
  const explained = explaining(plans)
  poolUnits(explained, product, 0, 1)
  poolRunningOut(explained, 0)
  seatsInPool(explained)
  hasExpiredLeases(explained, 0)
  expireLeases(explained, 0, 0)
  returningLeases(explained, 1)
  strayLeases(explained, 0)
  leasesAsked(explained, product)
  stockHeld(explained, 0)
  stockInBook(explained)
  stockUnits(explained, product, 0)
  expect(plans.size).toBe(10)
  for (const [name, plan] of plans) expect(plan, name).toMatch(/(SEARCH|SCAN) lease USING INDEX lease_live/)
})

/** Notes how SQLite would go about each statement, by name, and runs none. */
const explaining = (plans: Map<string, string>): Transaction => {
  const database = new Database(':memory:')
  for (const { sql } of migrations) database.exec(sql)
  const note = ({ name, sql }: { readonly name: string; readonly sql: string }, parameters: object): void => {
    const steps = database.prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(parameters)
    plans.set(name, steps.map(({ detail }) => detail).join('\n'))
  }
  const transaction: Transaction = {
    one: (query, parameters) => {
      note(query, parameters)
      return undefined
    },
    all: (query, parameters) => {
      note(query, parameters)
      return []
    },
    run: (command, parameters) => {
      note(command, parameters)
      return 0
    },
    derive: ({ work }, parameters) => work(transaction, parameters),
  }
  return transaction
}
