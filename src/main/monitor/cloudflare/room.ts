import { z } from 'zod'
import type { RoomFace } from '#contract/onsale-face'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import { minuteMs } from '#domain/onsale/scene'
import type { World } from '#main/world'
import type { CloudflareDesk, CloudflareEntry } from './desk.ts'
import { openCloudflare } from './desk.ts'
import type { Question, Said } from './question.ts'
import { cloudflareRights } from './refusals.ts'
import type { RoomSetting } from '#monitor/poll-facts'
import type { Poll, Reading } from '#monitor/poll'
import { nothingRead } from '#monitor/poll'
import { inForce, setEvent } from './room-active.ts'
import type { RoomLimits } from './room-limits.ts'
import { inletBody, roomPath } from './room-limits.ts'

/** Steers the inlet, of the room or of its event, whichever is in force. `set` gives what Cloudflare has set, which the caller compares with what was asked. */
export type RoomLever = {
  readonly read: () => Promise<Result<RoomLimits>>
  readonly set: (limits: RoomLimits) => Promise<Result<RoomLimits>>
}

/** Estimates are 20 to 50 s old and kept for 30 s ("Monitor waiting room status"): asking faster gives nothing new. */
const everyMs = 25_000

const count = z.number().nonnegative()
const limitsShape = z.object({
  id: z.string(),
  name: z.string(),
  new_users_per_minute: count,
  total_active_users: count,
  suspended: z.boolean().optional(),
  queue_all: z.boolean().optional(),
})
const statusShape = z.object({
  status: z.enum(['not_queueing', 'queueing', 'event_prequeueing', 'suspended']).optional().catch(undefined),
  event_id: z.string().nullish(),
  estimated_queued_users: count.optional(),
  estimated_total_active_users: count.optional(),
  max_estimated_time_minutes: count.optional(),
})

/** The lever of one waiting room. */
export const roomLever = (world: World, entry: CloudflareEntry, room: string): RoomLever => {
  const desk = openCloudflare(world, entry)
  return {
    read: () => readLimits(desk, room),
    set: async limits => {
      if (limits.event) return setEvent(desk, room, limits, limits.event)
      return asLimits(await desk.ask({ method: 'PATCH', path: roomPath(desk, room), body: inletBody(limits), ...editing(room) }))
    },
  }
}

const editing = (room: string) => ({ right: cloudflareRights.editRoom, room, source: 'queue' }) as const

/** The waiting rooms of a zone. */
export const listRooms = async (
  desk: CloudflareDesk,
): Promise<Result<readonly { readonly id: string; readonly name: string }[]>> => {
  const said = await desk.ask({
    method: 'GET',
    path: `/zones/${desk.zone}/waiting_rooms?per_page=${mostRooms}`,
    right: cloudflareRights.readRoom,
    source: 'queue',
  })
  if (!said.ok) return said
  const rooms = z.array(z.object({ id: z.string(), name: z.string() })).safeParse(said.value.result)
  return rooms.success ? done(rooms.data) : refused('cloudflare-answer-unreadable')
}
const mostRooms = 100

/** Whether the token may change the room: an empty change changes nothing, but is refused to who may not. */
export const mayEditRoom = async (desk: CloudflareDesk, room: string): Promise<Result<null>> => {
  const right = cloudflareRights.editRoom
  const said = await desk.ask({ method: 'PATCH', path: roomPath(desk, room), body: {}, right, room, source: 'queue' })
  return said.ok || said.refusal.code === 'cloudflare-refused' ? done(null) : said
}

