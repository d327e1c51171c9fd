import type { SourceFace, SourceReason } from '#contract/onsale-face'
import { mostReasons } from '#contract/onsale-face'
import type { Source } from '#contract/onsale-roles'
import { sources } from '#contract/onsale-roles'
import type { Refusal } from '#contract/refusal'
import { minuteMs } from '#domain/onsale/scene'
import { isThrottle } from '#monitor/pace'
import type { Outcome, Poll } from '#monitor/poll'

/** How the reads of one poll went. */
export type PollRecord = {
  readonly source: Source
  readonly everyMs: number
  /** Failed reads in a row; being asked to read less often is no failure. */
  readonly failures: number
  readonly throttled: boolean
  readonly goodAt: number | null
  readonly failingSince: number | null
  readonly newestAt: number | null
  /** Why the last read gave nothing, or not all. */
  readonly refusals: readonly Refusal[]
}
/** How all reads of an on-sale went, by the poll's name. Plain values: it is kept with each moment, and replayed. */
export type Records = Readonly<Record<string, PollRecord>>

/** How old its newest minute may be before a source is called late. */
export const lateAfterMs: Readonly<Record<Source, number>> = {
  aws: 180_000,
  cloudflare: 240_000,
  queue: 90_000,
  shop: 60_000,
  sales: 30_000,
}
const blindAfterFailures = 3
/** From the end of a minute on, as long as clouds still change it. */
const provisionalMs = 120_000
/** What Kasa counts itself is exact as soon as its minute is over. */
const exact: ReadonlySet<Source> = new Set(['sales', 'shop'])

const untried = (poll: Poll): PollRecord => ({
  source: poll.source,
  everyMs: poll.everyMs,
  failures: 0,
  throttled: false,
  goodAt: null,
  failingSince: null,
  newestAt: null,
  refusals: [],
})

/** Each poll before its first read. */
export const recordsOf = (polls: readonly Poll[]): Records => Object.fromEntries(polls.map(poll => [poll.name, untried(poll)]))

/** The records after one read. */
export const recorded = (
  records: Records,
  poll: Poll,
  outcome: Outcome,
  { now, everyMs, salesKnownAt }: { readonly now: number; readonly everyMs: number; readonly salesKnownAt: number | null },
): Records => {
  const before = records[poll.name] ?? untried(poll)
  const throttled = outcome.refusals.some(isThrottle)
  const failed = !outcome.answered
  // the file is read at once, but what was sold online is in it only as far as the platform's orders are
  const told = poll.source === 'sales' ? Math.min(now, salesKnownAt ?? 0) : newestOf(outcome, before.newestAt ?? 0, now)
  return {
    ...records,
    [poll.name]: {
      source: poll.source,
      everyMs,
      failures: failed ? before.failures + (throttled ? 0 : 1) : 0,
      throttled,
      goodAt: failed ? before.goodAt : now,
      failingSince: failed ? (before.failingSince ?? now) : null,
      newestAt: told === 0 ? null : told,
      refusals: outcome.refusals.slice(0, mostReasons),
    },
  }
}

const newestOf = ({ readings }: Outcome, before: number, now: number): number =>
  readings.reduce((most, { at }) => Math.max(most, Math.min(at + minuteMs, now)), before)

/** How each source stands at a moment. */
export const sourceFaces = (records: Records, now: number): readonly SourceFace[] =>
  sources.map(source =>
    sourceFace(
      Object.entries(records).filter(([, record]) => record.source === source),
      { source, now },
    ),
  )

