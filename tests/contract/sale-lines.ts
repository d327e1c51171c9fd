import type { Ware } from './find-stock.ts'
import { freshCartId, freshCode, freshSecret } from './fresh-names.ts'

/** A line of a sale or of a lease, as it is sent. */
export type Line = Readonly<Record<string, unknown>>

const leaseMs = 60 * 60_000

/** One unit of a ware as a position of an order, with a secret of its own. */
export function unit(ware: Ware, changes: Line = {}): Line {
  const variation = ware.variation === null ? {} : { variation: ware.variation }
  return { item: ware.item, ...variation, price: ware.price, secret: freshSecret(), ...changes }
}

/** A sale as a till sends it: paid in cash, nothing mailed, gross prices left alone. */
export function sale(positions: readonly Line[], changes: Line = {}): Line {
  return {
    code: freshCode(),
    status: 'p',
    locale: 'en',
    sales_channel: 'web',
    payment_provider: 'boxoffice',
    send_email: false,
    tax_rounding_mode: 'line',
    positions,
    ...changes,
  }
}

/** A reservation: the same, not paid. */
export function reservation(positions: readonly Line[], changes: Line = {}): Line {
  const { payment_provider: _, ...rest } = sale(positions, { status: 'n', ...changes })
  return rest
}

/** A unit held for the till alone, for an hour. */
export function lease(ware: Ware, changes: Line = {}): Line {
  const { secret: _, ...rest } = unit(ware)
  return { ...rest, cart_id: freshCartId(), expires: new Date(Date.now() + leaseMs).toISOString(), ...changes }
}

/** The sentence for a quota that has run out. */
export const notEnough = (quota: string): string =>
  `There is not enough quota available on quota "${quota}" to perform the operation.`

/** The sentence for a seat that somebody else has. */
export const seatTaken = (name: string): string => `The selected seat "${name}" is not available.`
