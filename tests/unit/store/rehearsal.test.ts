import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RehearsalReport, Stood } from '#contract/rehearsal'
import { addRehearsal, lastRehearsal, listRehearsals } from '#store/rehearsal'
import { openTestStore } from '../../open-test-store.ts'

let open: ReturnType<typeof openTestStore>
beforeEach(() => void (open = openTestStore()))
afterEach(() => open.close())

const nothing: Stood = { usersPerMinute: null, insideAtOnce: null, serverLeadMs: null, servers: null }
const report = (over: Partial<RehearsalReport> = {}): RehearsalReport => ({
  scenario: {
    id: 'first-hour',
    name: { pl: 'Pierwsza godzina', en: 'The first hour' },
    about: { pl: '', en: '' },
    peakPerMinute: 13_000,
    minutes: 85,
    assumptions: { servers: 10, instanceType: 'c3.xlarge' },
    arrivals: [0, 10],
    startMinute: 30,
    faults: [],
  },
  faults: [],
  deeds: [
    { kind: 'servers', minute: 3, by: 'Anna K.', from: 10, to: 12, readyAfterMs: 408_000, failure: '', text: 'hot' },
    { kind: 'note', minute: 4, by: null, from: null, to: null, readyAfterMs: null, failure: '', text: 'radio spot' },
  ],
  endMinute: 55,
  stood: { usersPerMinute: 14_200, insideAtOnce: 4_480, serverLeadMs: 408_000, servers: 12 },
  trials: [{ rule: 2, right: 1, unsure: 0, wrong: 0, aheadMs: 180_000 }],
  currency: 'PLN',
  sold: 17_000,
  soldWithoutFaults: 17_000,
  ...over,
})
const keep = (kept: RehearsalReport, endedAt: number): void =>
  open.store.transaction('test.rehearsal', tx => addRehearsal(tx, kept, endedAt))

describe('rehearsals that are over', () => {
  test('are read again as they ended, newest first', () => {
    keep(report(), 100)
    keep(report({ sold: 5 }), 200)
    const list = listRehearsals(open.store)
    expect(list.map(({ endedAt }) => endedAt)).toEqual([200, 100])
    expect(list[1]?.report).toEqual(report())
  })
  test('say what the last one stood; one that was broken off before anything could be measured does not hide it', () => {
    expect(lastRehearsal(open.store)).toBeNull()
    keep(report(), 100)
    keep(report({ stood: nothing, sold: 0 }), 200)
    expect(lastRehearsal(open.store)).toEqual({
      scenario: 'first-hour',
      name: { pl: 'Pierwsza godzina', en: 'The first hour' },
      endedAt: 100,
      stood: report().stood,
      sold: 17_000,
    })
    keep(report({ stood: { ...nothing, usersPerMinute: 9_000 } }), 300)
    expect(lastRehearsal(open.store)?.stood.usersPerMinute).toBe(9_000)
  })
  test('of a form that this Kasa cannot read are left out of the list', () => {
    keep(report(), 100)
    open.database.exec(`INSERT INTO rehearsal (scenario, ended_at, sold, report) VALUES ('x', 200, 0, '{"scenario":{"id":"x"}}')`)
    expect(listRehearsals(open.store).map(({ endedAt }) => endedAt)).toEqual([100])
  })
  test('that were kept before rules were tried are read without trials', () => {
    const { trials: _, ...older } = report()
    open.database
      .prepare('INSERT INTO rehearsal (scenario, ended_at, sold, report) VALUES (?, ?, ?, ?)')
      .run('first-hour', 100, 1, JSON.stringify(older))
    expect(listRehearsals(open.store)[0]?.report).toEqual({ ...older, trials: [] })
  })
  test('are never changed or taken away', () => {
    keep(report(), 100)
    expect(() => open.database.exec('UPDATE rehearsal SET sold = 1')).toThrow('rehearsal is append-only')
    expect(() => open.database.exec('DELETE FROM rehearsal')).toThrow('rehearsal is append-only')
  })
})