/** How a source stood, judged by the age of its newest minute alone; `off`: it was not part of the sale, null: nothing was known yet. */
export const faceOfAge = (source: Source, newest: number | null | 'off', now: number): SourceFace => {
  const face = {
    source,
    provisionalFrom: provisionalFrom(source, now),
    lateAfterMs: lateAfterMs[source],
    everyMs: 0,
    reasons: [],
    since: null,
  }
  if (newest === 'off') return { ...face, newestAt: null, state: 'off' }
  if (newest === null) return { ...face, newestAt: null, state: 'waiting' }
  const late = now - newest > lateAfterMs[source]
  return { ...face, newestAt: newest, state: late ? 'late' : 'fresh', since: late ? newest : null }
}

/**
 * How a source stood at a moment by the last word on it. That word tells of the newest minute which it was, not how many seconds of it were known later on: of a source that is read
 * within the running minute it was, while it was fresh, never older than one read.
 */
export const faceThen = (
  source: Source,
  known: { readonly face: Omit<SourceFace, 'provisionalFrom'>; readonly toldAt: number } | undefined,
  now: number,
): SourceFace => {
  if (!known) return faceOfAge(source, 'off', now)
  const { face, toldAt } = known
  const newest = face.newestAt
  const isRunning = newest !== null && newest % minuteMs !== 0 && face.state === 'fresh'
  const behindMs = Math.max(face.everyMs, toldAt - (newest ?? toldAt))
  const endOfMinute = (Math.floor((newest ?? 0) / minuteMs) + 1) * minuteMs - 1
  const newestAt = isRunning ? Math.max(newest, Math.min(now - behindMs, endOfMinute)) : newest
  return {
    ...face,
    newestAt,
    since: face.state === 'late' ? newestAt : face.since,
    provisionalFrom: provisionalFrom(source, now),
  }
}

const provisionalFrom = (source: Source, now: number): number =>
  Math.floor((exact.has(source) ? now : now - provisionalMs) / minuteMs) * minuteMs

type Asked = { readonly source: Source; readonly now: number }

const sourceFace = (records: readonly (readonly [string, PollRecord])[], { source, now }: Asked): SourceFace => {
  // the first poll of a source brings its minutes; what others bring beside it does not make up for them
  const first = records[0]?.[1]
  const face = {
    source,
    provisionalFrom: provisionalFrom(source, now),
    lateAfterMs: lateAfterMs[source],
    newestAt: first?.newestAt ?? null,
    everyMs: first?.everyMs ?? 0,
    reasons: reasonsOf(records),
  }
  if (!first) return { ...face, state: 'off', since: null, reasons: [] }
  const state = stateOf(first, now - face.lateAfterMs)
  return { ...face, state, since: sinceOf(state, first) }
}

/** Each thing that was refused, once: the same of two reads is told by the first of them. */
const reasonsOf = (records: readonly (readonly [string, PollRecord])[]): readonly SourceReason[] => {
  const all = records.flatMap(([read, { refusals }]) => refusals.map(refusal => ({ read, refusal })))
  const apart = Map.groupBy(all, ({ refusal }) => JSON.stringify(refusal))
  return [...apart.values()].flatMap(([first]) => (first ? [first] : [])).slice(0, mostReasons)
}

/** `lateBefore`: a newest minute that ended before it makes the source late. */
const stateOf = (record: PollRecord, lateBefore: number): SourceFace['state'] => {
  const { refusals, failures, newestAt } = record
  if (failures > 0 && refusals.some(({ code }) => signedOut.has(code))) return 'signed-out'
  if (failures >= blindAfterFailures) return 'blind'
  if (newestAt !== null && newestAt < lateBefore) return 'late'
  if (record.throttled) return 'throttled'
  return record.goodAt === null ? 'waiting' : 'fresh'
}

const sinceOf = (state: SourceFace['state'], record: PollRecord): number | null => {
  if (state === 'fresh' || state === 'waiting') return null
  return state === 'late' ? record.newestAt : (record.failingSince ?? record.goodAt)
}

const signedOut: ReadonlySet<Refusal['code']> = new Set([
  'aws-signed-out',
  'aws-no-profile',
  'cloudflare-token-missing',
  'cloudflare-token-refused',
])
