import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PlanEntry } from '#contract/onsale-plan'
import { usualLimits } from '#contract/onsale-plan'
import { migrate } from '#store/migrate'
import { migrations } from '#store/migrations/all'
import { minuteChanges, minutesBetween, minutesSince, mostSeries, putMinutes, revisionOf } from '#store/minute'
import { eventOfPlan, listOnsales, onsaleOf, putOnsale, removeOnsale, setWatched } from '#store/onsale'
import { addCost, costsOf } from '#store/onsale-cost'
import { acknowledge, hearingsOf, silence } from '#store/onsale-heard'
import { addFacts, factsBetween } from '#store/onsale-fact'
import { addMark, confirmationsOf, drawnMarks, marksOf } from '#store/onsale-mark'
import { openTestStore } from '../../open-test-store.ts'

const minute = 60_000
const plan: PlanEntry = {
  name: 'Arena, Krakow',
  showing: { event: 'arena', subevent: null },
  startsAt: 100 * minute,
  plannedEndAt: 160 * minute,
  stock: 15_000,
  limits: usualLimits,
  cloud: { aws: null, cloudflare: null, shop: null, queue: null },
}
let open: ReturnType<typeof openTestStore>
beforeEach(() => {
  open = openTestStore()
  put('night')
})
afterEach(() => open.close())

const put = (id: string, entry: PlanEntry = plan, at = 1): void =>
  open.store.transaction('test.onsale', tx => putOnsale(tx, id, entry, { currency: 'PLN', timezone: 'Europe/Warsaw', at }))
const keep = (readings: readonly (readonly [number, number])[], readAt: number, resource = 'lb') =>
  open.store.refetchable('test.minutes', tx =>
    putMinutes(
      tx,
      'night',
      readings.map(([at, value]) => ({ role: 'balancer.requests' as const, resource, at: at * minute, value })),
      readAt,
    ),
  )

describe('what is planned', () => {
  test('a plan is kept, changed under its id and watched', () => {
    put('night', { ...plan, stock: null }, 2)
    open.store.transaction('test.watch', tx => setWatched(tx, 'night', true, 3))
    expect(onsaleOf(open.store, 'night')).toEqual({
      ...plan,
      id: 'night',
      stock: null,
      watched: true,
      currency: 'PLN',
      timezone: 'Europe/Warsaw',
      createdAt: 1,
      changedAt: 3,
    })
    expect(eventOfPlan(open.store, plan), 'an event that the file does not have').toBeUndefined()
  })
  test('on-sales are listed in the order of their start; one that cannot be read is left out', () => {
    put('earlier', { ...plan, startsAt: 1 })
    open.database.exec(`INSERT INTO onsale VALUES ('newer', '{"showing":1}', 'PLN', 'Europe/Warsaw', 0, 0, 1, 1, NULL),
      ('torn', '{', 'PLN', 'Europe/Warsaw', 0, 0, 1, 1, NULL)`)
    expect(listOnsales(open.store).map(({ id }) => id)).toEqual(['earlier', 'night'])
  })
  test('a removed on-sale loses its minutes; what was done in it stays', () => {
    keep([[1, 5]], 1)
    open.store.transaction('test.remove', tx => {
      addMark(tx, 'night', { at: 1, kind: 'note', subject: '', figures: {}, by: 'Anna' }, 1)
      removeOnsale(tx, 'night', 9)
    })
    expect(listOnsales(open.store)).toEqual([])
    expect(onsaleOf(open.store, 'night')).toBeUndefined()
    expect(open.database.prepare('SELECT count(*) AS count FROM minute').get()).toEqual({ count: 0 })
    expect(marksOf(open.store, 'night')).toHaveLength(1)
  })
  test('a file of the version before gets the tables and keeps its sales', () => {
    const older = new Database(':memory:')
    migrate(older, migrations.slice(0, 2))
    older.exec(
      `INSERT INTO event (slug, name, currency, timezone, live, testmode, has_subevents, body, seen_at) VALUES ('e', '{}', 'PLN', 'Europe/Warsaw', 1, 0, 0, '{}', 0)`,
    )
    migrate(older, migrations)
    expect(older.prepare('SELECT slug FROM event').all()).toEqual([{ slug: 'e' }])
    expect(older.prepare('SELECT count(*) AS count FROM onsale').get()).toEqual({ count: 0 })
    older.close()
  })
})