/** The room as it is: how many wait, how many are inside, and what the inlet is set to. */
export const roomPoll = (world: World, desk: CloudflareDesk, room: string): Poll => ({
  name: 'cloudflare.room',
  source: 'queue',
  everyMs,
  hurriedEveryMs: everyMs,
  overlapMs: 0,
  read: async (_window, signal) => {
    const about = { right: cloudflareRights.readRoom, room, source: 'queue', signal } as const
    const [status, config] = await Promise.all([readStatus(desk, room, about), readRoom(desk, room, signal)])
    if (!status.ok) return nothingRead(status.refusal)
    const { face, skewMs, eventId } = status.value
    const limits = config.ok ? await inForce(desk, { room, eventId, signal }, limitsOf(config.value)) : config
    const readAt = world.clock.now()
    const setting = config.ok
      ? { roomSetting: { isSuspended: config.value.isSuspended, holdsAll: config.value.holdsAll, readAt } }
      : {}
    const seen: RoomFace = {
      ...face,
      newPerMinute: limits.ok ? limits.value.newPerMinute : null,
      totalActive: limits.ok ? limits.value.totalActive : null,
      readAt,
    }
    return {
      readings: roomReadings(seen, room, readAt),
      facts: { room: seen, ...setting, ...(skewMs === null ? {} : { skewMs }) },
      refusals: limits.ok ? [] : [limits.refusal],
      answered: true,
      metricsAsked: 0,
    }
  },
})

type RoomRead = Omit<RoomLimits, 'event'> & Omit<RoomSetting, 'readAt'>

const readLimits = async (desk: CloudflareDesk, room: string): Promise<Result<RoomLimits>> => {
  const about = { right: cloudflareRights.readRoom, room, source: 'queue' } as const
  const [status, read] = await Promise.all([readStatus(desk, room, about), readRoom(desk, room)])
  if (!status.ok) return status
  return read.ok ? inForce(desk, { room, eventId: status.value.eventId }, limitsOf(read.value)) : read
}

const readRoom = async (desk: CloudflareDesk, room: string, signal?: AbortSignal): Promise<Result<RoomRead>> =>
  asRoom(
    await desk.ask({
      method: 'GET',
      path: roomPath(desk, room),
      right: cloudflareRights.readRoom,
      room,
      source: 'queue',
      ...(signal ? { signal } : {}),
    }),
  )

const asLimits = (said: Result<Said>): Result<RoomLimits> => {
  const read = asRoom(said)
  return read.ok ? done(limitsOf(read.value)) : read
}

const limitsOf = ({ name, newPerMinute, totalActive }: RoomRead): RoomLimits => ({ name, newPerMinute, totalActive, event: null })

const asRoom = (said: Result<Said>): Result<RoomRead> => {
  if (!said.ok) return said
  const parsed = limitsShape.safeParse(said.value.result)
  if (!parsed.success) return refused('cloudflare-answer-unreadable')
  const {
    name,
    new_users_per_minute: newPerMinute,
    total_active_users: totalActive,
    suspended,
    queue_all: queueAll,
  } = parsed.data
  return done({ name, newPerMinute, totalActive, isSuspended: suspended ?? false, holdsAll: queueAll ?? false })
}

type Seen = {
  readonly face: Pick<RoomFace, 'state' | 'waiting' | 'active' | 'waitMinutes'>
  readonly skewMs: number | null
  /** The event that is on; null: none. */
  readonly eventId: string | null
}

const readStatus = async (
  desk: CloudflareDesk,
  room: string,
  about: Pick<Question, 'right' | 'room' | 'source' | 'signal'>,
): Promise<Result<Seen>> => {
  const said = await desk.ask({ method: 'GET', path: `${roomPath(desk, room)}/status`, ...about })
  if (!said.ok) return said
  const parsed = statusShape.safeParse(said.value.result)
  if (!parsed.success) return refused('cloudflare-answer-unreadable')
  const { status, event_id: eventId, ...estimates } = parsed.data
  return done({
    face: {
      state: status ?? 'unknown',
      waiting: estimates.estimated_queued_users ?? null,
      active: estimates.estimated_total_active_users ?? null,
      waitMinutes: estimates.max_estimated_time_minutes ?? null,
    },
    skewMs: said.value.skewMs,
    eventId: eventId ? eventId : null,
  })
}

const roomReadings = (face: RoomFace, resource: string, readAt: number): readonly Reading[] => {
  const at = Math.floor(readAt / minuteMs) * minuteMs
  const values = [
    ['queue.waiting', face.waiting],
    ['queue.active', face.active],
    ['queue.wait', face.waitMinutes],
    ['queue.limit-admitted', face.newPerMinute],
    ['queue.limit-active', face.totalActive],
  ] as const
  return values.flatMap(([role, value]) => (value === null ? [] : [{ role, resource, at, value }]))
}
