import type { RoomFace, ServersFace, SessionFace } from '#contract/onsale-face'
import type { Result } from '#contract/refusal'
import type { Facts, GroupSetting, RoomScheduled, RoomSetting, Scheduled } from '#monitor/poll-facts'

/** What reads told beside minutes, the newest word on each. */
export type KnownFacts = {
  readonly servers: Omit<ServersFace, 'coming'> | null
  readonly room: RoomFace | null
  readonly session: SessionFace | null
  readonly skewMs: number | null
  readonly group: GroupSetting | null
  /** A refusal: nothing of it was ever read. */
  readonly schedule: Result<Scheduled> | null
  readonly roomSetting: RoomSetting | null
  readonly roomSchedule: Result<RoomScheduled> | null
}

export const noFacts: KnownFacts = {
  servers: null,
  room: null,
  session: null,
  skewMs: null,
  group: null,
  schedule: null,
  roomSetting: null,
  roomSchedule: null,
}

/** The facts after one more read. What a read is silent about stays as it was. */
export const factsAfter = (known: KnownFacts, fresh: Facts): KnownFacts => ({
  servers: fresh.servers ?? known.servers,
  room: fresh.room ?? known.room,
  session: fresh.session ?? known.session,
  skewMs: steadySkew(known.skewMs, fresh.skewMs ?? known.skewMs),
  group: fresh.group ?? known.group,
  schedule: learned(known.schedule, fresh.schedule),
  roomSetting: fresh.roomSetting ?? known.roomSetting,
  roomSchedule: learned(known.roomSchedule, fresh.roomSchedule),
})

/** `Date` has whole seconds, and each exchange takes another while: less than this between two measurements is no news of the clock. */
const skewNoiseMs = 1_000

const steadySkew = (known: number | null, fresh: number | null): number | null =>
  known !== null && fresh !== null && Math.abs(fresh - known) < skewNoiseMs ? known : fresh

/** What was read once is not unlearned by a refusal: it grows old, and its age is shown. */
const learned = <Value>(known: Result<Value> | null, fresh: Result<Value> | undefined): Result<Value> | null =>
  fresh === undefined || (known?.ok === true && !fresh.ok) ? known : fresh
