import type { OnsaleFace, OnsaleSummary, SourceFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { OnsaleReport } from '#contract/onsale-report'
import type { Measured, Spoken } from '#contract/rehearsal'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import { revisionOf } from '#store/minute'
import { marksOf } from '#store/onsale-mark'
import { faceFrom, summaryOf } from './face.ts'
import type { OnsaleHandlers } from './handlers.ts'
import { onsaleHandlers } from './handlers.ts'
import { measuredIn } from './measured.ts'
import { createPlans } from './plans.ts'
import type { Replay } from './replay.ts'
import { createReplay } from './replay.ts'
import type { DeskParts, Rooms } from './rooms.ts'
import type { Watched, WatchesParts } from './watches.ts'
import { watchPlan } from './watches.ts'
import { reportMade } from '#monitor/report/made'
import { endWatching, isLongOver, stopWatching, unwatchedSince, watchEnded } from '#monitor/watch/end'
import { minutesFrom, tableAt } from '#monitor/watch/minutes'

/** On-sales: planned, watched, steered, looked back at. */
export type OnsaleDesk = {
  readonly handlers: OnsaleHandlers
  /** Goes on watching what was watched when Kasa was last here. */
  readonly start: () => void
  readonly report: (id: string) => Result<OnsaleReport>
  /** What the shop stood in a sale so far, and how the rules did that spoke, as a rehearsal asks at its end. */
  readonly measured: (id: string, spoken: readonly Spoken[]) => Result<Measured>
  /** A watched sale that is on now, or starts within `aheadMs`: nothing may take its place on the screen. */
  readonly live: (aheadMs?: number) => OnsalePlan | null
  readonly stop: () => void
}

/** More at once would only starve each other of requests. */
const mostWatched = 6

export const createOnsaleDesk = (parts: DeskParts): OnsaleDesk => {
  const { world, store } = parts
  const plans = createPlans(world, store, parts.named)
  const replay = createReplay({
    store,
    now: world.clock.now,
    // in a rehearsal nobody sells, and its clock may stand
    breathe: () => (parts.mode === 'live' ? new Promise(rested => world.clock.after(0, rested)) : Promise.resolve()),
  })
  const watched = new Map<string, Watched>()
  const worst = new Map<string, string>()
  const told: WatchesParts['told'] = (id, revision, seen) => {
    parts.told(id, revision)
    const summary = JSON.stringify(summaryOf(seen))
    if (worst.get(id) === summary) return
    worst.set(id, summary)
    parts.listChanged()
  }
  const begin = (plan: OnsalePlan): void => {
    watched.get(plan.id)?.stop()
    watched.set(plan.id, watchPlan({ ...parts, told, ended }, plan))
  }
  const end = (id: string): void => {
    watched.get(id)?.stop()
    watched.delete(id)
  }
  /** In a rehearsal the sale ends with the rehearsal. */
  const ended = (id: string, at: { readonly at: number }): void => {
    if (parts.mode !== 'live' || !watched.has(id)) return
    end(id)
    endWatching(store, id, at, world.clock.now())
    parts.told(id, revisionOf(store, id))
    parts.listChanged()
  }
  const rooms: Rooms = {
    plans,
    plan: id => {
      const seen = watched.get(id)
      return seen ? done(parts.named(seen.watch.plan())) : plans.get(id)
    },
    watched: id => watched.get(id) ?? null,
    setWatched: (id, wanted) => {
      const plan = plans.get(id)
      if (!plan.ok) return plan
      const over = isLongOver(plan.value, world.clock.now()) || watchEnded(plan.value, marksOf(store, id)) !== null
      if (wanted && parts.mode === 'live' && over) return refused('onsale-over', { name: plan.value.name })
      if (wanted && !watched.has(id) && watched.size >= mostWatched) return refused('onsale-watched', { name: nameOf(watched) })
      const changed = plans.setWatched(id, wanted)
      if (changed.ok && wanted) begin(changed.value)
      if (!wanted) {
        if (watched.has(id)) stopWatching(store, id, parts.person().name, world.clock.now())
        end(id)
      }
      parts.listChanged()
      parts.told(id, revisionOf(store, id))
      return changed
    },
    changed: plan => {
      if (plan.watched) begin(plan)
      parts.listChanged()
      parts.told(plan.id, revisionOf(store, plan.id))
    },
    summaries: () => plans.list().map(plan => ({ ...summaryFor(parts, plan, watched.get(plan.id)), name: plan.name })),
    face: async (plan, at) => {
      const face = await faceAt(parts, { plan, at, replay, watched: watched.get(plan.id) ?? null })
      return { ...face, plan: { ...face.plan, name: plan.name } }
    },
    minutes: (plan, since, at) => {
      const seen = watched.get(plan.id)
      if (at === null && seen) return seen.watch.minutes(since)
      const table = tableAt(store, plan, at ?? world.clock.now())
      return minutesFrom(table, table.from, revisionOf(store, plan.id))
    },
  }
  return {
    handlers: onsaleHandlers(parts, rooms),
    start: () => {
      const now = world.clock.now()
      const wanted = plans.list().filter(plan => plan.watched)
      // what ended while nobody was here is not watched again
      for (const plan of wanted.filter(each => isLongOver(each, now))) endWatching(store, plan.id, { at: plan.plannedEndAt }, now)
      wanted
        .filter(plan => !isLongOver(plan, now))
        .slice(0, mostWatched)
        .forEach(begin)
    },
    report: id => {
      const plan = plans.get(id)
      const end = watched.get(id)?.watch.look().thought.end
      return plan.ok ? done(reportMade(store, { plan: plan.value, now: world.clock.now(), end })) : plan
    },
    measured: (id, spoken) => {
      const plan = plans.get(id)
      return plan.ok ? done(measuredIn(store, plan.value, { spoken, now: world.clock.now() })) : plan
    },
    live: (aheadMs = 0) =>
      [...watched.values()]
        .filter(({ watch }) => {
          const phase = watch.phase()
          return phase === 'before' ? watch.plan().startsAt - world.clock.now() <= aheadMs : phase !== 'over'
        })
        .map(({ watch }) => parts.named(watch.plan()))
        .toSorted((one, other) => one.startsAt - other.startsAt)[0] ?? null,
    stop: () => [...watched.keys()].forEach(end),
  }
}

const nameOf = (watched: ReadonlyMap<string, Watched>): string => [...watched.values()][0]?.watch.plan().name ?? ''

type Asked = { readonly plan: OnsalePlan; readonly at: number | null; readonly replay: Replay; readonly watched: Watched | null }

const faceAt = async (parts: DeskParts, { plan, at, replay, watched }: Asked): Promise<OnsaleFace> => {
  if (at === null && watched) return watched.face()
  const now = parts.world.clock.now()
  const marks = at === null ? marksOf(parts.store, plan.id) : []
  const over = at === null ? watchEnded(plan, marks) : null
  const looked = await replay.at(plan, at ?? over?.at ?? now)
  const face = faceFrom({
    store: parts.store,
    looked,
    mode: at === null ? parts.mode : 'replay',
    speed: at === null ? parts.speed() : 0,
    tokenEndsAt: null,
    doubts: [],
  })
  return at === null ? { ...face, now, sources: face.sources.map(standingSince(unwatchedSince(plan, marks) ?? now)) } : face
}

/** A source that nobody reads any more: what is known of it ends when the watching did, and grows old from then on. */
const standingSince =
  (since: number) =>
  (source: SourceFace): SourceFace => ({
    ...source,
    state: 'off',
    newestAt: source.newestAt === null ? null : Math.min(source.newestAt, since),
  })

const summaryFor = ({ store, world }: DeskParts, plan: OnsalePlan, seen: Watched | undefined): OnsaleSummary => {
  if (seen) return summaryOf(seen.watch.look())
  const { id, name, startsAt, plannedEndAt, watched } = plan
  const now = world.clock.now()
  const phase = (): OnsaleSummary['phase'] => {
    if (now < startsAt) return 'before'
    if (now >= plannedEndAt || watchEnded(plan, marksOf(store, id))) return 'over'
    const left = tableAt(store, plan, now).column('sales.left')
    return left.findLast(value => !Number.isNaN(value)) === 0 ? 'sold-out' : 'open'
  }
  return { id, name, startsAt, plannedEndAt, watched, phase: phase(), worst: 'calm' }
}
