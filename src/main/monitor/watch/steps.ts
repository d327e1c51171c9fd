import type { ServersFace } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import { readyOf } from '#contract/onsale-step'
import type { MinuteTable } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import type { KeptMark } from '#store/onsale-mark'

/** Servers that were asked for and do not serve yet. */
export type Coming = { readonly from: number; readonly to: number; readonly askedAt: number; readonly group: string }

/** A group may be read as it was a moment before it was asked for more. */
const oldReadingMs = 60_000

type GroupRead = Pick<ServersFace, 'desired' | 'readAt'>

/** The steps that are on their way, the oldest first: however late, until they serve or somebody has taken them back, as a reading of the group says. Marks are in order of time. */
export const stepsComing = (marks: readonly KeptMark[], group: GroupRead | null): readonly Coming[] =>
  marks
    .filter(asked => asked.kind === 'servers-asked' && !readyOf(asked, marks) && !takenBackBefore(asked, marks))
    .flatMap(asked => {
      const [from, wished] = [figure(asked, 'fromServers'), figure(asked, 'toServers')]
      const to = group && group.readAt > asked.at + oldReadingMs ? Math.min(wished, group.desired) : wished
      return to > from ? [{ from, to, askedAt: asked.at, group: asked.subject }] : []
    })

/** A later step that began with fewer servers than this one asked for: somebody had taken them back by then. */
const takenBackBefore = (asked: KeptMark, marks: readonly KeptMark[]): boolean =>
  marks.some(
    ({ kind, at, figures }) =>
      kind === 'servers-asked' && at > asked.at && Number(figures['fromServers']) < figure(asked, 'toServers'),
  )

/** All that is on its way, as one: from before the oldest step to after the newest; null: nothing. */
export const comingOf = (marks: readonly KeptMark[], group: GroupRead | null): Coming | null => {
  const steps = stepsComing(marks, group)
  const [oldest, newest] = [steps[0], steps.at(-1)]
  return oldest && newest ? { ...newest, from: Math.min(oldest.from, newest.from) } : null
}

/**
 * From asking to service, as the newest step that came has measured it; null: none has come. Where only the group could say that servers were in service, and no balancer that they answered, the plan's
 * longer lead stands: a server is in service before its balancer has checked it (Amazon, "Set the health check grace period for an Auto Scaling group").
 */
export const measuredLeadOf = (marks: readonly KeptMark[], plannedMs: number): number | null => {
  const ready = marks.findLast(({ kind, figures }) => kind === 'servers-ready' && typeof figures['leadMs'] === 'number')
  if (!ready) return null
  const measured = figure(ready, 'leadMs')
  return ready.figures['seenText'] === 'group' ? Math.max(plannedMs, measured) : measured
}

export type StepNews = { readonly kind: 'servers-ready' | 'servers-failed'; readonly at: number; readonly figures: Figures }

/** What is known of servers and balancer when a step is looked at. `inServiceSince`: since when the group has been seen to have as many in service as the step asked for; null: it has not. */
export type StepSeen = {
  readonly servers: Omit<ServersFace, 'coming'>
  readonly table: MinuteTable
  readonly inServiceSince: number | null
  readonly now: number
}

/** What was read says about a step on its way: that its servers serve, or that one did not come and why. */
export const newsOf = (coming: Coming, seen: StepSeen, marks: readonly KeptMark[]): readonly StepNews[] => {
  const { failure } = seen.servers
  const told = (at: number): boolean => marks.some(mark => mark.kind === 'servers-failed' && mark.figures['failedAt'] === at)
  const failed: readonly StepNews[] =
    failure && failure.at >= coming.askedAt && !told(failure.at)
      ? [{ kind: 'servers-failed', at: failure.at, figures: { failureText: failure.text, failedAt: failure.at } }]
      : []
  const ready = servingSince(coming, seen)
  if (ready === null) return failed
  const { askedAt, from, to } = coming
  const figures = { readyServers: to - from, leadMs: ready.at - askedAt, askedAt, seenText: ready.seen }
  return [...failed, { kind: 'servers-ready', at: ready.at, figures }]
}

/** A balancer counts late and only what passes its checks; one that has not counted servers this long after they are in service does not count them at all. */
const balancerPatienceMs = 5 * minuteMs

type Serving = { readonly at: number; readonly seen: 'balancer' | 'group' }

/** Since when the servers of a step serve: as the balancer counts them, where it counts all of the group; else as the group says. */
const servingSince = (coming: Coming, { table, inServiceSince, now }: StepSeen): Serving | null => {
  if (inServiceSince === null) return null
  const healthy = table.column('balancer.healthy')
  if (!countsAll(coming, table.from, healthy)) return { at: inServiceSince, seen: 'group' }
  const counted = countedSince(coming, table.from, healthy)
  if (counted !== null) return { at: counted, seen: 'balancer' }
  return now - inServiceSince > balancerPatienceMs ? { at: inServiceSince, seen: 'group' } : null
}

const minuteOf = (at: number, tableFrom: number): number => Math.floor((at - tableFrom) / minuteMs)
/** Its newest minutes before the step may not have been read when it was asked for. */
const reachBackMinutes = 5

const countsAll = ({ from, askedAt }: Coming, tableFrom: number, healthy: Float64Array): boolean => {
  const asked = minuteOf(askedAt, tableFrom)
  return healthy.subarray(Math.max(0, asked - reachBackMinutes), Math.max(0, asked + 1)).some(count => count >= from)
}

/** The minute in which they came is counted partly without and partly with them: its mean says from when. */
const countedSince = ({ from, to, askedAt }: Coming, tableFrom: number, healthy: Float64Array): number | null => {
  const asked = minuteOf(askedAt, tableFrom)
  const whole = healthy.findIndex((count, minute) => minute > asked && count >= to)
  if (whole < 0) return null
  const before = ((healthy[whole - 1] ?? Number.NaN) - from) / (to - from)
  const share = Number.isNaN(before) ? 0 : Math.min(1, Math.max(0, before))
  return Math.max(askedAt, Math.round(tableFrom + (whole - share) * minuteMs))
}

const figure = (mark: KeptMark, name: string): number => {
  const value = mark.figures[name]
  return typeof value === 'number' ? value : 0
}
