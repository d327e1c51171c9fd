import { describe, expect, test } from 'vitest'
import type { Finding, RuleNumber } from '#contract/onsale-finding'
import { rulesToCalibrate, variantsToCalibrate } from '#contract/onsale-finding'
import { roles, sources } from '#contract/onsale-roles'
import { judge } from '#domain/onsale/judge'
import type { Judgement } from '#domain/onsale/judge'
import { freshMemory } from '#domain/onsale/memory'
import type { Memory } from '#domain/onsale/memory'
import { rules } from '#domain/onsale/rules'
import * as balancer from './lives/balancer-lives.ts'
import * as database from './lives/database-lives.ts'
import type { Life, Lives } from './lives/life.ts'
import * as sale from './lives/sale-lives.ts'
import * as server from './lives/server-lives.ts'
import * as watching from './lives/watching-lives.ts'
import { sceneOf, steady, tableOf } from './night.ts'
import type { Columns, Night } from './night.ts'
import { hour } from './timeline.ts'

/** Every rule, and of each every variant it can say. */
const lives: Readonly<Record<RuleNumber, Lives>> = {
  1: balancer.turnedAway,
  2: balancer.surgeQueue,
  3: balancer.balancerFails,
  4: balancer.shopFails,
  5: server.serversOut,
  6: server.slowAnswers,
  7: balancer.growth,
  8: server.hotServers,
  9: server.basicMonitoring,
  10: database.databaseBusy,
  11: database.connectionsEnd,
  12: database.diskSlow,
  13: database.locks,
  14: server.creditsEnd,
  15: server.serversMissing,
  16: server.groupFull,
  17: sale.cacheLeaks,
  18: sale.roomToOpen,
  19: sale.tooManyIn,
  20: sale.aboveSafe,
  21: sale.nothingLeft,
  22: sale.moneyStops,
  23: sale.bots,
  24: database.besideTheSale,
  25: watching.sourceLate,
  26: watching.watchingAtRisk,
}

/** Minutes of trouble that go on until this one, and then, where data ends, so many more of silence. */
const trailing = 4
const mostMinutes = 64

/** Something that is always reported, and every column as long as the longest night: what it ends with goes on. */
const lasting = (columns: Columns): Columns => ({
  ...Object.fromEntries(
    Object.entries(columns).map(([role, values]) => [
      role,
      [...values, ...steady(values.at(-1) ?? Number.NaN, Math.max(0, hour + mostMinutes - values.length))],
    ]),
  ),
  'web.memory': steady(20, hour + mostMinutes),
})

const ending = (columns: Columns, from: number, gone: readonly string[]): Columns =>
  Object.fromEntries(
    Object.entries(columns).map(([role, values]) => [
      role,
      gone.includes(role) ? values.map((value, index) => (index < hour + from ? value : Number.NaN)) : values,
    ]),
  )

type Told = { readonly judged: Judgement; readonly before: Memory; readonly night: Night; readonly settled: number }

/** Judges minute after minute, as live; `instead` is so from a minute on. */
const live = (
  life: Life,
  minutes: number,
  change: { readonly from: number; readonly instead: Partial<Night> } | null,
): readonly Told[] => {
  const told: Told[] = []
  let before = freshMemory
  for (let at = 0; at < minutes; at += 1) {
    const changed = change && at >= change.from ? change.instead : {}
    const night = { ...life.night, ...life.meanwhile?.(at), ...changed }
    const settled = hour + at + 1
    const judged = judge(sceneOf({ ...night, columns: lasting(night.columns), settled }), before)
    told.push({ judged, before, night, settled })
    before = judged.memory
  }
  return told
}

const cases = rules.flatMap(({ number, says }) =>
  Object.keys(says).flatMap(variant => {
    const life = lives[number][variant]
    return life ? [{ number, variant, life }] : []
  }),
)

test('every variant of every rule has a life to be told, and no other has', () => {
  const told = Object.fromEntries(Object.entries(lives).map(([number, variants]) => [number, Object.keys(variants).sort()]))
  expect(told).toEqual(Object.fromEntries(rules.map(({ number, says }) => [number, Object.keys(says).sort()])))
})

