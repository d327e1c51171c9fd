import { z } from 'zod'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { World } from '#main/world'
import type { CloudflareDesk } from './desk.ts'
import { cloudflareRights } from './refusals.ts'
import type { RoomEvent, RoomScheduled } from '#monitor/poll-facts'
import type { Poll } from '#monitor/poll'
import { nothingRead } from '#monitor/poll'

/** Events change by a person's hand: once a minute is soon enough. */
const everyMs = 60_000
const mostEvents = 100

const time = z.string().transform((text, context) => {
  const at = Date.parse(text)
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'not a time' })
  return at
})
const eventShape = z.object({
  name: z.string(),
  event_start_time: time,
  event_end_time: time,
  prequeue_start_time: time.nullish(),
  new_users_per_minute: z.number().nonnegative().nullish(),
  total_active_users: z.number().nonnegative().nullish(),
  suspended: z.boolean().optional(),
})

/** The events of a waiting room that will happen: one that is suspended is left out, since Cloudflare ignores it. */
const readRoomEvents = async (
  desk: CloudflareDesk,
  room: string,
  signal?: AbortSignal,
): Promise<Result<readonly RoomEvent[]>> => {
  const said = await desk.ask({
    method: 'GET',
    path: `/zones/${desk.zone}/waiting_rooms/${room}/events?per_page=${mostEvents}`,
    right: cloudflareRights.readRoom,
    room,
    source: 'queue',
    ...(signal ? { signal } : {}),
  })
  if (!said.ok) return said
  const parsed = z.array(eventShape).safeParse(said.value.result)
  if (!parsed.success) return refused('cloudflare-answer-unreadable')
  return done(
    parsed.data
      .filter(({ suspended }) => suspended !== true)
      .map(event => ({
        name: event.name,
        prequeueAt: event.prequeue_start_time ?? null,
        startsAt: event.event_start_time,
        endsAt: event.event_end_time,
        newPerMinute: event.new_users_per_minute ?? null,
        totalActive: event.total_active_users ?? null,
      })),
  )
}

/** What is scheduled for the room, as a source. Rooms of smaller subscriptions have no events ("Only available for the Waiting Room Advanced subscription"): what Cloudflare refuses is told by the check that needs it. */
export const roomEventsPoll = (world: World, desk: CloudflareDesk, room: string): Poll => ({
  name: 'cloudflare.room-events',
  source: 'queue',
  everyMs,
  hurriedEveryMs: everyMs,
  overlapMs: 0,
  read: async (_window, signal) => {
    const read = await readRoomEvents(desk, room, signal)
    if (!read.ok && !toldByCheck.has(read.refusal.code)) return nothingRead(read.refusal)
    const roomSchedule: Result<RoomScheduled> = read.ok ? done({ events: read.value, readAt: world.clock.now() }) : read
    return { readings: [], facts: { roomSchedule }, refusals: [], answered: true, metricsAsked: 0 }
  },
})
const toldByCheck: ReadonlySet<string> = new Set(['cloudflare-forbidden', 'cloudflare-refused'])
