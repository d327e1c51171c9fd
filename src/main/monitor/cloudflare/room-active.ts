import { z } from 'zod'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { CloudflareDesk } from './desk.ts'
import type { Said } from './question.ts'
import { cloudflareRights } from './refusals.ts'
import type { ActiveEvent, RoomLimits } from './room-limits.ts'
import { inletBody, roomPath } from './room-limits.ts'

const count = z.number().nonnegative()
const eventShape = z.object({
  id: z.string(),
  name: z.string(),
  event_start_time: z.string(),
  event_end_time: z.string(),
  new_users_per_minute: count.nullish(),
  total_active_users: count.nullish(),
})

/** The limits in force: "If set, the event will override the waiting room's `new_users_per_minute` property while it is active. If null, the event will inherit it." (Cloudflare's interface, waiting room events). */
export const inForce = async (
  desk: CloudflareDesk,
  { room, eventId, signal }: { readonly room: string; readonly eventId: string | null; readonly signal?: AbortSignal },
  limits: RoomLimits,
): Promise<Result<RoomLimits>> => {
  if (eventId === null) return done(limits)
  const said = await desk.ask({
    method: 'GET',
    path: eventPath(desk, room, eventId),
    right: cloudflareRights.readRoom,
    source: 'queue',
    ...(signal ? { signal } : {}),
  })
  return asLimits(said, limits)
}

/** Changes the limits of the event that is on, and of nothing else. */
export const setEvent = async (
  desk: CloudflareDesk,
  room: string,
  limits: RoomLimits,
  { id, name, startText, endText }: ActiveEvent,
): Promise<Result<RoomLimits>> => {
  const said = await desk.ask({
    method: 'PATCH',
    path: eventPath(desk, room, id),
    body: { name, event_start_time: startText, event_end_time: endText, ...inletBody(limits) },
    right: cloudflareRights.editRoom,
    source: 'queue',
  })
  return asLimits(said, limits)
}

const eventPath = (desk: CloudflareDesk, room: string, id: string): string =>
  `${roomPath(desk, room)}/events/${encodeURIComponent(id)}`

/** The room's limits with what the event sets itself; one that sets nothing leaves the room's in force, and in hand. */
const asLimits = (said: Result<Said>, limits: RoomLimits): Result<RoomLimits> => {
  if (!said.ok) return said
  const parsed = eventShape.safeParse(said.value.result)
  if (!parsed.success) return refused('cloudflare-answer-unreadable')
  const { id, name, event_start_time: startText, event_end_time: endText, ...own } = parsed.data
  const { new_users_per_minute: newPerMinute, total_active_users: totalActive } = own
  if (typeof newPerMinute !== 'number' && typeof totalActive !== 'number') return done({ ...limits, event: null })
  return done({
    name: limits.name,
    newPerMinute: newPerMinute ?? limits.newPerMinute,
    totalActive: totalActive ?? limits.totalActive,
    event: { id, name, startText, endText },
  })
}
