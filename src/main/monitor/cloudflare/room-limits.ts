import type { CloudflareDesk } from './desk.ts'

/** What the inlet of a waiting room is set to: people let in a minute, and people inside at once; `event`: by the event that is on, null: by the room itself. */
export type RoomLimits = {
  readonly name: string
  readonly newPerMinute: number
  readonly totalActive: number
  readonly event: ActiveEvent | null
}

/** An event whose own limits are in force. Cloudflare wants its name and its times said again with each change; they are handed back as they were told. */
export type ActiveEvent = {
  readonly id: string
  readonly name: string
  readonly startText: string
  readonly endText: string
}

/** Where a room is asked about. */
export const roomPath = (desk: CloudflareDesk, room: string): string => `/zones/${desk.zone}/waiting_rooms/${room}`

/** Limits as Cloudflare takes them, of rooms and of events. */
export const inletBody = ({ newPerMinute, totalActive }: Pick<RoomLimits, 'newPerMinute' | 'totalActive'>) => ({
  new_users_per_minute: newPerMinute,
  total_active_users: totalActive,
})
