import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rulesToCalibrate } from '#contract/onsale-finding'
import { roles } from '#contract/onsale-roles'
import type { Role } from '#contract/onsale-roles'
import { judge } from '#domain/onsale/judge'
import type { Judgement } from '#domain/onsale/judge'
import { rank } from '#domain/onsale/bar'
import { acknowledge, freshMemory, silence } from '#domain/onsale/memory'
import { rules } from '#domain/onsale/rules'
import { minuteMs } from '#domain/onsale/scene'
import { think } from '#domain/onsale/think'
import { findingSentence, verdictSentence } from '#words/finding-words'
import { sayIn } from '#words/say'
import { ruleNumbers } from '#contract/onsale-finding'
import { afterAnHour, group, room, sceneOf, steady, tableFrom } from './night.ts'
import type { Night } from './night.ts'
import { hour, last, lived, timeline } from './timeline.ts'

test('every rule of the page is judged, once', () =>
  expect(rules.map(({ number }) => number).sort((a, b) => a - b)).toEqual([...ruleNumbers]))

const turnedAway = { columns: { 'balancer.rejected': afterAnHour(0, 5, 5, 0, 0, 0, 0) } }

describe('a finding', () => {
  test('that is over is kept in sight for a quarter of an hour, with how long it took', () => {
    const over = lived(turnedAway).at(-1)
    expect(over?.passed).toMatchObject([{ rule: 1, variant: 'plain', since: tableFrom + hour * minuteMs }])
    const longAfter = lived({ columns: { 'balancer.rejected': afterAnHour(0, 5, ...steady(0, 25)) } }).at(-1)
    expect(longAfter?.passed).toEqual([])
  })
  test('that a person has heard stays heard, and is asked again when it gets worse', () => {
    const cpu = { columns: { 'web.cpu': afterAnHour(20, 85, 85, 85, 95, 95, 95) } }
    const heard = acknowledge(
      lived({ columns: { 'web.cpu': afterAnHour(20, 85, 85, 85) } }).at(-1)?.memory ?? freshMemory,
      { rule: 8, subject: '' },
      7,
    )
    const warm = judge(sceneOf({ ...cpu, settled: hour + 4 }), heard)
    expect(warm.findings[0]).toMatchObject({ severity: 'warning', acknowledgedAt: 7 })
    expect(judge(sceneOf(cpu), warm.memory).findings[0]).toMatchObject({ severity: 'critical', acknowledgedAt: null })
  })
  test('that is silenced says why and by whom, until its time is over', () => {
    const silenced = silence(freshMemory, {
      rule: 1,
      subject: '',
      until: tableFrom + (hour + 2) * minuteMs,
      reason: 'rozgrzewka',
      by: 'Anna K.',
    })
    const [first, second] = lived(turnedAway, silenced)
    expect(first?.findings[0]?.silenced).toMatchObject({ reason: 'rozgrzewka', by: 'Anna K.' })
    expect(second?.findings[0]?.silenced).toBeNull()
  })
  test('of a lone rule is a notice until it has lasted; two rules that warn vouch for each other', () => {
    const surge = { 'balancer.surge': afterAnHour(0, 3, 3) }
    expect(last(2, { columns: surge })?.severity).toBe('notice')
    expect(last(2, { columns: { ...surge, 'database.cpu': afterAnHour(85, 85, 85) } })?.severity).toBe('warning')
  })
  test('that is critical stands before one that warns, and the more pressing before the other', () => {
    const columns = {
      'balancer.rejected': afterAnHour(0, 4, 4, 4),
      'web.cpu': afterAnHour(20, 95, 95, 95),
      'database.cpu': afterAnHour(85, 85, 85, 85),
    }
    expect(
      lived({ columns })
        .at(-1)
        ?.findings.map(({ rule }) => rule),
    ).toEqual([1, 8, 10])
  })
})

