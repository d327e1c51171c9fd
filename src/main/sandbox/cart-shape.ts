import { moneyText } from './money-text.ts'
import type { CartRow } from './model.ts'
import { seatShape } from './seat-shape.ts'
import { isoTime } from './warsaw-time.ts'

/** A cart position as lists write it. */
export function cartShape(cart: CartRow): Record<string, unknown> {
  return {
    id: cart.id,
    cart_id: cart.cartId,
    item: cart.item,
    variation: cart.variation,
    price: moneyText(cart.priceMinor),
    attendee_name: cart.attendeeName,
    attendee_name_parts: cart.attendeeName === null ? {} : { _legacy: cart.attendeeName },
    attendee_email: cart.attendeeEmail,
    voucher: null,
    addon_to: cart.addonTo,
    subevent: cart.subevent,
    datetime: isoTime(cart.datetime),
    expires: isoTime(cart.expires),
    includes_tax: true,
    answers: [],
    seat: seatShape(cart.seat),
    is_bundled: false,
  }
}
