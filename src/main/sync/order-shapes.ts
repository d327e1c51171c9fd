import type { OrderRecord } from '#store/platform-order'
import type { FoundOrder } from './found-order.ts'
import { checkedOrder } from './plain-order.ts'

/** How an event's orders are read: amounts of its currency, days of its zone. Made once an event, for making costs more than reading. */
export type OrderReader = {
  readonly amount: (text: string) => number | null
  readonly day: (at: number) => string
}

/** The event an order belongs to; null when the record is no order. */
export const eventOfOrder = (record: unknown): string | null =>
  typeof record === 'object' && record !== null && 'event' in record && typeof record.event === 'string' ? record.event : null

/**
 * An order as the platform lists it, ready to be stored. Its whole text is kept, so that fields this version does not know are not lost: the platform's own
 * where the caller has it, else written anew.
 * Null when a part that money or stock hangs on is missing or of another kind; unknown states and types are kept as they are.
 */
export const readOrder =
  ({ amount, day }: OrderReader) =>
  (record: unknown, text: string | null = null): OrderRecord | null => {
    const found = checkedOrder(record)
    if (!found) return null
    try {
      return recordOf(found, { amount: exactly(amount), day, body: text ?? JSON.stringify(record) })
    } catch (problem) {
      if (problem instanceof NoAmount) return null
      throw problem
    }
  }

class NoAmount extends Error {}

const exactly =
  (amount: OrderReader['amount']) =>
  (text: string): number => {
    const units = amount(text)
    if (units === null) throw new NoAmount(text)
    return units
  }

type Reading = { readonly amount: (text: string) => number; readonly day: OrderReader['day']; readonly body: string }

const recordOf = (found: FoundOrder, { amount, day, body }: Reading): OrderRecord => {
  const orderedAt = found.datetime
  const soldAt = soldAtOf(found.api_meta, orderedAt)
  return {
    order: {
      code: found.code,
      event: found.event,
      status: found.status,
      testmode: found.testmode,
      requireApproval: found.require_approval,
      channel: found.sales_channel,
      orderedAt,
      soldAt,
      soldDay: day(soldAt),
      modifiedAt: found.last_modified,
      totalMinor: amount(found.total),
      sale: textOf(found.api_meta, 'sale'),
      email: found.email,
      body,
    },
    positions: found.positions.map(position => ({
      id: position.id,
      number: position.positionid,
      item: position.item,
      variation: position.variation,
      subevent: position.subevent,
      priceMinor: amount(position.price),
      taxMinor: amount(position.tax_value),
      taxRate: position.tax_rate,
      seat: position.seat?.seat_guid ?? null,
      secret: position.secret,
      addonTo: position.addon_to,
      canceled: position.canceled,
    })),
    // fees have no number of their own that is shown: their place in the list stands for it
    fees: found.fees.map((fee, index) => ({
      number: index,
      type: fee.fee_type,
      valueMinor: amount(fee.value),
      canceled: fee.canceled,
    })),
    payments: found.payments.map(payment => ({
      number: payment.local_id,
      state: payment.state,
      amountMinor: amount(payment.amount),
      provider: payment.provider,
      at: payment.payment_date,
    })),
    refunds: found.refunds.map(refund => ({
      number: refund.local_id,
      state: refund.state,
      amountMinor: amount(refund.amount),
      provider: refund.provider,
      at: refund.created,
    })),
  }
}

/** A sale is uploaded after it was made; a day more is left for clocks that are wrong. */
const clockSlackMs = 86_400_000
const firstSaleAt = Date.UTC(2010)

/** The moment of sale: what a till noted in `api_meta`, where that can be; else when the platform made the order. */
const soldAtOf = (meta: unknown, orderedAt: number): number => {
  const soldAt = Date.parse(textOf(meta, 'sold_at') ?? '')
  return soldAt >= firstSaleAt && soldAt <= orderedAt + clockSlackMs ? soldAt : orderedAt
}

const longestMetaText = 200

const textOf = (meta: unknown, key: string): string | null => {
  if (typeof meta !== 'object' || meta === null) return null
  const text = (meta as Readonly<Record<string, unknown>>)[key]
  return typeof text === 'string' && text.length > 0 && text.length <= longestMetaText ? text : null
}
