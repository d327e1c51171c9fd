import type { Scenario } from './scenario.ts'

export type RoomEvent = NonNullable<Scenario['room']>['events'][number]

/** What an event of the waiting room does to it at a minute of the sale: before it begins everybody is held back, then its own limits hold. Null: none is on. */
export function eventOn(room: Scenario['room'], minute: number): RoomEvent | null {
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

export function eventId(place: number): string {
  return `25756b2dfe6e378a06b033b6704137${(0x57 + place).toString(16)}`
}
