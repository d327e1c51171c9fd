import type { SourceFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Role, Source } from '#contract/onsale-roles'
import { sources } from '#contract/onsale-roles'
import type { Memory } from '#domain/onsale/memory'
import { freshMemory } from '#domain/onsale/memory'
import { trafficOf } from '#domain/onsale/role-table'
import type { MinuteTable, Scene } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import { minuteChanges } from '#store/minute'
import { factsBetween } from '#store/onsale-fact'
import { datedMarksOf } from '#store/onsale-mark'
import type { Readable } from '#store/query'
import { minuteBoard } from '#monitor/minutes'
import type { KnownFacts } from '#monitor/watch/facts'
import { noFacts } from '#monitor/watch/facts'
import { heardIn } from '#monitor/watch/hearing'
import type { Remembered } from '#monitor/watch/memory'
import { hearingIn, nothingRemembered, remember } from '#monitor/watch/memory'
import { sceneOf } from '#monitor/watch/scene'
import { faceOfAge, faceThen } from '#monitor/watch/sources'
import { comingOf } from '#monitor/watch/steps'
import { wholeWindow } from '#monitor/watch/window'

/** Where a walk through a sale's past can begin: what was known and what the mind had in mind, `until` a moment. */
export type Station = { readonly until: number; readonly known: Remembered; readonly memory: Memory }

/** Before anything was known. */
export const beginning: Station = { until: -1, known: nothingRemembered, memory: freshMemory }

/** A moment of the past: what was there to be looked at, and the memory with what people had said by then. */
export type Moment = {
  readonly scene: Scene
  readonly facts: KnownFacts
  readonly known: Remembered
  readonly coming: ReturnType<typeof comingOf>
  readonly memory: Memory
}

/** A walk forward through a sale, from one moment to a later one, each as it was known then. */
export type Walk = {
  readonly from: number
  /** Moments from one on, before the end of the walk, at which there was something to think about: the ends of minutes, and whenever a source had come further. */
  readonly moments: (from: number) => readonly number[]
  readonly to: (at: number, memory: Memory) => Moment
}

/** Starts a walk to `until`. */
export const walkFrom = (store: Readable, plan: OnsalePlan, start: Station, until: number): Walk => {
  const { from, to } = wholeWindow(plan, until)
  const board = minuteBoard({ from, plan })
  const changes = minuteChanges(store, plan.id, { from, to, after: -1, until })
  const facts = factsBetween(store, plan.id, start.until, until)
  const marks = datedMarksOf(store, plan.id)
  const place = { changes: 0, facts: 0, known: start.known }
  const advance = (at: number, memory: Memory): Memory => {
    const minutesTo = endOf(changes, place.changes, change => change.readAt <= at)
    board.put(changes.slice(place.changes, minutesTo), 0)
    const factsTo = endOf(facts, place.facts, fact => fact.at <= at)
    const told = facts.slice(place.facts, factsTo)
    place.known = told.reduce(remember, place.known)
    Object.assign(place, { changes: minutesTo, facts: factsTo })
    return heardIn(
      memory,
      told.map(hearingIn).filter(hearing => hearing !== null),
    )
  }
  return {
    from,
    moments: begin => {
      const minutes = Array.from(
        { length: Math.max(0, Math.ceil((until - begin) / minuteMs)) },
        (_, index) => begin + index * minuteMs,
      )
      const news = facts.flatMap(({ kind, at }) => (kind === 'source' && at > begin && at < until ? [at] : []))
      return [...new Set([...minutes, ...news])].toSorted((one, other) => one - other)
    },
    to: (at, memory) => {
      const heard = advance(at, memory)
      const past = {
        plan: { ...plan, ...place.known.plan },
        table: board.table(wholeWindow(plan, at).to),
        marks: marks.filter(mark => mark.at <= at && mark.notedAt <= at),
        known: place.known,
      }
      return { ...momentOf(past, at), known: place.known, memory: heard }
    },
  }
}

const endOf = <One>(all: readonly One[], from: number, isBefore: (one: One) => boolean): number => {
  let end = from
  for (let one = all[end]; one !== undefined && isBefore(one); one = all[end]) end += 1
  return end
}

type Past = {
  readonly plan: OnsalePlan
  readonly table: MinuteTable
  readonly marks: ReturnType<typeof datedMarksOf>
  readonly known: Remembered
}

/** Whoever watches says so every minute; after this he was gone. */
const goneAfterMs = 2.5 * minuteMs

const momentOf = (past: Past, at: number): Pick<Moment, 'scene' | 'facts' | 'coming'> => {
  const { plan, table, marks, known } = past
  const watched = known.watchedAt !== null && at - known.watchedAt <= goneAfterMs
  const { servers, room, session, skewMs } = known
  const facts = watched ? { ...noFacts, servers, room, session, skewMs } : factsOf(past, at)
  const coming = comingOf(marks, watched ? servers : null)
  const scene = sceneOf({
    plan,
    now: at,
    table,
    facts,
    records: {},
    marks,
    categories: known.categories,
    token: known.token,
    coming,
  })
  const stood = watched ? sources.map(source => faceThen(source, known.sources[source], at)) : sourcesByAge(past, at)
  return { scene: { ...scene, sources: stood }, facts, coming }
}

/** How each source stood while nobody said so, by the age of its newest minute. */
const sourcesByAge = ({ plan, table }: Past, at: number): readonly SourceFace[] =>
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

/** What minutes alone tell of servers and room. */
const factsOf = ({ table, plan }: Past, at: number): KnownFacts => {
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
