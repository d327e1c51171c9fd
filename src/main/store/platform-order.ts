import type { Transaction } from './query.ts'
import { command, query } from './query.ts'

/** An order of the platform with everything on it, ready to be stored. Money in minor units, times in Unix milliseconds. */
export type OrderRecord = {
  readonly order: {
    readonly code: string
    readonly event: string
    readonly status: string
    readonly testmode: number
    readonly requireApproval: number
    readonly channel: string
    readonly orderedAt: number
    readonly soldAt: number
    readonly soldDay: string
    readonly modifiedAt: number
    readonly totalMinor: number
    readonly sale: string | null
    readonly email: string | null
    readonly body: string
  }
  readonly positions: readonly {
    readonly id: number
    readonly number: number
    readonly item: number
    readonly variation: number | null
    readonly subevent: number | null
    readonly priceMinor: number
    readonly taxMinor: number
    readonly taxRate: string
    readonly seat: string | null
    readonly secret: string
    readonly addonTo: number | null
    readonly canceled: number
  }[]
  readonly fees: readonly {
    readonly number: number
    readonly type: string
    readonly valueMinor: number
    readonly canceled: number
  }[]
  readonly payments: readonly Movement[]
  readonly refunds: readonly Movement[]
}
/** Money that came in or went back. `at`: when it was paid, or when the refund was made. */
export type Movement = {
  readonly number: number
  readonly state: string
  readonly amountMinor: number
  readonly provider: string
  readonly at: number | null
}
/** A seat whose holder may have changed with an order. */
export type TouchedSeat = { readonly event: string; readonly subevent: number; readonly guid: string }

/**
 * Stores an order as the platform showed it at `seenAt` (its own time), replacing all that hangs on it. An older view than the stored one changes
 * nothing, nor does the same view again. Gives the seats that it touches, null when nothing was written.
 */
export const putOrder = (tx: Transaction, { order, ...parts }: OrderRecord, seenAt: number): readonly TouchedSeat[] | null => {
  const { code, event } = order
  const known = tx.one(selectKnown, { code })
  if (known && known.seenAt > seenAt) return null
  if (known && known.goneAt === null && known.body === order.body) return null
  const before = known ? tx.all(selectSeats, { code }) : []
  tx.run(known ? upsertOrder : insertOrder, { ...order, seenAt })
  if (known) for (const table of clearParts) tx.run(table, { code })
  for (const position of parts.positions) tx.run(putPosition, { ...position, code, event })
  for (const fee of parts.fees) tx.run(putFee, { ...fee, code })
  for (const payment of parts.payments) tx.run(putPayment, { ...payment, code })
  for (const refund of parts.refunds) tx.run(putRefund, { ...refund, code })
  const now = parts.positions.flatMap(({ seat, subevent }) => (seat === null ? [] : [{ seat, subevent: subevent ?? 0 }]))
  return [...before, ...now].map(({ seat, subevent }) => ({ event, subevent, guid: seat }))
}

/**
 * Marks orders of an event that the platform no longer has: placed from `from` up to but not including `until`, not in `present`,
 * and not stored from a later view than `seenAt`. Gives how many there were, and the seats that they held.
 */
export const markVanished = (
  tx: Transaction,
  range: { readonly event: string; readonly from: number; readonly until: number; readonly seenAt: number },
  present: ReadonlySet<string>,
): { readonly orders: number; readonly seats: readonly TouchedSeat[] } => {
  const gone = tx.all(selectRange, range).filter(({ code }) => !present.has(code))
  const seats = gone.flatMap(({ code }) => {
    tx.run(markGone, { code, at: range.seenAt })
    return tx.all(selectSeats, { code }).map(({ seat, subevent }) => ({ event: range.event, subevent, guid: seat }))
  })
  return { orders: gone.length, seats }
}