test('the nights are long enough for what is told of them', () => {
  for (const { life } of cases) expect(tableOf(life.night.columns).count).toBeGreaterThan(hour + life.over)
})

describe.each(cases)('rule $number, $variant', ({ number, variant, life }) => {
  const subject = life.subject ?? ''
  const isIt = (one: Pick<Finding, 'rule' | 'variant' | 'subject'>): boolean =>
    one.rule === number && one.variant === variant && one.subject === subject
  const found = (told: Told | undefined): Finding | undefined => told?.judged.findings.find(isIt)
  const story = live(life, life.over + 1, null)

  test('fires', () => {
    expect(found(story[life.fires - 1])).toBeUndefined()
    expect(found(story[life.fires])).toBeDefined()
  })
  test('holds', () => {
    expect(life.holds).toBeGreaterThan(life.fires)
    for (const told of story.slice(life.fires, life.holds + 1)) expect(found(told)?.since).toBe(found(story[life.fires])?.since)
    const last = story[life.holds]
    const anew =
      last && judge(sceneOf({ ...last.night, columns: lasting(last.night.columns), settled: last.settled }), freshMemory)
    expect(anew?.findings.some(isIt)).toBe(life.hold === 'while-so')
  })
  test('is over', () => {
    expect(found(story[life.over - 1])).toBeDefined()
    expect(found(story[life.over])).toBeUndefined()
    const { passed = [], findings = [] } = story[life.over]?.judged ?? {}
    expect(passed.some(isIt)).toBe(life.turnsInto === undefined)
    const turned = findings.find(one => one.rule === number && one.subject === subject)
    expect(turned?.variant).toBe(life.turnsInto)
  })
  test('without data', () => {
    const { missing, fires } = life
    const from = fires + 1
    const columns = missing.is === 'gone' ? ending(lasting(life.night.columns), from, missing.roles) : life.night.columns
    const instead = missing.is === 'gone' ? { columns } : missing.instead
    const unseen = live(life, from + (missing.is === 'gone' ? (missing.after ?? trailing) : 1), { from, instead }).at(-1)
    expect(found(unseen)).toBeUndefined()
    if (missing.is !== 'silent') {
      expect(unseen?.judged.passed.some(isIt), 'called over').toBe(false)
      expect(unseen?.judged.memory.standing.some(isIt), 'kept in mind').toBe(true)
      expect(unseen?.judged.paused.map(({ rule }) => rule)).toContain(number)
    }
  })
  test('before anything was ever reported', () => {
    const nothing = Object.fromEntries(sources.map(source => [source, { state: 'waiting', newestAt: null } as const]))
    const judged = judge(sceneOf({ columns: { 'web.memory': steady(20, 61) }, faces: nothing }), freshMemory)
    expect(judged.findings).toEqual([])
    const aboutWatching = number === 25 || number === 26
    expect(judged.paused.some(({ rule }) => rule === number)).toBe(!aboutWatching)
  })
})

test('which variants are critical by a threshold of our own is known where they are calibrated', () => {
  const held = cases.filter(({ number, variant, life }) =>
    live(life, life.over, null).some(({ judged }) =>
      judged.memory.standing.some(
        stood =>
          stood.rule === number && stood.variant === variant && stood.severity === 'critical' && stood.shown !== 'critical',
      ),
    ),
  )
  const known = Object.entries(variantsToCalibrate).flatMap(([rule, variants]) => variants.map(variant => `${rule} ${variant}`))
  expect(held.map(({ number, variant }) => `${number} ${variant}`).toSorted()).toEqual(known.toSorted())
  expect(rulesToCalibrate.map(String)).toEqual(Object.keys(variantsToCalibrate))
})

test('every measure a life rests on is one that Kasa knows', () => {
  for (const { life } of cases) for (const role of Object.keys(life.night.columns)) expect(roles).toContain(role)
})
