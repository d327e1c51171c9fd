import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { Writable } from '#store/query'
import { command, derivation, query } from '#store/query'
import { openTestStore } from '../../open-test-store.ts'

const addEvent = command<{ slug: string }>(
  'test.event',
  `INSERT INTO event (slug, name, currency, timezone, live, testmode, has_subevents, body, seen_at)
   VALUES (:slug, '{}', 'PLN', 'UTC', 1, 0, 0, '{"a":":b"}', 0)`,
)
const addQuota = command<{ id: number }>(
  'test.quota',
  `INSERT INTO quota (id, event, name, closed, body, seen_at) VALUES (:id, 'gala', '', 0, '{}', 0)`,
)
const addProduct = command<{ quota: number }>('test.product', 'INSERT INTO quota_product (quota, item) VALUES (:quota, 1)')
const dropQuotas = command('test.drop', 'DELETE FROM quota')
const addSetting = command<{ key: string }>('test.setting', `INSERT OR REPLACE INTO setting VALUES (:key, '', 0)`)
const count = (table: string) => query<{ rows: number }>(`test.${table}`, `SELECT count(*) AS rows FROM ${table}`)
const counted = (table: string) => derivation(`test.count-${table}`, db => db.one(count(table), {})?.rows)
const products = counted('quota_product')
const settings = counted('setting')
const both = derivation('test.both', db => [db.derive(products, {}), db.derive(settings, {})])

const opened: ReturnType<typeof openTestStore>[] = []
afterEach(() => opened.splice(0).forEach(({ close }) => close()))

const filled = (): Writable => {
  const test = openTestStore()
  opened.push(test)
  const { store } = test
  store.transaction('test', tx => {
    tx.run(addEvent, { slug: 'gala' })
    tx.run(addQuota, { id: 1 })
    tx.run(addProduct, { quota: 1 })
  })
  return store
}

describe('what is worked out of rows', () => {
  it('is worked out once while its rows stay as they are, whatever else is written', () => {
    const store = filled()
    let worked = 0
    const noted = derivation('test.noted', db => {
      worked += 1
      return db.derive(products, {})
    })
    expect([store.derive(noted, {}), store.derive(noted, {})]).toEqual([1, 1])
    store.transaction('test', tx => tx.run(addSetting, { key: 'a' }))
    expect(store.derive(noted, {})).toBe(1)
    expect(worked).toBe(1)
  })

  it('is worked out anew when a foreign key took the rows away', () => {
    const store = filled()
    expect(store.derive(both, {})).toEqual([1, 0])
    store.transaction('test', tx => tx.run(dropQuotas, {}))
    expect(store.derive(both, {})).toEqual([0, 0])
  })

  it('is forgotten with a transaction that did not come about', () => {
    const store = filled()
    const undone = () =>
      store.transaction('test', tx => {
        tx.run(dropQuotas, {})
        expect(tx.derive(products, {})).toBe(0)
        throw new Error('undone')
      })
    expect(undone).toThrow('undone')
    expect(store.derive(products, {})).toBe(1)
  })

  it('is always what reading it again would give', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('setting' as const), key: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constantFrom('drop' as const, 'fill' as const, 'look' as const), key: fc.constant('') }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 12 }), steps => {
        const store = filled()
        for (const [{ kind, key }, holds] of steps) {
          try {
            store.transaction('test', tx => {
              if (kind === 'setting') tx.run(addSetting, { key })
              if (kind === 'drop') tx.run(dropQuotas, {})
              if (kind === 'fill') {
                tx.run(dropQuotas, {})
                tx.run(addQuota, { id: 2 })
                tx.run(addProduct, { quota: 2 })
              }
              expect(tx.derive(both, {})).toEqual([tx.one(count('quota_product'), {})?.rows, tx.one(count('setting'), {})?.rows])
              if (!holds) throw new RangeError('undone')
            })
          } catch (problem) {
            if (!(problem instanceof RangeError)) throw problem
          }
          expect(store.derive(both, {})).toEqual(['quota_product', 'setting'].map(table => store.one(count(table), {})?.rows))
        }
      }),
      { numRuns: 30 },
    )
  })
})