describe('what is known beside minutes', () => {
  test('is told in the order it was written, and nothing of it is changed or removed', () => {
    const fact = (at: number, value: string) => ({ at, kind: 'skew' as const, subject: '', value })
    open.store.refetchable('test.facts', tx => addFacts(tx, 'night', [fact(1, '10'), fact(5, '20'), fact(5, '30')]))
    expect(factsBetween(open.store, 'night', 1, 5).map(({ value }) => value)).toEqual(['20', '30'])
    expect(() => open.database.exec('UPDATE onsale_fact SET at = 2')).toThrow(/append-only/)
    expect(() => open.database.exec('DELETE FROM onsale_fact')).toThrow(/append-only/)
  })
  test('of a newer Kasa is passed over', () => {
    open.database.exec(`INSERT INTO onsale_fact (onsale, at, kind, subject, value) VALUES ('night', 1, 'weather', '', '{}')`)
    expect(factsBetween(open.store, 'night', 0, 9)).toEqual([])
  })
})

describe('minutes', () => {
  test('only what is new or changed after a revision is read again', () => {
    const first = keep(
      [
        [1, 5],
        [2, 7],
      ],
      10,
    ).revision
    expect(
      keep(
        [
          [1, 5],
          [2, 7],
        ],
        20,
      ),
      'the same again is no change',
    ).toEqual({ revision: first, changed: 0, left: 0 })
    const second = keep(
      [
        [2, 8],
        [3, 1],
      ],
      30,
    )
    expect(second).toEqual({ revision: first + 1, changed: 2, left: 0 })
    expect(
      minutesSince(open.store, 'night', first)
        .map(({ at, value }) => [at / minute, value])
        .toSorted(),
    ).toEqual([
      [2, 8],
      [3, 1],
    ])
    expect(minutesSince(open.store, 'night', second.revision)).toEqual([])
    expect(minutesSince(open.store, 'night', 0)).toHaveLength(3)
    expect(revisionOf(open.store, 'night')).toBe(second.revision)
  })
  test('looking back, a minute that came later is not there', () => {
    keep([[1, 5]], 10)
    keep([[2, 7]], 20)
    const at = (knownAt: number) =>
      minutesBetween(open.store, 'night', { from: 0, to: 10 * minute, knownAt }).map(({ value }) => value)
    expect([at(5), at(10), at(25)]).toEqual([[], [5], [5, 7]])
    expect(minutesBetween(open.store, 'night', { from: 0, to: 2 * minute, knownAt: 99 }), 'the end is not part').toHaveLength(1)
  })
  test('looking back, a minute that was corrected later stands with its value of then', () => {
    keep([[1, 5]], 2 * minute)
    keep([[1, 6]], 2 * minute + 20_000)
    keep([[1, 9]], 15 * minute)
    const at = (knownAt: number) =>
      minutesBetween(open.store, 'night', { from: 0, to: 10 * minute, knownAt }).map(({ value }) => value)
    expect([at(minute), at(3 * minute), at(14 * minute), at(15 * minute)]).toEqual([[], [6], [6], [9]])
    const changes = minuteChanges(open.store, 'night', { from: 0, to: 10 * minute, after: -1, until: 99 * minute })
    expect(changes.map(({ value, readAt }) => [value, readAt])).toEqual([
      [6, 2 * minute],
      [9, 15 * minute],
    ])
    expect(
      minuteChanges(open.store, 'night', { from: 0, to: 10 * minute, after: 14 * minute, until: 99 * minute }).map(
        ({ value }) => value,
      ),
    ).toEqual([9])
  })
  test('however late and often minutes come, the last word on each is kept', () => {
    const reading = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 1e9, noNaN: true }))
    fc.assert(
      fc.property(fc.array(fc.array(reading, { maxLength: 12 }), { maxLength: 12 }), batches => {
        const local = openTestStore()
        local.store.transaction('test.onsale', tx => putOnsale(tx, 'night', plan, { currency: 'PLN', timezone: 'UTC', at: 1 }))
        const last = new Map<number, number>()
        const seen = new Map<number, number>()
        let revision = 0
        for (const [turn, batch] of batches.entries()) {
          const minutes = batch.map(([at, value]) => ({ role: 'web.cpu' as const, resource: 'g', at: at * minute, value }))
          local.store.refetchable('test.minutes', tx => putMinutes(tx, 'night', minutes, turn))
          for (const { at, value } of minutes) last.set(at, value)
          for (const { at, value } of minutesSince(local.store, 'night', revision)) seen.set(at, value)
          revision = revisionOf(local.store, 'night')
        }
        local.close()
        expect(new Map([...seen].toSorted())).toEqual(new Map([...last].toSorted()))
      }),
      { numRuns: 30 },
    )
  })
  test('series beyond what one sale may have are not kept, and it is said how many', () => {
    const many = Array.from({ length: mostSeries + 5 }, (_, index) => ({
      role: 'web.cpu' as const,
      resource: `i-${index}`,
      at: 0,
      value: 1,
    }))
    const kept = open.store.refetchable('test.minutes', tx => putMinutes(tx, 'night', many, 1))
    expect(kept).toEqual({ revision: 1, changed: mostSeries, left: 5 })
  })
  test('two on-sales do not see each other', () => {
    put('other')
    keep([[1, 5]], 10)
    expect(minutesSince(open.store, 'other', 0)).toEqual([])
    expect(revisionOf(open.store, 'other')).toBe(0)
  })
})

