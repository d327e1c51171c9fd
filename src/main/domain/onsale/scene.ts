import type { OnsalePlan } from '#contract/onsale-plan'
import type { RoomFace, ServersFace, SourceFace } from '#contract/onsale-face'
import type { Role } from '#contract/onsale-roles'

/**
 * Minutes in columns, resources combined and silent minutes filled with zero where silence means zero. NaN: not known.
 * `known(source)` minutes older than the source's `provisionalFrom` are what rules may read; see `SourceFace`.
 */
export type MinuteTable = {
  /** Start of the first minute, Unix milliseconds. */
  readonly from: number
  readonly count: number
  /** As long as `count`; all NaN when nothing was ever reported. */
  readonly column: (role: Role) => Float64Array
  /** The same of each resource that reports it, uncombined; of a single one, or none, the column itself. */
  readonly each: (role: Role) => readonly Float64Array[]
}

/** Tickets of one category that are still to be had, and how fast they go. */
export type CategoryLeft = { readonly name: string; readonly left: number; readonly capacity: number; readonly perMinute: number }

/** Everything the mind looks at, at one moment. Rules are functions of this and of what they said before; nothing else. */
export type Scene = {
  /** Unix milliseconds, by the clock of the sale. */
  readonly now: number
  readonly plan: OnsalePlan
  readonly table: MinuteTable
  readonly sources: readonly SourceFace[]
  readonly servers: ServersFace | null
  /** From asking for a server to its service, measured in this sale; null: none has come yet. */
  readonly measuredLeadMs: number | null
  /** From slowing the inlet to fewer let in, measured in this sale; null: nobody has slowed it yet, or it did not show. */
  readonly measuredInletLeadMs: number | null
  readonly room: RoomFace | null
  /** The session at Amazon, and the token of Cloudflare. An end of null: a person need not renew it. Null: not known. */
  readonly session: { readonly endsAt: number | null } | null
  readonly token: { readonly endsAt: number | null } | null
  /** This machine's clock minus the source's; null: not measured. */
  readonly skewMs: number | null
  /** Tickets left by category; empty when the file does not know. */
  readonly categories: readonly CategoryLeft[]
  /** Tickets in a mean order and its price, of this sale so far; null before any. */
  readonly basket: { readonly tickets: number; readonly grossMinor: number } | null
}

export const minuteMs = 60_000

/** How many minutes of the table have begun: a replay may hold later ones, which nobody could know yet. */
export const begunMinutes = ({ now, table }: Pick<Scene, 'now' | 'table'>): number =>
  Math.max(0, Math.min(table.count, Math.ceil((now - table.from) / minuteMs)))
