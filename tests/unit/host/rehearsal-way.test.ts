import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { RehearsalFace, RehearsalReport } from '#contract/rehearsal'
import { done } from '#contract/refusal'
import type { Rehearsals } from '#host/rehearsal'
import { createRehearsals } from '#host/rehearsal'
import type { RehearsalRun } from '#host/rehearsal-run'
import { openCore } from '#main/core'
import { handClock } from '../../hand-clock.ts'
import { inventedPlan } from '../../invented-sale.ts'
import { valueOf } from '../../onsale-stage.ts'
import { testWorld } from '../../world-for-tests.ts'

const minuteMs = 60_000
const { startsAt, name } = inventedPlan
const cleanUp: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0).toReversed()) await clean()
})

/** A desk at a moment before a watched sale, on a clock moved by hand; `report`: what a rehearsal ends with. */
const deskAt = async (now: number, report: RehearsalRun['report'] = () => Promise.resolve(done(ended))) => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-way-'))
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
  const { clock, pass } = handClock(now)
  const logged: string[] = []
  const world = testWorld({ clock, log: ({ event }) => void logged.push(event) })
  const opened = valueOf(await openCore(world, join(folder, 'kasa.sqlite'), { totals: null, sandboxAt: null }))
  cleanUp.push(() => opened.close())
  const everyday = { ...opened, live: (aheadMs = 0) => (startsAt - clock.now() <= aheadMs ? inventedPlan : null) }
  const before = { core: everyday, told: [] as RehearsalFace[], closed: 0 }
  const rehearsals: Rehearsals = createRehearsals({
    world,
    folder,
    startSandbox: () => Promise.reject(new Error('no sandbox is needed')),
    language: 'en',
    who: () => ({ till: 'Till 1', cashier: 'Anna K.' }),
    begin: async (_parts, scenario, { speed }) =>
      done({
        core: opened,
        face: () => ({
          scenario,
          onsale: 'rehearsed',
          now: clock.now(),
          startsAt: clock.now() + minuteMs,
          endsAt: clock.now() + 60 * minuteMs,
          speed,
          effectiveSpeed: speed,
          running: true,
        }),
        pace: () => Promise.resolve(),
        fault: () => Promise.resolve(),
        report,
        close: async () => void (before.closed += 1),
      }),
    core: () => before.core,
    enter: () => undefined,
    leave: () => undefined,
    told: face => void before.told.push(face),
  })
  const waited = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      pass(1_000)
      await new Promise(rested => setImmediate(rested))
    }
  }
  return { rehearsals, before, waited, logged }
}

const ended: RehearsalReport = {
  scenario: {
    id: 'first-hour',
    name: { pl: 'Pierwsza godzina', en: 'The first hour' },
    about: { pl: '', en: '' },
    peakPerMinute: 13_000,
    minutes: 85,
    assumptions: {},
    arrivals: [0, 10],
    startMinute: 30,
    faults: [],
  },
  faults: [],
  deeds: [],
  endMinute: 5,
  stood: { usersPerMinute: null, insideAtOnce: null, serverLeadMs: null, servers: null },
  trials: [],
  currency: 'PLN',
  sold: 10,
  soldWithoutFaults: 10,
}

describe('a rehearsal beside a real sale', () => {
  test('ends by itself five minutes before the sale starts, keeps its report, and says for which sale', async () => {
    const { rehearsals, before, waited } = await deskAt(startsAt - 6 * minuteMs)
    valueOf(await rehearsals.start('first-hour', 30))
    await waited(55_000)
    expect(rehearsals.runs()).toBe(true)
    expect(valueOf(await rehearsals.handlers['rehearsal.gave-way']({}))).toBeNull()
    await waited(10_000)
    expect(rehearsals.runs()).toBe(false)
    expect(before.closed).toBe(1)
    expect(before.told.at(-1)).toBeNull()
    expect(valueOf(await rehearsals.handlers['rehearsal.gave-way']({}))).toEqual({ name, startsAt })
    const kept = valueOf(await before.core.handlers['rehearsal.reports']({}))
    expect(kept.map(({ report }) => report)).toEqual([ended])
    await waited(5 * minuteMs)
    expect(valueOf(await rehearsals.handlers['rehearsal.gave-way']({})), 'the sale speaks for itself by then').toBeNull()
  })

  test('makes way also where its sandbox can tell nothing any more', async () => {
    const { rehearsals, before, waited, logged } = await deskAt(startsAt - 6 * minuteMs, () => Promise.reject(new Error('gone')))
    valueOf(await rehearsals.start('first-hour', 30))
    await waited(65_000)
    expect(rehearsals.runs()).toBe(false)
    expect(before.closed).toBe(1)
    expect(logged).toContain('rehearsal.report')
  })

  test('that a person has ended was ended for no sale', async () => {
    const { rehearsals, waited } = await deskAt(startsAt - 6 * minuteMs)
    valueOf(await rehearsals.start('first-hour', 30))
    valueOf(await rehearsals.handlers['rehearsal.end']({}))
    await waited(2 * minuteMs)
    expect(valueOf(await rehearsals.handlers['rehearsal.gave-way']({}))).toBeNull()
  })

  test('is not begun when the sale starts within five minutes, and during it', async () => {
    const soon = await deskAt(startsAt - 4.5 * minuteMs)
    expect(await soon.rehearsals.start('first-hour', 1)).toMatchObject({
      refusal: { code: 'live-sale-soon', parameters: { name, minutes: 5 } },
    })
    await soon.waited(5 * minuteMs)
    expect(await soon.rehearsals.start('first-hour', 1)).toMatchObject({ refusal: { code: 'live-sale-watched' } })
  })
})
