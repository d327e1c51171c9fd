import type { RoomFace, ServersFace, SessionFace } from '#contract/onsale-face'
import type { Result } from '#contract/refusal'
import type { SizeChange } from '#domain/onsale/group-course'

/** What a read may tell beside minutes. */
export type Facts = {
  readonly servers?: Omit<ServersFace, 'coming'>
  readonly room?: RoomFace
  readonly group?: GroupSetting
  /** What is scheduled for the group, and for the waiting room; a refusal where it may not be read. */
  readonly schedule?: Result<Scheduled>
  readonly roomSetting?: RoomSetting
  readonly roomSchedule?: Result<RoomScheduled>
  readonly session?: SessionFace
  /** This machine's clock minus the source's. */
  readonly skewMs?: number
  /** Between two points of the servers' processor load: five minutes when detailed monitoring is off. */
  readonly cpuSpacingMs?: number
}

/** What a checklist asks about a group beside its servers. */
export type GroupSetting = {
  /** So long a server may be unwell after its launch before it is replaced. */
  readonly graceMs: number
  /** The group measures itself, minute by minute. */
  readonly isMeasured: boolean
  /** Zones it may use, and how many servers are in service in each. */
  readonly zones: readonly { readonly zone: string; readonly inService: number }[]
  /** What keeps servers from being taken away, beside a minimum. */
  readonly shrinkBarred: 'suspended' | 'protected' | null
  readonly readAt: number
}
/** What is scheduled for a group, and when that was read. */
export type Scheduled = { readonly changes: readonly SizeChange[]; readonly readAt: number }

/** Whether a waiting room lets people in at all. */
export type RoomSetting = {
  /** Nobody is sent to it: everybody goes straight to the shop. */
  readonly isSuspended: boolean
  /** Everybody is held back, whatever the limits. */
  readonly holdsAll: boolean
  readonly readAt: number
}
/** A scheduled event of a waiting room: for its time some settings of the room are others. Null: the room's own. */
export type RoomEvent = {
  readonly name: string
  /** From when everybody is held back; null: nobody is before `startsAt`. */
  readonly prequeueAt: number | null
  readonly startsAt: number
  readonly endsAt: number
  readonly newPerMinute: number | null
  readonly totalActive: number | null
}
/** What is scheduled for a waiting room, and when that was read. */
export type RoomScheduled = { readonly events: readonly RoomEvent[]; readonly readAt: number }
