import { z } from 'zod'
import type { Scenario } from './scenario.ts'

export type RoomEvent = NonNullable<Scenario['room']>['events'][number]

/** What an event of the waiting room does to it at a minute of the sale: before it begins everybody is held back, then its own limits hold. Null: none is on. */
export function eventOn(room: { readonly events: readonly RoomEvent[] } | null, minute: number): RoomEvent | null {
  return room?.events.find(event => !event.suspended && beginsAt(event) <= minute && minute < event.toMinute) ?? null
}

/** Nobody is let in while an event only gathers people. */
export function holdsBack(event: RoomEvent, minute: number): boolean {
  return minute < event.fromMinute
}

function beginsAt({ prequeueMinute, fromMinute }: RoomEvent): number {
  return prequeueMinute ?? fromMinute
}

/** An event as Cloudflare tells it. What it does not set it inherits from its room, and says null. */
export function eventShape(event: RoomEvent, place: number, startsAt: number): unknown {
  const time = (minute: number): string => new Date(startsAt + minute * 60_000).toISOString()
  const written = new Date(startsAt - 86_400_000).toISOString()
  return {
    id: eventId(place),
    created_on: written,
    modified_on: written,
    name: event.name,
    description: '',
    suspended: event.suspended,
    event_start_time: time(event.fromMinute),
    event_end_time: time(event.toMinute),
    prequeue_start_time: event.prequeueMinute === undefined ? null : time(event.prequeueMinute),
    shuffle_at_event_start: false,
    new_users_per_minute: event.newUsersPerMinute ?? null,
    total_active_users: event.totalActiveUsers ?? null,
    session_duration: null,
    disable_session_renewal: null,
    custom_page_html: null,
    queueing_method: null,
  }
}

const limit = z.int().min(200).max(2_147_483_647).nullable().optional()
const time = z.iso.datetime({ offset: true }).transform(text => Date.parse(text))
/** Cloudflare wants the name and the times of an event with each change of it. */
export const eventPatchShape = z.object({
  name: z.string().regex(/^[A-Za-z0-9_-]+$/),
  event_start_time: time,
  event_end_time: time,
  new_users_per_minute: limit,
  total_active_users: limit,
  suspended: z.boolean().optional(),
})

/** An event after a change. What the change is silent about stays; null is what the room says. */
export function changedEvent(event: RoomEvent, wanted: z.output<typeof eventPatchShape>, startsAt: number): RoomEvent {
  const minute = (at: number): number => (at - startsAt) / 60_000
  const { newUsersPerMinute, totalActiveUsers, ...rest } = event
  const perMinute = wanted.new_users_per_minute === undefined ? newUsersPerMinute : wanted.new_users_per_minute
  const active = wanted.total_active_users === undefined ? totalActiveUsers : wanted.total_active_users
  return {
    ...rest,
    name: wanted.name,
    fromMinute: minute(wanted.event_start_time),
    toMinute: minute(wanted.event_end_time),
    suspended: wanted.suspended ?? event.suspended,
    ...(typeof perMinute === 'number' && { newUsersPerMinute: perMinute }),
    ...(typeof active === 'number' && { totalActiveUsers: active }),
  }
}

/** Why Cloudflare does not take an event's limits; null: it does. */
export function limitsWrong({ newUsersPerMinute, totalActiveUsers }: RoomEvent): string | null {
  if ((newUsersPerMinute === undefined) !== (totalActiveUsers === undefined))
    return 'new_users_per_minute and total_active_users must be set together'
  return (totalActiveUsers ?? 0) < (newUsersPerMinute ?? 0)
    ? 'total_active_users must be greater than or equal to new_users_per_minute'
    : null
}

export function eventId(place: number): string {
  return `25756b2dfe6e378a06b033b6704137${(0x57 + place).toString(16)}`
}
