import { CART_LETTERS } from './alphabets.ts'
import { badRequest, created, noContent, noSuch, ok, type Answer } from './answer.ts'
import { quotaNumbers, quotasOf, seatIsFree } from './availability.ts'
import { cartShape } from './cart-shape.ts'
import { bodyRecord, FieldReader, type FieldFaults } from './fields.ts'
import type { CartRow, ItemRow, QuotaRow, SeatRow, SubeventRow, VariationRow } from './model.ts'
import { needsSeat, noQuotaText, quotaText } from './order-capacity.ts'
import { dateAnywhere, itemAnywhere, variationAnywhere } from './order-position-fields.ts'
import { pageOf } from './paging.ts'
import { nextKey, seatKey, type EventBook } from './platform.ts'
import { asRecord, type EventCall } from './request.ts'
import { seatName } from './seat-shape.ts'
import { MINUTE_MS } from './warsaw-time.ts'

/** A cart without an expiry of its own lives as long as the events' `reservation_time`. */
const RESERVATION_MINUTES = 30
const CART_ID_LENGTH = 48

/** API carts only, expired ones included until they are cleaned up. */
export function listCarts(call: EventCall): Answer {
  const ordering = call.query.get('ordering')
  const rows = [...call.book.carts.values()]
  if (ordering === 'cart_id') rows.sort((a, b) => (a.cartId < b.cartId ? -1 : 1))
  if (ordering === '-cart_id') rows.sort((a, b) => (a.cartId > b.cartId ? -1 : 1))
  if (ordering === '-datetime') rows.sort((a, b) => b.datetime - a.datetime || b.id - a.id)
  return pageOf(call, rows, cartShape)
}

/** One cart position. */
export function readCart(call: EventCall): Answer {
  const cart = call.book.carts.get(Number(call.params['id']))
  return cart === undefined ? noSuch('CartPosition') : ok(cartShape(cart))
}

/** Gives a lease back; a second time it is gone. */
export function deleteCart(call: EventCall): Answer {
  const id = Number(call.params['id'])
  if (!call.book.carts.has(id)) return noSuch('CartPosition')
  call.book.carts.delete(id)
  return noContent()
}

/** One cart position, with any expiry, the past included. */
export function createCart(call: EventCall): Answer {
  const record = bodyRecord(call.body)
  if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
  const wanted = readCartFields(call, record)
  if ('faults' in wanted) return badRequest(wanted.faults)
  const made = makeCart(call, wanted, { cartId: null, quotaCache: new Map() })
  if ('refusal' in made) return badRequest(made.refusal)
  return created({ ...cartShape(made.cart), addons: [], bundled: [] })
}

/** Many in one call: always 200, granted in list order as far as stock goes; entries without a cart id share a new one. */
export function createCarts(call: EventCall): Answer {
  if (!Array.isArray(call.body)) return badRequest({ error: 'Please supply a list' })
  const cartId = newCartId(call)
  const quotaCache: QuotaCache = new Map()
  const wanted = call.body.map(entry => readCartFields(call, asRecord(entry) ?? {}))
  const results = wanted.map(each => {
    if ('faults' in each) return { success: false, data: null, errors: each.faults }
    const made = makeCart(call, each, { cartId, quotaCache })
    if ('refusal' in made) {
      const errors = Array.isArray(made.refusal) ? { non_field_errors: made.refusal } : made.refusal
      return { success: false, data: null, errors }
    }
    return { success: true, data: { ...cartShape(made.cart), addons: [], bundled: [] }, errors: null }
  })
  return ok({ results })
}

type WantedCart = {
  readonly cartId: string | null
  readonly item: ItemRow
  readonly variation: VariationRow | null
  readonly date: SubeventRow | null
  readonly priceMinor: number
  readonly seat: SeatRow | null
  readonly expires: number
  readonly attendeeName: string | null
  readonly attendeeEmail: string | null
}

/**
 * The platform's trap, kept: within one bulk call the quotas of a product are remembered by item and variation only, so units of a second
 * date are checked against the first date's quotas.
 */
type QuotaCache = Map<string, readonly QuotaRow[]>

