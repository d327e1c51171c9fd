import type { Counted } from '#domain/tally'
import type { Readable } from './query.ts'
import { query } from './query.ts'

type Units = Omit<Counted, 'refundedMinor'>
/** What was sold of one product at one showing. */
export type SoldProduct = Units & {
  readonly event: string
  readonly subevent: number | null
  readonly item: number
  readonly variation: number | null
}
/** What was sold on one day through one channel. Tickets are admission only; money is everything but fees. */
export type SoldDay = Units & { readonly event: string; readonly day: string; readonly channel: string }
/** Fees and refunds belong to orders, not to products. */
export type OrderMoney = {
  readonly event: string
  readonly day: string
  readonly channel: string
  readonly paidMinor: number
  readonly pendingMinor: number
  readonly refundedMinor: number
}
/** The same by date of a series: an order's fees and refunds stand at the date of its first position. */
export type DateMoney = Omit<OrderMoney, 'day' | 'channel'> & { readonly subevent: number | null }
/** What this till sold and the platform's orders do not show so far. */
export type TillSold = SoldProduct & {
  readonly day: string
  readonly channel: string
  readonly currency: string
  readonly admission: number
}

/** Which events: one, or all. */
export type Scope = { readonly event: string | null }

/** Kept by triggers as orders come in (migration 2): orders neither in test mode nor gone. `p` paid, `n` pending, `c` cancelled; expired ones count nowhere. */
const soldProducts = (where: string) =>
  query<SoldProduct, Scope>(
    'totals.products',
    `SELECT event, nullif(subevent, 0) AS subevent, item, nullif(variation, 0) AS variation, ${counts('true')}
     FROM sold_tally WHERE units <> 0 AND ${where} GROUP BY event, item, variation, subevent`,
  )
const soldDays = (where: string) =>
  query<SoldDay, Scope>(
    'totals.days',
    `SELECT event, day, channel, ${counts('item NOT IN (SELECT id FROM item WHERE admission = 0)')}
     FROM sold_tally WHERE units <> 0 AND ${where} GROUP BY event, day, channel`,
  )

/** `ticket`: which positions count as tickets. A position without a price is free; its order must be paid. */
const counts = (ticket: string): string => `
  ifnull(sum(units) FILTER (WHERE status = 'p' AND canceled = 0 AND free = 0 AND ${ticket}), 0) AS paidTickets,
  ifnull(sum(minor) FILTER (WHERE status = 'p' AND canceled = 0), 0) AS paidMinor,
  ifnull(sum(units) FILTER (WHERE status = 'n' AND canceled = 0 AND ${ticket}), 0) AS pendingTickets,
  ifnull(sum(minor) FILTER (WHERE status = 'n' AND canceled = 0), 0) AS pendingMinor,
  ifnull(sum(units) FILTER (WHERE status = 'p' AND canceled = 0 AND free = 1 AND ${ticket}), 0) AS freeTickets,
  ifnull(sum(units) FILTER (WHERE (status = 'c' OR (canceled = 1 AND status IN ('p', 'n'))) AND ${ticket}), 0) AS cancelledTickets`

const counted = `o.testmode = 0 AND o.gone_at IS NULL`
const feeMoney = `ifnull(sum(f.value_minor) FILTER (WHERE o.status = 'p'), 0) AS paidMinor,
  ifnull(sum(f.value_minor) FILTER (WHERE o.status = 'n'), 0) AS pendingMinor, 0 AS refundedMinor`
const refundMoney = '0 AS paidMinor, 0 AS pendingMinor, sum(r.amount_minor) AS refundedMinor'
const firstDate = (code: string) =>
  `(SELECT subevent FROM platform_position WHERE code = ${code} ORDER BY position_number LIMIT 1)`

