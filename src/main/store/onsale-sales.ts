import type { Showing } from '#contract/showing'
import { inLanguage, multilingualFrom } from '#domain/multilingual'
import type { Readable } from './query.ts'
import { query } from './query.ts'

/** What was ordered of a showing in one minute. Tickets are admission only; money is everything but fees. */
export type SoldMinute = { readonly at: number; readonly orders: number; readonly tickets: number; readonly grossMinor: number }

/**
 * Orders of a showing by the minute they were placed in, `[from, to)`; minutes without any are left out. Paid and still to be paid ones count, cancelled, expired and
 * vanished ones do not. What a till here has sold counts at once, and only once when the platform has it too. Test orders count in an event that is a test itself.
 */
export const soldMinutes = (db: Readable, showing: Showing, from: number, to: number): readonly SoldMinute[] =>
  db.all(selectMinutes, { ...showing, from, to })

/** Minutes whose orders have changed on the platform since then (its own time), and when the latest change was. */
export const changedMinutes = (
  db: Readable,
  showing: Showing,
  since: number,
): { readonly minutes: readonly number[]; readonly latest: number | null } => {
  const rows = db.all(selectChanged, { event: showing.event, since })
  return {
    minutes: rows.map(({ at }) => at),
    latest: rows.reduce<number | null>((most, { latest }) => Math.max(most ?? latest, latest), null),
  }
}

/** Tickets left as the platform last said, of each kind that is on sale; `left` and `size` null: unlimited or not asked yet. */
export type KindLeft = {
  readonly item: number
  readonly name: string
  readonly quota: number
  readonly size: number | null
  readonly left: number | null
  readonly askedAt: number | null
}

/** What the platform said is left of every kind of ticket of a showing, a row for each quota that limits it. */
export const kindsLeft = (db: Readable, showing: Showing, language: string): readonly KindLeft[] =>
  db.all(selectKinds, showing).map(({ name, ...row }) => ({ ...row, name: inLanguage(multilingualFrom(name), language) }))

/** Tickets ordered of each kind in `[from, to)`. */
export const soldKinds = (db: Readable, showing: Showing, from: number, to: number): ReadonlyMap<number, number> =>
  new Map(db.all(selectSoldKinds, { ...showing, from, to }).map(({ item, tickets }) => [item, tickets]))

type Span = { event: string; subevent: number | null; from: number; to: number }

/** An order that is a sale of this file's: an order of the same code that says it is another sale's is not it. */
const isOurs = 'o.code = sale.code AND (o.sale IS NULL OR o.sale = sale.id)'
/**
 * Every position that counts, with the minute it was sold in: other people's orders by the platform's time, sales of this file by their own, so that they stay in their
 * minute when they are sent later. The orders first, by their time: there are few of them in a window.
 */
const counted = `
  SELECT o.ordered_at - o.ordered_at % 60000 AS at, o.code, p.item, p.price_minor AS minor
  FROM platform_order o INDEXED BY platform_order_event CROSS JOIN platform_position p ON p.code = o.code CROSS JOIN event e ON e.slug = o.event
  WHERE o.event = :event AND o.ordered_at >= :from AND o.ordered_at < :to AND o.status IN ('n', 'p') AND o.gone_at IS NULL
    AND o.testmode <= e.testmode AND p.canceled = 0 AND (p.subevent IS :subevent OR e.has_subevents = 0)
    AND NOT EXISTS (SELECT 1 FROM sale WHERE ${isOurs})
  UNION ALL
  SELECT sale.sold_at - sale.sold_at % 60000, sale.code, p.item, p.price_minor
  FROM sale INDEXED BY sale_event_sold CROSS JOIN sale_position p ON p.sale_id = sale.id CROSS JOIN event e ON e.slug = sale.event
  WHERE sale.event = :event AND sale.sold_at >= :from AND sale.sold_at < :to AND sale.subevent IS :subevent AND sale.testmode <= e.testmode
    AND NOT EXISTS (SELECT 1 FROM platform_order o WHERE ${isOurs} AND (o.status NOT IN ('n', 'p') OR o.gone_at IS NOT NULL))`
const isTicket = 'c.item NOT IN (SELECT id FROM item WHERE admission = 0)'

const selectMinutes = query<SoldMinute, Span>(
  'onsale-sales.minutes',
  `SELECT c.at, count(DISTINCT c.code) AS orders, count(*) FILTER (WHERE ${isTicket}) AS tickets, sum(c.minor) AS grossMinor
   FROM (${counted}) c GROUP BY c.at ORDER BY c.at`,
)
const selectSoldKinds = query<{ item: number; tickets: number }, Span>(
  'onsale-sales.kinds',
  `SELECT c.item, count(*) AS tickets FROM (${counted}) c WHERE ${isTicket} GROUP BY c.item`,
)
const selectChanged = query<{ at: number; latest: number }, { event: string; since: number }>(
  'onsale-sales.changed',
  `SELECT ifnull(sale.sold_at, o.ordered_at) - ifnull(sale.sold_at, o.ordered_at) % 60000 AS at, max(o.modified_at) AS latest
   FROM platform_order o INDEXED BY platform_order_modified LEFT JOIN sale ON ${isOurs}
   WHERE o.modified_at >= :since AND o.event = :event GROUP BY 1`,
)
const selectKinds = query<KindLeft, Showing>(
  'onsale-sales.left',
  `SELECT item.id AS item, item.name, quota.id AS quota, quota.size,
     CASE WHEN quota.closed = 1 THEN 0 ELSE quota.available_number END AS left, quota.asked_at AS askedAt
   FROM quota JOIN quota_product ON quota_product.quota = quota.id JOIN item ON item.id = quota_product.item
   WHERE quota.event = :event AND quota.subevent IS :subevent AND quota.gone_at IS NULL AND item.gone_at IS NULL AND item.active = 1 AND item.admission = 1
   GROUP BY item.id, quota.id ORDER BY item.position, item.id`,
)