const selectKnown = query<{ seenAt: number; goneAt: number | null; body: string }, { code: string }>(
  'platform-order.known',
  'SELECT seen_at AS seenAt, gone_at AS goneAt, body FROM platform_order WHERE code = :code',
)
const selectSeats = query<{ seat: string; subevent: number }, { code: string }>(
  'platform-order.seats',
  'SELECT seat, ifnull(subevent, 0) AS subevent FROM platform_position WHERE code = :code AND seat IS NOT NULL',
)
const insertOrder = command<OrderRecord['order'] & { seenAt: number }>(
  'platform-order.add',
  `INSERT INTO platform_order (code, event, status, testmode, require_approval, channel, ordered_at, sold_at, sold_day, modified_at, total_minor, sale, email,
     body, seen_at)
   VALUES (:code, :event, :status, :testmode, :requireApproval, :channel, :orderedAt, :soldAt, :soldDay, :modifiedAt, :totalMinor, :sale, :email, :body, :seenAt)`,
)
const upsertOrder = command<OrderRecord['order'] & { seenAt: number }>(
  'platform-order.put',
  `${insertOrder.sql}
   ON CONFLICT (code) DO UPDATE SET event = excluded.event, status = excluded.status, testmode = excluded.testmode,
     require_approval = excluded.require_approval, channel = excluded.channel, ordered_at = excluded.ordered_at, sold_at = excluded.sold_at,
     sold_day = excluded.sold_day, modified_at = excluded.modified_at, total_minor = excluded.total_minor, sale = excluded.sale, email = excluded.email,
     body = excluded.body, seen_at = excluded.seen_at, gone_at = NULL`,
)
const clearParts = ['position', 'fee', 'payment', 'refund'].map(part =>
  command<{ code: string }>(`platform-${part}.clear`, `DELETE FROM platform_${part} WHERE code = :code`),
)
/** A position keeps its id when its order is split: then the order that shows it now has it. */
const putPosition = command<OrderRecord['positions'][number] & { code: string; event: string }>(
  'platform-position.put',
  `INSERT INTO platform_position (id, code, event, position_number, item, variation, subevent, price_minor, tax_minor, tax_rate, seat, secret, addon_to, canceled)
   VALUES (:id, :code, :event, :number, :item, :variation, :subevent, :priceMinor, :taxMinor, :taxRate, :seat, :secret, :addonTo, :canceled)
   ON CONFLICT (id) DO UPDATE SET code = excluded.code, event = excluded.event, position_number = excluded.position_number, item = excluded.item,
     variation = excluded.variation, subevent = excluded.subevent, price_minor = excluded.price_minor, tax_minor = excluded.tax_minor,
     tax_rate = excluded.tax_rate, seat = excluded.seat, secret = excluded.secret, addon_to = excluded.addon_to, canceled = excluded.canceled`,
)
const putFee = command<OrderRecord['fees'][number] & { code: string }>(
  'platform-fee.put',
  'INSERT INTO platform_fee (code, number, fee_type, value_minor, canceled) VALUES (:code, :number, :type, :valueMinor, :canceled)',
)
const putPayment = command<Movement & { code: string }>(
  'platform-payment.put',
  'INSERT OR REPLACE INTO platform_payment (code, number, state, amount_minor, provider, paid_at) VALUES (:code, :number, :state, :amountMinor, :provider, :at)',
)
const putRefund = command<Movement & { code: string }>(
  'platform-refund.put',
  'INSERT OR REPLACE INTO platform_refund (code, number, state, amount_minor, provider, created_at) VALUES (:code, :number, :state, :amountMinor, :provider, :at)',
)
const selectRange = query<{ code: string }, { event: string; from: number; until: number; seenAt: number }>(
  'platform-order.range',
  `SELECT code FROM platform_order WHERE event = :event AND ordered_at >= :from AND ordered_at < :until AND gone_at IS NULL AND seen_at <= :seenAt`,
)
const markGone = command<{ code: string; at: number }>(
  'platform-order.gone',
  'UPDATE platform_order SET gone_at = :at WHERE code = :code',
)