const orderMoney = (where: string) => [
  query<OrderMoney, Scope>(
    'totals.fees',
    `SELECT o.event, o.sold_day AS day, o.channel, ${feeMoney}
     FROM platform_order o INDEXED BY platform_order_tally CROSS JOIN platform_fee f ON f.code = o.code
     WHERE ${counted} AND f.canceled = 0 AND ${where} GROUP BY o.event, o.sold_day, o.channel`,
  ),
  query<OrderMoney, Scope>(
    'totals.refunds',
    `SELECT o.event, o.sold_day AS day, o.channel, ${refundMoney} FROM platform_refund r CROSS JOIN platform_order o ON o.code = r.code
     WHERE ${counted} AND r.state = 'done' AND ${where} GROUP BY o.event, o.sold_day, o.channel`,
  ),
]
const dateMoney = (where: string) => [
  query<DateMoney, Scope>(
    'totals.fees-by-date',
    `SELECT o.event, ${firstDate('o.code')} AS subevent, ${feeMoney}
     FROM event CROSS JOIN platform_order o INDEXED BY platform_order_tally ON o.event = event.slug CROSS JOIN platform_fee f ON f.code = o.code
     WHERE event.has_subevents = 1 AND ${counted} AND f.canceled = 0 AND ${where} GROUP BY 1, 2`,
  ),
  query<DateMoney, Scope>(
    'totals.refunds-by-date',
    `SELECT o.event, ${firstDate('o.code')} AS subevent, ${refundMoney}
     FROM platform_refund r CROSS JOIN platform_order o ON o.code = r.code JOIN event ON event.slug = o.event
     WHERE event.has_subevents = 1 AND ${counted} AND r.state = 'done' AND ${where} GROUP BY 1, 2`,
  ),
]

/**
 * A sale is on the platform when an order of its code is there, also a vanished one; an order of the same code that says it is another sale's is not it.
 */
const notOnPlatform =
  'NOT EXISTS (SELECT 1 FROM platform_order o WHERE o.code = sale.code AND (o.sale IS NULL OR o.sale = sale.id))'
const tillSold = (where: string) =>
  query<TillSold, Scope>(
    'totals.till',
    `SELECT sale.event, sale.subevent, p.item, p.variation, p.admission, sale.sold_day AS day, sale.channel, sale.currency,
       count(*) FILTER (WHERE p.price_minor <> 0) AS paidTickets, sum(p.price_minor) AS paidMinor, 0 AS pendingTickets, 0 AS pendingMinor,
       count(*) FILTER (WHERE p.price_minor = 0) AS freeTickets, 0 AS cancelledTickets
     FROM sale CROSS JOIN sale_position p ON p.sale_id = sale.id
     WHERE sale.testmode = 0 AND ${notOnPlatform} AND ${where} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
  )
const unsent = (where: string) =>
  query<{ currency: string; sales: number; amountMinor: number }, Scope>(
    'totals.unsent',
    `SELECT sale.currency, count(*) AS sales, sum(sale.total_minor) AS amountMinor
     FROM sale LEFT JOIN outbox_progress ON outbox_progress.sale_id = sale.id
     WHERE sale.testmode = 0 AND outbox_progress.state IS NOT 'sent' AND ${notOnPlatform} AND ${where} GROUP BY 1 ORDER BY 1`,
  )
const testOrders = (whereOrder: string, whereSale: string) =>
  query<{ orders: number }, Scope>(
    'totals.test-orders',
    `SELECT (SELECT count(*) FROM platform_order o WHERE o.testmode = 1 AND o.gone_at IS NULL AND ${whereOrder})
       + (SELECT count(*) FROM sale WHERE sale.testmode = 1 AND ${notOnPlatform} AND ${whereSale}) AS orders`,
  )

/** One set of statements for one event and one for all: a condition that may be switched off would cost the index. */
const statements = (where: (column: string) => string) => ({
  products: soldProducts(where('event')),
  days: soldDays(where('event')),
  orderMoney: orderMoney(where('o.event')),
  dateMoney: dateMoney(where('o.event')),
  till: tillSold(where('sale.event')),
  unsent: unsent(where('sale.event')),
  test: testOrders(where('o.event'), where('sale.event')),
})
const ofOne = statements(column => `${column} = :event`)
const ofAll = statements(() => ':event IS NULL')

/** Everything sold, added up by the database. */
export type Sold = {
  readonly products: readonly SoldProduct[]
  readonly days: readonly SoldDay[]
  readonly orderMoney: readonly OrderMoney[]
  readonly dateMoney: readonly DateMoney[]
  readonly till: readonly TillSold[]
  readonly unsent: readonly { readonly currency: string; readonly sales: number; readonly amountMinor: number }[]
  readonly testOrders: number
}

/** What has been sold of one event, or of all. */
export const readSold = (db: Readable, event: string | null): Sold => {
  const { products, days, till, unsent, test, ...money } = event === null ? ofAll : ofOne
  const scope = { event }
  return {
    products: db.all(products, scope),
    days: db.all(days, scope),
    orderMoney: money.orderMoney.flatMap(each => db.all(each, scope)),
    dateMoney: money.dateMoney.flatMap(each => db.all(each, scope)),
    till: db.all(till, scope),
    unsent: db.all(unsent, scope),
    testOrders: db.one(test, scope)?.orders ?? 0,
  }
}
