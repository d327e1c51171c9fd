import type { Readable, Transaction } from './query.ts'
import { command, derivation, query } from './query.ts'

/** An event as the platform has it. Times are Unix milliseconds; texts in several languages and bodies are JSON. */
export type EventRecord = {
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly timezone: string
  readonly live: number
  readonly testmode: number
  readonly hasSubevents: number
  readonly seatingPlan: number | null
  readonly dateFrom: number | null
  readonly dateTo: number | null
  readonly body: string
}
/** One date of a series. */
export type SubeventRecord = {
  readonly id: number
  readonly event: string
  readonly name: string
  readonly active: number
  readonly seatingPlan: number | null
  readonly dateFrom: number | null
  readonly dateTo: number | null
  readonly body: string
}
/** What the rest of the download needs to know of an event. */
export type KnownEvent = {
  readonly slug: string
  readonly currency: string
  readonly timezone: string
  readonly hasSubevents: number
  readonly seatingPlan: number | null
  readonly dateFrom: number | null
  readonly dateTo: number | null
  readonly goneAt: number | null
}

/** `run` names the reading that saw the row: rows with another one were not seen. */
export const putEvent = (tx: Transaction, event: EventRecord, run: number): void => void tx.run(upsertEvent, { ...event, run })

/** What only the event's own page and its settings tell. */
export const putEventSettings = (
  tx: Transaction,
  detail: { readonly slug: string; readonly settings: string; readonly signedSecrets: number },
): void => void tx.run(updateSettings, detail)

/** Marks events that this reading did not see; gives how many went. */
export const sweepEvents = (tx: Transaction, run: number): number => tx.run(markEventsGone, { run })

export const putSubevent = (tx: Transaction, subevent: SubeventRecord, run: number): void =>
  void tx.run(upsertSubevent, { ...subevent, run })

/** Marks dates of a series that this reading did not see. */
export const sweepSubevents = (tx: Transaction, event: string, run: number): number => tx.run(markSubeventsGone, { event, run })

/** Every event the file has ever heard of, those gone included: their orders still count. */
export const knownEvents = (db: Readable): readonly KnownEvent[] => db.derive(known, {})

/** Showings with a seating plan that start between two moments: their seats are loaded without being asked. */
export const seatedShowings = (
  db: Readable,
  between: { readonly from: number; readonly until: number },
): readonly { readonly event: string; readonly subevent: number | null }[] => db.all(selectSeated, between)

/** The seating plan of a showing; null when it has none, undefined when there is no such showing. */
export const seatingPlanOf = (db: Readable, event: string, subevent: number | null): number | null | undefined =>
  (subevent === null ? db.one(selectEventPlan, { event }) : db.one(selectSubeventPlan, { event, subevent }))?.plan

const upsertEvent = command<EventRecord & { run: number }>(
  'event.put',
  `INSERT INTO event (slug, name, currency, timezone, live, testmode, has_subevents, seating_plan, date_from, date_to, body, seen_at)
   VALUES (:slug, :name, :currency, :timezone, :live, :testmode, :hasSubevents, :seatingPlan, :dateFrom, :dateTo, :body, :run)
   ON CONFLICT (slug) DO UPDATE SET name = excluded.name, currency = excluded.currency, timezone = excluded.timezone, live = excluded.live,
     testmode = excluded.testmode, has_subevents = excluded.has_subevents, seating_plan = excluded.seating_plan, date_from = excluded.date_from,
     date_to = excluded.date_to, body = excluded.body, seen_at = excluded.seen_at, gone_at = NULL`,
)
const updateSettings = command<{ slug: string; settings: string; signedSecrets: number }>(
  'event.put-settings',
  'UPDATE event SET settings = :settings, signed_secrets = :signedSecrets WHERE slug = :slug',
)
const markEventsGone = command<{ run: number }>(
  'event.sweep',
  'UPDATE event SET gone_at = :run WHERE seen_at <> :run AND gone_at IS NULL',
)
const upsertSubevent = command<SubeventRecord & { run: number }>(
  'subevent.put',
  `INSERT INTO subevent (id, event, name, active, seating_plan, date_from, date_to, body, seen_at)
   VALUES (:id, :event, :name, :active, :seatingPlan, :dateFrom, :dateTo, :body, :run)
   ON CONFLICT (id) DO UPDATE SET event = excluded.event, name = excluded.name, active = excluded.active, seating_plan = excluded.seating_plan,
     date_from = excluded.date_from, date_to = excluded.date_to, body = excluded.body, seen_at = excluded.seen_at, gone_at = NULL`,
)
const markSubeventsGone = command<{ event: string; run: number }>(
  'subevent.sweep',
  'UPDATE subevent SET gone_at = :run WHERE event = :event AND seen_at <> :run AND gone_at IS NULL',
)
const known = derivation('event.known', db => db.all(selectEvents, {}))
const selectEvents = query<KnownEvent>(
  'event.known',
  `SELECT slug, currency, timezone, has_subevents AS hasSubevents, seating_plan AS seatingPlan, date_from AS dateFrom, date_to AS dateTo,
     gone_at AS goneAt FROM event ORDER BY date_from, slug`,
)
const selectSeated = query<{ event: string; subevent: number | null }, { from: number; until: number }>(
  'event.seated',
  `SELECT slug AS event, NULL AS subevent, date_from AS starts FROM event
     WHERE gone_at IS NULL AND has_subevents = 0 AND seating_plan IS NOT NULL AND date_from BETWEEN :from AND :until
   UNION ALL SELECT event, id, date_from FROM subevent
     WHERE gone_at IS NULL AND seating_plan IS NOT NULL AND date_from BETWEEN :from AND :until ORDER BY starts`,
)
const selectEventPlan = query<{ plan: number | null }, { event: string }>(
  'event.plan',
  'SELECT seating_plan AS plan FROM event WHERE slug = :event AND has_subevents = 0',
)
const selectSubeventPlan = query<{ plan: number | null }, { event: string; subevent: number }>(
  'subevent.plan',
  'SELECT seating_plan AS plan FROM subevent WHERE event = :event AND id = :subevent',
)
