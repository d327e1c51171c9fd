import { minorToDecimal, sumMinor } from './money.ts'
import type { Validity } from './validity.ts'

/** One ticket or add-on of a sale; `addonTo` is the number of its ticket. Numbers run from 1, add-ons right behind their ticket. */
export type SoldPosition = {
  readonly number: number
  readonly item: number
  readonly variation: number | null
  readonly priceMinor: number
  readonly seat: string | null
  readonly secret: string
  readonly addonTo: number | null
  readonly lease: string
  readonly validity: Validity | null
}

/** How a part of a sale was paid. `reference` is what the cashier typed off the terminal's slip. */
export type SoldPayment =
  | { readonly method: 'cash'; readonly amountMinor: number; readonly tenderedMinor: number; readonly changeMinor: number }
  | { readonly method: 'card'; readonly amountMinor: number; readonly reference: string }

/** A sale as it is told to the platform. */
export type SoldOrder = {
  readonly saleId: string
  readonly code: string
  readonly subevent: number | null
  readonly currency: string
  readonly testmode: boolean
  readonly channel: string
  /** One of the event's languages; null leaves it to the platform. */
  readonly locale: string | null
  readonly till: string
  readonly tillId: string
  readonly shiftId: string
  readonly soldAt: number
  readonly positions: readonly SoldPosition[]
  readonly payments: readonly SoldPayment[]
}

/**
 * The exact text to be uploaded, made once and stored with the sale. Prices, code and secrets are the till's own and believed as sent; the order's own date will
 * be that of the upload, so the time of sale stands in `payment_date` and `api_meta`. A sale of nothing but free tickets belongs to the provider `free`.
 */
export const orderBody = (order: SoldOrder): string => {
  const soldAt = new Date(order.soldAt).toISOString()
  const free = sumMinor(order.positions.map(position => position.priceMinor)) === 0
  return JSON.stringify({
    code: order.code,
    status: 'p',
    testmode: order.testmode,
    sales_channel: order.channel,
    ...(order.locale === null ? {} : { locale: order.locale }),
    payment_provider: free ? 'free' : 'boxoffice',
    payment_date: soldAt,
    ...(free ? {} : { payment_info: paymentInfo(order) }),
    send_email: false,
    tax_rounding_mode: 'line',
    consume_carts: order.positions.map(position => position.lease),
    api_meta: { sale: order.saleId, till: order.till, till_id: order.tillId, shift: order.shiftId, sold_at: soldAt },
    positions: order.positions.map(position => ({
      positionid: position.number,
      item: position.item,
      variation: position.variation,
      subevent: order.subevent,
      price: minorToDecimal(position.priceMinor, order.currency),
      seat: position.seat,
      secret: position.secret,
      addon_to: position.addonTo,
      ...(position.validity && {
        valid_from: new Date(position.validity.from).toISOString(),
        valid_until: new Date(position.validity.until).toISOString(),
      }),
    })),
  })
}

/** The shape that pretix's box office provider shows in its backend; two ways of paying are one payment there, so the split is told here. */
const paymentInfo = (order: SoldOrder): unknown => {
  const types = new Set(order.payments.map(payment => paymentType[payment.method]))
  const [only] = types
  return {
    pos_id: order.till,
    receipt_id: order.saleId,
    payment_type: types.size === 1 ? only : 'mixed',
    payment_data: {
      payments: order.payments.map(payment => ({
        type: paymentType[payment.method],
        amount: minorToDecimal(payment.amountMinor, order.currency),
        ...(payment.method === 'card' ? { reference: payment.reference } : {}),
      })),
    },
  }
}

const paymentType = { cash: 'cash', card: 'terminal' } as const
