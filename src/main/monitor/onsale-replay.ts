import type { SourceFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Role, Source } from '#contract/onsale-roles'
import { sources } from '#contract/onsale-roles'
import type { Memory } from '#domain/onsale/memory'
import { freshMemory } from '#domain/onsale/memory'
import { trafficOf } from '#domain/onsale/role-table'
import type { MinuteTable } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import { think } from '#domain/onsale/think'
import { revisionOf } from '#store/minute'
import type { KeptMark } from '#store/onsale-mark'
import { marksOf } from '#store/onsale-mark'
import type { Readable } from '#store/query'
import type { KnownFacts } from './watch-facts.ts'
import { noFacts } from './watch-facts.ts'
import { tableAt } from './watch-minutes.ts'
import { sceneOf } from './watch-scene.ts'
import { faceOfAge } from './watch-sources.ts'
import { comingOf } from './watch-steps.ts'
import { leadOf } from './watch-scene.ts'
import type { Looked } from './watch.ts'

/** Looks back at an on-sale as it was known at a moment, from its minutes and marks alone. The same moment always looks the same. */
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

/** What is younger may still be corrected, and is thought about anew. */
const settledMs = 20 * minuteMs
/** Thoughts in one go: about a hundredth of a second. */
const thoughtsInARow = 20

type Way = { readonly plan: OnsalePlan; readonly stations: Map<number, Memory> }

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

/** What was found while nobody looked is found now: the mind walks through the last minutes again before it goes on. */
export const warmMemory = (store: Readable, plan: OnsalePlan, now: number): Memory => {
  const marks = marksOf(store, plan.id)
  const table = tableAt(store, plan, now)
  const from = Math.max(table.from, Math.floor(now / minuteMs) * minuteMs - warmMinutes * minuteMs)
  const past = { plan, table, marks }
  return minutesIn(from, now).reduce((memory, minute) => think(sceneAt(past, minute), memory).memory, freshMemory)
}
/** Longer than any rule looks back. */
const warmMinutes = 30

type Past = { readonly plan: OnsalePlan; readonly table: MinuteTable; readonly marks: readonly KeptMark[] }

const lookBack = async ({ store, now, breathe }: ReplayParts, { plan, stations }: Way, at: number): Promise<Looked> => {
  const table = tableAt(store, plan, at)
  const marks = marksOf(store, plan.id, at)
  const past = { plan, table, marks }
  const start = [...stations.keys()].filter(minute => minute <= at).reduce((most, minute) => Math.max(most, minute), table.from)
  let memory = stations.get(start) ?? freshMemory
  for (const [index, minute] of minutesIn(start, at).entries()) {
    if (isStation(minute, table) && minute < now() - settledMs) stations.set(minute, memory)
    memory = think(sceneAt(past, minute), memory).memory
    if (index % thoughtsInARow === thoughtsInARow - 1) await breathe()
  }
  const scene = sceneAt(past, at)
  const facts = factsAt(past, at)
  const coming = comingOf(marks, { now: at, leadMs: leadOf(marks, plan) })
  const revision = revisionOf(store, plan.id)
  return { scene, thought: think(scene, memory), checks: [], facts, coming, marks, revision }
}

/** One thought a minute, at its end. */
const minutesIn = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / minuteMs)) }, (_, index) => from + index * minuteMs)

const isStation = (minute: number, { from }: MinuteTable): boolean => ((minute - from) / minuteMs) % rememberEveryMinutes === 0

const sceneAt = (past: Past, at: number) => ({
  ...sceneOf({
    ...past,
    now: at,
    facts: factsAt(past, at),
    records: {},
    categories: [],
    coming: comingOf(
      past.marks.filter(mark => mark.at <= at),
      { now: at, leadMs: past.plan.limits.serverLeadMs },
    ),
  }),
  sources: sourcesAt(past, at),
})

/** How each source stood, by the age of its newest minute: what was never kept cannot be told from what was late. */
const sourcesAt = ({ plan, table }: Past, at: number): readonly SourceFace[] =>
  sources.map(source => faceOfAge(source, isPart(plan, source) ? newestAt(table, source, at) : 'off', at))

const isPart = ({ cloud }: OnsalePlan, source: Source): boolean =>
  ({
    aws: cloud.aws !== null,
    cloudflare: cloud.cloudflare !== null,
    queue: (cloud.cloudflare?.room ?? null) !== null || cloud.queue !== null,
    shop: cloud.shop !== null,
    sales: true,
  })[source]

/** Own sales are known up to the moment; of the others the newest minute says how far. */
const newestAt = (table: MinuteTable, source: Source, at: number): number | null => {
  const role = trafficOf[source]
  if (role === null) return at
  const known = [role, ...(source === 'aws' ? (['web.cpu'] as const) : [])].map(each => lastKnown(table, each, at))
  const newest = Math.max(...known)
  return newest < 0 ? null : Math.min(at, table.from + (newest + 1) * minuteMs)
}

const lastKnown = (table: MinuteTable, role: Role, at: number): number =>
  table
    .column(role)
    .subarray(0, Math.max(0, Math.floor((at - table.from) / minuteMs) + 1))
    .findLastIndex(value => !Number.isNaN(value))

const factsAt = ({ table, plan }: Past, at: number): KnownFacts => {
  const value = (role: Role): number | null => {
    const index = lastKnown(table, role, at)
    return index < 0 ? null : (table.column(role)[index] ?? null)
  }
  const [desired, inService, maximum] = [value('web.desired'), value('web.in-service'), value('web.maximum')]
  const group = plan.cloud.aws?.resources.find(({ kind }) => kind === 'auto-scaling-group')?.name ?? ''
  const servers =
    desired === null || inService === null
      ? null
      : {
          group,
          instanceType: null,
          desired,
          inService,
          pending: value('web.pending') ?? 0,
          minimum: 0,
          maximum: maximum ?? desired,
          readAt: at,
          failure: null,
        }
  const waiting = value('queue.waiting')
  const room =
    waiting === null
      ? null
      : {
          state: waiting > 0 ? ('queueing' as const) : ('not_queueing' as const),
          waiting,
          active: value('queue.active'),
          waitMinutes: value('queue.wait'),
          newPerMinute: value('queue.limit-admitted'),
          totalActive: value('queue.limit-active'),
          readAt: at,
        }
  return { ...noFacts, servers, room }
}
