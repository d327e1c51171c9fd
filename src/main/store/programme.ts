import type { Readable } from './query.ts'
import { query } from './query.ts'

/** A showing as totals list it. `shown`: the platform still has it. Names as JSON. */
export type ProgrammeShowing = {
  readonly event: string
  readonly subevent: number | null
  readonly name: string
  readonly dateName: string | null
  readonly startsAt: number | null
  readonly timezone: string
  readonly currency: string
  readonly series: number
  readonly shown: number
}
/** An item without variations, or one variation of an item. */
export type ProgrammeProduct = {
  readonly event: string
  readonly item: number
  readonly variation: number | null
  readonly name: string
  readonly variationName: string | null
  readonly priceMinor: number
  readonly admission: number
  readonly active: number
}
export type ProgrammeQuota = {
  readonly id: number
  readonly event: string
  readonly subevent: number | null
  readonly name: string
  readonly size: number | null
  readonly free: number | null
  readonly askedAt: number | null
}
export type QuotaProduct = { readonly quota: number; readonly item: number; readonly variation: number }
/** How many seats of a showing are sold as this item, blocked ones left out unless somebody has bought them. */
export type SeatCount = { readonly event: string; readonly subevent: number; readonly item: number; readonly seats: number }

/** What there is to sell, for totals: showings, products, quotas and seats of one event, or of all. */
export const readProgramme = (db: Readable, event: string | null) => ({
  showings: db.all(showings, { event }),
  products: db.all(products, { event }),
  quotas: db.all(quotas, { event }),
  quotaProducts: db.all(quotaProducts, { event }),
  seats: db.all(seatCounts, { event }),
})
export type Programme = ReturnType<typeof readProgramme>

type Scope = { event: string | null }

/** The catalogue is small: a condition that may be switched off costs nothing here. A series also has a showing without a date, for what is sold so. */
const showings = query<ProgrammeShowing, Scope>(
  'totals.showings',
  `SELECT slug AS event, NULL AS subevent, name, NULL AS dateName, date_from AS startsAt, timezone, currency, has_subevents AS series,
     gone_at IS NULL AND has_subevents = 0 AS shown
   FROM event WHERE :event IS NULL OR slug = :event
   UNION ALL
   SELECT event.slug, subevent.id, event.name, subevent.name, subevent.date_from, event.timezone, event.currency, 1,
     event.gone_at IS NULL AND subevent.gone_at IS NULL
   FROM subevent JOIN event ON event.slug = subevent.event WHERE :event IS NULL OR event.slug = :event`,
)
const products = query<ProgrammeProduct, Scope>(
  'totals.products-offered',
  `SELECT item.event, item.id AS item, variation.id AS variation, item.name, variation.name AS variationName,
     ifnull(variation.price_minor, item.price_minor) AS priceMinor, item.admission,
     item.gone_at IS NULL AND item.active AND (variation.id IS NULL OR (variation.gone_at IS NULL AND variation.active)) AS active
   FROM item LEFT JOIN variation ON variation.item = item.id WHERE :event IS NULL OR item.event = :event
   ORDER BY item.event, item.position, item.id, variation.position, variation.id`,
)
const quotas = query<ProgrammeQuota, Scope>(
  'totals.quotas',
  `SELECT id, event, subevent, name, size, available_number AS free, asked_at AS askedAt
   FROM quota WHERE gone_at IS NULL AND (:event IS NULL OR event = :event) ORDER BY event, subevent, id`,
)
const quotaProducts = query<QuotaProduct, Scope>(
  'totals.quota-products',
  `SELECT quota_product.quota, quota_product.item, quota_product.variation FROM quota_product JOIN quota ON quota.id = quota_product.quota
   WHERE quota.gone_at IS NULL AND (:event IS NULL OR quota.event = :event)`,
)
const seatCounts = query<SeatCount, Scope>(
  'totals.seats',
  `SELECT event, subevent, item, count(*) AS seats FROM seat
   WHERE item IS NOT NULL AND (blocked = 0 OR holder = 'order') AND (:event IS NULL OR event = :event) GROUP BY event, subevent, item`,
)