describe('two on-sales at once', () => {
  const nights = [turnedAway, { columns: { 'balancer.rejected': afterAnHour(0, 0, 0, 7, 0, 0, 0) } }]
  test('are judged in turns as each would be alone', () => {
    const memories = nights.map(() => freshMemory)
    const inTurns = nights.map((): Judgement[] => [])
    for (let settled = hour + 1; settled <= hour + 6; settled += 1)
      nights.forEach((night, which) => {
        const judged = judge(sceneOf({ ...night, settled }), memories[which] ?? freshMemory)
        memories[which] = judged.memory
        inTurns[which]?.push(judged)
      })
    expect(inTurns).toEqual(nights.map(night => lived(night)))
    expect(nights.map(night => timeline(1, night))).toEqual(['CCCC--', '--CCC-'])
  })
  test('are acknowledged and silenced each for itself', () => {
    const [one, other] = nights.map(night => lived(night)[2]?.memory ?? freshMemory)
    const told = silence(acknowledge(one ?? freshMemory, { rule: 1, subject: '' }, 7), {
      rule: 1,
      subject: '',
      until: tableFrom + (hour + 9) * minuteMs,
      reason: 'rozgrzewka',
      by: 'Anna K.',
    })
    const [first, second] = nights.map((night, which) =>
      judge(sceneOf({ ...night, settled: hour + 4 }), [told, other][which] ?? freshMemory),
    )
    expect(first?.findings).toMatchObject([{ rule: 1, acknowledgedAt: 7, silenced: { by: 'Anna K.' } }])
    expect(second?.findings).toMatchObject([{ rule: 1, acknowledgedAt: null, silenced: null }])
  })
})

/** Minutes of anything, with gaps, for every measure, from a seed. */
const nightOf = ({ seed, minutes, wild }: { readonly seed: number; readonly minutes: number; readonly wild: number }): Night => {
  let state = seed
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  const columns: Partial<Record<Role, readonly number[]>> = {}
  for (const role of roles) {
    const level = next() * 100 * wild
    columns[role] = Array.from({ length: minutes }, () => (next() < 0.1 ? Number.NaN : level * (0.2 + 1.6 * next())))
  }
  const basket = { tickets: 2.1, grossMinor: 52_000 }
  return {
    columns,
    room: room(),
    servers: group(),
    basket,
    limits: { rehearsedUsers: 5_000 },
    plan: { calibrated: [...rulesToCalibrate] },
  }
}
const anyNight = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  minutes: fc.integer({ min: 74, max: 84 }),
  wild: fc.constantFrom(1, 10, 1_000),
})
const settings = (['pl', 'en'] as const).map(language => ({ say: sayIn(language), currency: 'PLN', timezone: 'Europe/Warsaw' }))
const runs = { numRuns: 60 }

