import { expect, test } from 'vitest'
import type { Facts, Order } from '../../journey/facts.ts'
import { excessOf, givenOutTwice, problemsOf } from '../../journey/judge.ts'
import type { TillFile } from '../../journey/till-file.ts'

const order = (code: string, seat: string | null = null): Order => ({
  event: 'fest',
  code,
  status: 'p',
  totalMinor: 1_000,
  paidMinor: 1_000,
  sale: null,
  positions: [{ secret: code, priceMinor: 1_000, canceled: false, item: 11, variation: null, subevent: null, seat }],
})
const quota = { event: 'fest', id: 10, size: 2, items: [11], variations: [], subevent: null }
const facts = (...orders: readonly Order[]): Facts => ({ orders, quotas: [quota] })
const file = (unleased: TillFile['unleased'] = []): TillFile => ({
  prefix: 'AAN',
  sales: [],
  tickets: [],
  leasesSpentTwice: 0,
  unleased,
  liveLeases: [],
})
const three = facts(order('A'), order('B'), order('C'))

test('a quota that is given out beyond its size is the till’s problem as soon as one of its units stood under no lease', () => {
  const unleased = [{ event: 'fest', subevent: null, item: 11, variation: null }]
  expect(problemsOf(file(unleased), three, new Map())).toEqual(['quota fest/10 of 2: 1 too many'])
  expect(givenOutTwice(file(unleased), three, new Map())).toEqual(new Map())
})

test('where each unit of the till stood under one the platform did it, which is told and is no problem', () => {
  const elsewhere = [{ event: 'fest', subevent: null, item: 12, variation: null }]
  for (const till of [file(), file(elsewhere)]) {
    expect(problemsOf(till, three, new Map())).toEqual([])
    expect(givenOutTwice(till, three, new Map())).toEqual(new Map([['quota fest/10 of 2', 1]]))
  }
})

test('what was too many before is nobody’s news, and a seat with two holders is always a problem', () => {
  expect(givenOutTwice(file(), three, excessOf(three))).toEqual(new Map())
  expect(problemsOf(file(), facts(order('A', 'A-1'), order('B', 'A-1')), new Map())).toEqual(['seat fest/-/A-1: 1 too many'])
})