function readCartFields(
  call: EventCall,
  record: Readonly<Record<string, unknown>>,
): WantedCart | { readonly faults: FieldFaults } {
  const { platform, book, at } = call
  const fields = new FieldReader(record)
  fields.require('price')
  const cartId = fields.text('cart_id', { blank: true })
  if (cartId !== null && cartId !== '' && !cartId.endsWith('@api'))
    fields.refuse('cart_id', 'Cart ID should end in @api or be empty.')
  const item = fields.row('item', key => itemAnywhere(platform, key), true)
  const variation = fields.row('variation', key => variationAnywhere(platform, key))
  const date = fields.row('subevent', key => dateAnywhere(platform, key))
  const priceMinor = fields.raw('price') === undefined ? null : fields.money('price')
  const seatGuid = fields.text('seat')
  const expires = fields.time('expires') ?? at + RESERVATION_MINUTES * MINUTE_MS
  const attendeeName = fields.text('attendee_name', { blank: true })
  const attendeeEmail = fields.email('attendee_email')
  if (fields.text('voucher') !== null) fields.refuse('voucher', 'The specified voucher does not exist.')
  if (fields.raw('price') === null) fields.refuse('price', 'This field may not be null.')
  if (fields.faulty || item === null || priceMinor === null) return { faults: fields.faults }
  const product = productFault(book, { item, variation, date })
  if (product !== null) return { faults: product }
  const seat = readSeat(book, item, date, seatGuid)
  if (typeof seat === 'string') return { faults: { seat: [seat] } }
  return { cartId: cartId === '' ? null : cartId, item, variation, date, priceMinor, seat, expires, attendeeName, attendeeEmail }
}

/** Unlike in orders, these are complaints about the whole object, except for rows that do not exist. */
function productFault(
  book: EventBook,
  { item, variation, date }: { item: ItemRow; variation: VariationRow | null; date: SubeventRow | null },
): FieldFaults | null {
  if (date !== null && !book.event.hasSubevents) return { subevent: ['You cannot set a subevent for this event.'] }
  if (date !== null && date.event !== book.event.slug)
    return { subevent: ['The specified subevent does not belong to this event.'] }
  if (item.event !== book.event.slug) return { item: ['The specified item does not belong to this event.'] }
  if (!item.active) return { item: ['The specified item is not active.'] }
  if (item.variations.length > 0 && variation === null)
    return { non_field_errors: ['You should specify a variation for this item.'] }
  if (variation === null) return null
  if (item.variations.length === 0) return { variation: ['You cannot specify a variation for this item.'] }
  return item.variations.includes(variation)
    ? null
    : { variation: ['The specified variation does not belong to the specified item.'] }
}

function readSeat(book: EventBook, item: ItemRow, date: SubeventRow | null, guid: string | null): SeatRow | null | string {
  const required = needsSeat(book, item, date?.id ?? null)
  if (guid === null) return required ? 'The specified product requires to choose a seat.' : null
  if (!required) return 'The specified product does not allow to choose a seat.'
  return book.seatsByGuid.get(seatKey(date?.id ?? null, guid)) ?? 'The specified seat does not exist.'
}

type MadeCart = { readonly cart: CartRow } | { readonly refusal: unknown }

function makeCart(
  call: EventCall,
  wanted: WantedCart,
  { cartId, quotaCache }: { cartId: string | null; quotaCache: QuotaCache },
): MadeCart {
  const { book, at } = call
  const product = { item: wanted.item.id, variation: wanted.variation?.id ?? null, subevent: wanted.date?.id ?? null }
  const cacheKey = `${product.item}|${product.variation ?? ''}`
  const quotas = quotaCache.get(cacheKey) ?? quotasOf(book, product)
  quotaCache.set(cacheKey, quotas)
  if (quotas.length === 0) return { refusal: { non_field_errors: [noQuotaText(wanted.item)] } }
  for (const quota of quotas) {
    const { left } = quotaNumbers(book, quota, at)
    if (left !== null && left < 1) return { refusal: [quotaText(quota)] }
  }
  if (wanted.seat !== null && !seatIsFree(book, wanted.seat, at, new Set())) {
    return { refusal: { seat: [`The selected seat "${seatName(wanted.seat)}" is not available.`] } }
  }
  const cart: CartRow = {
    id: nextKey(call.platform, 'cart'),
    cartId: wanted.cartId ?? cartId ?? newCartId(call),
    event: book.event.slug,
    ...product,
    priceMinor: wanted.priceMinor,
    seat: wanted.seat,
    attendeeName: wanted.attendeeName,
    attendeeEmail: wanted.attendeeEmail,
    datetime: at,
    expires: wanted.expires,
    addonTo: null,
  }
  book.carts.set(cart.id, cart)
  return { cart }
}

function newCartId(call: EventCall): string {
  return `${call.random.text(CART_ID_LENGTH, CART_LETTERS)}@api`
}