describe('what was done, found and said', () => {
  test('marks come in order of time and cannot be changed', () => {
    const note = (at: number, kind: 'note' | 'confirmed' | 'armed' | 'disarmed', subject = '') =>
      open.store.transaction('test.mark', tx =>
        addMark(tx, 'night', { at, kind, subject, figures: { untilAt: at + 5 }, by: 'Anna' }, at),
      )
    note(30, 'armed')
    note(10, 'note')
    note(20, 'confirmed', 'contacts')
    note(40, 'confirmed', 'contacts')
    expect(marksOf(open.store, 'night').map(({ at }) => at)).toEqual([10, 20, 30, 40])
    expect(marksOf(open.store, 'night', 25)).toHaveLength(2)
    expect(drawnMarks(marksOf(open.store, 'night')).map(({ kind }) => kind)).toEqual(['note', 'armed'])
    expect(confirmationsOf(open.store, 'night').get('contacts')?.at).toBe(40)
    expect(() => open.database.exec('UPDATE onsale_mark SET at = 0')).toThrow(/append-only/)
    expect(() => open.database.exec('DELETE FROM onsale_mark')).toThrow(/append-only/)
  })
  test('a finding is heard, and silenced with its reason', () => {
    const finding = { rule: 11, subject: '' }
    open.store.transaction('test.heard', tx => {
      acknowledge(tx, 'night', finding, 5)
      silence(tx, 'night', finding, { until: 99, reason: 'known', by: 'Anna' })
    })
    expect(hearingsOf(open.store, 'night')).toEqual([
      { ...finding, acknowledgedAt: 5, silenced: { until: 99, reason: 'known', by: 'Anna' } },
    ])
  })
  test('costs add up', () => {
    open.store.refetchable('test.cost', tx => {
      addCost(tx, 'night', 'metrics-asked', 40)
      addCost(tx, 'night', 'metrics-asked', 40)
    })
    expect(costsOf(open.store, 'night')).toEqual({ 'metrics-asked': 80, 'server-ms': 0 })
  })
})
