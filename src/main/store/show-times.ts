import type { ShowTimes } from '#domain/lease-rule'
import type { Readable } from './query.ts'
import { query } from './query.ts'

/** When a showing starts and ends; nulls when the catalogue does not know it. */
export const showTimes = (db: Readable, event: string, subevent: number | null): ShowTimes =>
  (subevent === null ? db.one(ofEvent, { event }) : db.one(ofSubevent, { subevent })) ?? { startsAt: null, endsAt: null }

/** The events on the platform that were not over at `since`; a series counts as never over. */
export const presentEvents = (db: Readable, since: number): readonly string[] => db.all(present, { since }).map(row => row.slug)

const ofEvent = query<ShowTimes, { event: string }>(
  'show-times.event',
  'SELECT date_from AS startsAt, date_to AS endsAt FROM event WHERE slug = :event',
)
const ofSubevent = query<ShowTimes, { subevent: number }>(
  'show-times.subevent',
  'SELECT date_from AS startsAt, date_to AS endsAt FROM subevent WHERE id = :subevent',
)
const present = query<{ slug: string }, { since: number }>(
  'show-times.present',
  `SELECT slug FROM event WHERE gone_at IS NULL AND (has_subevents = 1 OR coalesce(date_to, date_from, :since) >= :since) ORDER BY slug`,
)