describe('the mind', () => {
  test('says the same when asked twice', () =>
    fc.assert(
      fc.property(anyNight, any => {
        const night = nightOf(any)
        let memory = freshMemory
        for (let settled = hour + 1; settled <= hour + 14; settled += 1) {
          const scene = sceneOf({ ...night, settled })
          const first = think(scene, memory)
          expect(think(scene, first.memory)).toEqual(first)
          memory = first.memory
        }
      }),
      runs,
    ))
  test('says the same in a replay of the whole table, begun anew on the way, as it did live with what had come by then', () =>
    fc.assert(
      fc.property(anyNight, fc.integer({ min: hour + 2, max: hour + 13 }), (any, restarted) => {
        const night = nightOf(any)
        let [live, replayed] = [freshMemory, freshMemory]
        for (let settled = hour + 1; settled <= hour + 14; settled += 1) {
          const come = Object.fromEntries(Object.entries(night.columns).map(([role, values]) => [role, values.slice(0, settled)]))
          const then = think(sceneOf({ ...night, columns: come, settled }), live)
          if (settled === restarted) replayed = JSON.parse(JSON.stringify(replayed))
          const now = think(sceneOf({ ...night, settled }), replayed)
          expect(now).toEqual(then)
          live = then.memory
          replayed = now.memory
        }
      }),
      runs,
    ))
  test('never finds anything in minutes that may still change', () =>
    fc.assert(
      fc.property(anyNight, fc.integer({ min: 0, max: 1_000_000 }), (any, other) => {
        const night = nightOf(any)
        const settled = hour + 1
        const changed = Object.fromEntries(
          Object.entries(night.columns).map(([role, values]) => [
            role,
            values.map((value, index) => (index < settled ? value : value + other)),
          ]),
        )
        const [one, two] = [night.columns, changed].map(columns => judge(sceneOf({ ...night, columns, settled }), freshMemory))
        expect(two).toEqual(one)
      }),
      runs,
    ))
  test('knows nothing of minutes that have not begun, as when it walks through a past sale', () =>
    fc.assert(
      fc.property(anyNight, any => {
        const night = nightOf(any)
        const settled = hour + 6
        const cut = Object.fromEntries(Object.entries(night.columns).map(([role, values]) => [role, values.slice(0, settled)]))
        expect(think(sceneOf({ ...night, settled }), freshMemory)).toEqual(
          think(sceneOf({ ...night, columns: cut }), freshMemory),
        )
      }),
      runs,
    ))
  test('does not care in which order sources are listed', () =>
    fc.assert(
      fc.property(anyNight, fc.integer({ min: 1, max: 4 }), (any, turn) => {
        const scene = sceneOf(nightOf(any))
        const turned = { ...scene, sources: [...scene.sources.slice(turn), ...scene.sources.slice(0, turn)] }
        expect(think(turned, freshMemory)).toEqual(think(scene, freshMemory))
      }),
      runs,
    ))
  test('says nothing that its rule does not declare, nor graver than declared', () =>
    fc.assert(
      fc.property(anyNight, any => {
        const skewed = { ...nightOf(any), skewMs: 45_000, session: { endsAt: 0 }, token: { endsAt: 0 } }
        for (const { findings } of lived(skewed))
          for (const { rule, variant, severity } of findings) {
            const worst = rules.find(({ number }) => number === rule)?.says[variant]
            expect(worst, `${rule} ${variant}`).toBeDefined()
            expect(rank[severity]).toBeLessThanOrEqual(rank[worst ?? 'notice'])
          }
      }),
      runs,
    ))
  test('never tells a figure that is no number', () =>
    fc.assert(
      fc.property(anyNight, any => {
        const said = lived(nightOf(any)).flatMap(({ findings, passed }) => [...findings, ...passed])
        const figures = said.flatMap(({ figures: told }) => Object.values(told))
        expect(figures.filter(figure => typeof figure === 'number' && !Number.isFinite(figure))).toEqual([])
      }),
      runs,
    ))
  test('finds nothing that cannot be said in both languages, with all its figures', () =>
    fc.assert(
      fc.property(anyNight, any => {
        const thought = think(sceneOf({ ...nightOf(any), skewMs: -40_000, session: { endsAt: 0 } }), freshMemory)
        for (const setting of settings) {
          for (const finding of [...thought.findings, ...lived(nightOf(any)).flatMap(({ findings }) => findings)])
            for (const part of ['title', 'text', 'next'] as const)
              expect(findingSentence(finding, part, setting), `${finding.rule} ${finding.variant}`).toMatch(/^[^…]+$/)
          expect(verdictSentence(thought.verdict, setting), thought.verdict.code).toMatch(/^[^…]+$/)
        }
      }),
      { numRuns: 6 },
    ))
  test('never calls a rule fine whose source is gone', () =>
    fc.assert(
      fc.property(anyNight, any => {
        const night = nightOf(any)
        const judged = judge(sceneOf({ ...night, faces: { aws: { state: 'blind' } } }), freshMemory)
        const paused = new Set<number>(judged.paused.map(({ rule }) => rule))
        expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 24].filter(rule => !paused.has(rule))).toEqual([])
      }),
      runs,
    ))
  test('takes negative and endless values for unknown', () => {
    const columns = {
      'balancer.rejected': afterAnHour(0, -5, Number.POSITIVE_INFINITY),
      'web.cpu': afterAnHour(10, Number.POSITIVE_INFINITY, -1),
    }
    expect(lived({ columns }).at(-1)?.findings).toEqual([])
  })
})
