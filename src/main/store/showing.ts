import type { ShowingSummary } from '#contract/showing'
import { bodyOf, momentIn } from '#domain/body-fields'
import { bygoneBefore } from '#domain/bygone'
import { multilingualFrom, multilingualOf } from '#domain/multilingual'
import type { Readable } from './query.ts'
import { query } from './query.ts'

/** Everything one can sell tickets for at `now`: each event without dates, and each date of a series; in order of time. What is long over is not listed. */
export const listShowings = (db: Readable, now: number): readonly ShowingSummary[] =>
  db.all(selectShowings, { bygone: bygoneBefore(now) }).map(asSummary)

type ShowingRow = {
  slug: string
  subevent: number | null
  name: string
  date_name: string | null
  starts_at: number | null
  ends_at: number | null
  timezone: string
  currency: string
  testmode: number
  live: number
  active: number
  seating_plan: number | null
  signed_secrets: number
  body: string
}

const asSummary = (row: ShowingRow): ShowingSummary => {
  const body = bodyOf(row.body)
  const place = body['location'] ? multilingualOf(body['location']) : null
  return {
    event: row.slug,
    subevent: row.subevent,
    name: multilingualFrom(row.name),
    dateName: row.date_name === null ? null : multilingualFrom(row.date_name),
    place: place && Object.keys(place).length > 0 ? place : null,
    startsAt: row.starts_at,
    doorsAt: momentIn(body, 'date_admission'),
    endsAt: row.ends_at,
    timezone: row.timezone,
    currency: row.currency,
    testmode: row.testmode === 1,
    live: row.live === 1 && row.active === 1,
    seated: row.seating_plan !== null,
    signedSecrets: row.signed_secrets === 1,
  }
}

const selectShowings = query<ShowingRow, { bygone: number }>(
  'till.showings',
  `SELECT event.slug, subevent.id AS subevent, event.name, subevent.name AS date_name,
     CASE WHEN event.has_subevents = 1 THEN subevent.date_from ELSE event.date_from END AS starts_at,
     CASE WHEN event.has_subevents = 1 THEN subevent.date_to ELSE event.date_to END AS ends_at,
     event.timezone, event.currency, event.testmode, event.live, ifnull(subevent.active, 1) AS active,
     CASE WHEN event.has_subevents = 1 THEN subevent.seating_plan ELSE event.seating_plan END AS seating_plan, event.signed_secrets,
     ifnull(subevent.body, event.body) AS body
   FROM event LEFT JOIN subevent ON event.has_subevents = 1 AND subevent.event = event.slug AND subevent.gone_at IS NULL
   WHERE event.gone_at IS NULL AND (event.has_subevents = 0 OR subevent.id IS NOT NULL)
     AND ifnull(coalesce(ends_at, starts_at) > :bygone, 1)
   ORDER BY starts_at IS NULL, starts_at, event.slug, subevent.id`,
)
