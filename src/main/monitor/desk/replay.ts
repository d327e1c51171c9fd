import type { OnsalePlan } from '#contract/onsale-plan'
import type { Memory } from '#domain/onsale/memory'
import { minuteMs } from '#domain/onsale/scene'
import { think } from '#domain/onsale/think'
import { revisionOf } from '#store/minute'
import { marksOf } from '#store/onsale-mark'
import type { Readable } from '#store/query'
import type { Station } from './past.ts'
import { beginning, walkFrom } from './past.ts'
import { wholeWindow } from '#monitor/watch/window'
import type { Looked } from '#monitor/watch/watch'

/** Looks back at an on-sale as it was known at a moment: its minutes, its marks and what was known beside them. The same moment always looks the same. */
export type Replay = { readonly at: (plan: OnsalePlan, at: number) => Promise<Looked> }

export type ReplayParts = {
  readonly store: Readable
  readonly now: () => number
  /** Lets others have their turn: a till may be selling. */
  readonly breathe: () => Promise<void>
}

/** On-sales whose way through time is remembered, and how often on the way. */
const mostRemembered = 4
const rememberEveryMinutes = 10
/** Thoughts in one go: some hundredths of a second. */
const thoughtsInARow = 10

type Way = { readonly plan: OnsalePlan; readonly stations: Map<number, Station> }

export const createReplay = (parts: ReplayParts): Replay => {
  const ways = new Map<string, Way>()
  const wayOf = (plan: OnsalePlan): Way => {
    const known = ways.get(plan.id)
    if (known && known.plan.changedAt === plan.changedAt) return known
    const way: Way = { plan, stations: new Map() }
    ways.delete(plan.id)
    ways.set(plan.id, way)
    const [oldest] = ways.keys()
    if (ways.size > mostRemembered && oldest !== undefined) ways.delete(oldest)
    return way
  }
  return { at: (plan, at) => lookBack(parts, wayOf(plan), at) }
}

/** What was found while nobody looked is found now: the mind walks through the last minutes again, as they were known, before it goes on. */
export const warmMemory = (store: Readable, plan: OnsalePlan, now: number): Memory => {
  const walk = walkFrom(store, plan, beginning, now)
  const from = Math.max(walk.from, Math.floor(now / minuteMs) * minuteMs - warmMinutes * minuteMs)
  return walk.moments(from).reduce((memory, at) => {
    const moment = walk.to(at, memory)
    return think(moment.scene, moment.memory).memory
  }, beginning.memory)
}
/** Longer than any rule looks back. */
const warmMinutes = 30

const lookBack = async ({ store, now, breathe }: ReplayParts, { plan, stations }: Way, at: number): Promise<Looked> => {
  const { from } = wholeWindow(plan, at)
  const start = [...stations.keys()].filter(minute => minute <= at).reduce((most, minute) => Math.max(most, minute), from)
  const station = stations.get(start) ?? beginning
  const walk = walkFrom(store, plan, station, at)
  let { memory, known, until } = station
  for (const [index, moment] of walk.moments(start).entries()) {
    if (isStation(moment, from) && moment <= now()) stations.set(moment, { until, known, memory })
    const then = walk.to(moment, memory)
    memory = think(then.scene, then.memory).memory
    known = then.known
    until = moment
    if (index % thoughtsInARow === thoughtsInARow - 1) await breathe()
  }
  const last = walk.to(at, memory)
  const { scene, facts, coming } = last
  const checks = scene.now < scene.plan.startsAt ? last.known.checks : []
  const revision = revisionOf(store, plan.id)
  return {
    scene,
    thought: think(scene, last.memory, checks),
    checks,
    facts,
    coming,
    marks: marksOf(store, plan.id, at),
    askedElsewhereAt: null,
    revision,
  }
}

const isStation = (minute: number, from: number): boolean => ((minute - from) / minuteMs) % rememberEveryMinutes === 0
