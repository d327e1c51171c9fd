import type { Cart } from '#contract/cart'
import type { Checked } from '#contract/methods'
import type { LineId } from '#contract/nominal'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { AddonRule } from '#domain/addons'
import { fitsWith } from '#domain/addons'
import type { OfferedProduct } from '#domain/products'
import { addonPrice } from '#domain/products'
import type { NewLine, StoredCart } from '#store/cart'
import { seatNamed } from '#domain/seat-state'
import { addLines, readCart } from '#store/cart'
import { hallSeat } from '#store/hall'
import type { Bench } from './bench.ts'
import { tillLimits } from './bounds.ts'
import { addonsOf, cartView } from './cart-view.ts'
import type { SeatChoice } from './holds.ts'
import { letGo, takeSeats, takeUnits } from './holds.ts'
import { freshLineId } from './lines.ts'
import { offerOf, productIn, productName } from './offer.ts'
import type { Offer } from './offers.ts'
import { fitsInOrder } from './order-limit.ts'

/** Puts units of general admission or add-ons into the cart; all of `quantity` or none. */
export const addToCart = async (bench: Bench, input: Checked<'cart.add'>): Promise<Result<Cart>> => {
  const showing = { event: input.event, subevent: input.subevent }
  const opened = openFor(bench, showing, input.quantity)
  if (!opened.ok) return opened
  const { cart, offer } = opened.value
  const found = productToSell(bench, offer, input.item, input.variation)
  if (!found.ok) return found
  const product = found.value
  if (product.seated) return refused('seat-required', { product: productName(bench, product) })
  const price =
    input.parent === null ? alone(bench, product) : withTicket(bench, { cart, offer, product, ...input, parent: input.parent })
  if (!price.ok) return price
  const limit = fitsInOrder(
    bench,
    opened.value,
    Array.from({ length: input.quantity }, () => product),
  )
  if (limit) return limit
  const taken = await takeUnits(bench, showing, product, input.quantity)
  if (!taken.ok) return taken
  const { item, variation, parent } = input
  const lines = taken.value.leases.map(lease => ({
    id: freshLineId(bench),
    item,
    variation,
    priceMinor: price.value,
    seat: null,
    parent,
    lease,
  }))
  return putIn(bench, showing, lines, taken.value.short)
}

/** Puts seats into the cart, each as the product that its place in the hall leads to; all of them or none. */
export const addSeats = async (bench: Bench, input: Checked<'cart.seats'>): Promise<Result<Cart>> => {
  const showing = { event: input.event, subevent: input.subevent }
  const guids = [...new Set(input.guids)]
  const opened = openFor(bench, showing, guids.length)
  if (!opened.ok) return opened
  const { cart, offer } = opened.value
  const choices: SeatChoice[] = []
  for (const guid of guids) {
    const choice = seatToSell(bench, { showing, cart, offer }, guid, input.variation)
    if (!choice.ok) return choice
    choices.push(choice.value)
  }
  const limit = fitsInOrder(
    bench,
    opened.value,
    choices.map(choice => choice.product),
  )
  if (limit) return limit
  const taken = await takeSeats(bench, showing, choices, offer)
  if (!taken.ok) return taken
  const lines = choices.map(({ seat, product }, index) => {
    const { item, variation, priceMinor } = product
    const lease = taken.value.leases[index]
    if (lease === undefined) throw new Error('fewer leases than seats')
    return { id: freshLineId(bench), item, variation, priceMinor, seat: seat.guid, parent: null, lease }
  })
  return putIn(bench, showing, lines, taken.value.short)
}

type Opened = { readonly cart: StoredCart; readonly offer: Offer }

const openFor = (bench: Bench, showing: Showing, units: number): Result<Opened> => {
  const cart = readCart(bench.store)
  const other = cart.showing && (cart.showing.event !== showing.event || cart.showing.subevent !== showing.subevent)
  if (other) return refused('cart-mixed-events')
  if (cart.lines.length + units > tillLimits.mostUnits) return refused('cart-full', { most: tillLimits.mostUnits })
  const offer = offerOf(bench, showing)
  return offer ? done({ cart, offer }) : refused('event-unknown')
}

/** The product named, provided that it is sold here. */
const productToSell = (bench: Bench, offer: Offer, item: number, variation: number | null): Result<OfferedProduct> => {
  const product = productIn(offer, item, variation)
  if (product?.unsellable)
    return refused('product-unsellable', { product: productName(bench, product), reason: product.unsellable })
  if (product) return done(product)
  const sibling = offer.products.find(product => product.item === item)
  if (sibling && variation === null)
    return refused('variation-required', { product: productName(bench, { ...sibling, variationName: null }) })
  return refused(offer.products.length === 0 ? 'products-not-in' : 'product-unknown')
}

const alone = (bench: Bench, product: OfferedProduct): Result<number> =>
  product.category?.addon === true
    ? refused('addon-needs-ticket', { product: productName(bench, product) })
    : done(product.priceMinor)

type AddonWish = Opened & { readonly product: OfferedProduct; readonly parent: LineId; readonly quantity: number }

/** The price of an add-on with its ticket, provided that the ticket takes as many of it. */
const withTicket = (bench: Bench, { cart, offer, product, parent, quantity }: AddonWish): Result<number> => {
  const ticket = cart.lines.find(line => line.id === parent && line.parent === null)
  const rule = ticket && ruleFor(offer, ticket, product)
  if (!ticket || !rule) return refused('addon-needs-ticket', { product: productName(bench, product) })
  const more = { item: product.item, variation: product.variation, category: product.category?.id ?? null, quantity }
  if (fitsWith(rule, addonsOf(cart, ticket, offer), more)) return done(addonPrice(rule, product))
  return refused('addon-count', { product: productName(bench, product), least: rule.least, most: rule.most })
}

const ruleFor = (
  offer: Offer,
  ticket: { item: number; variation: number | null },
  addon: OfferedProduct,
): AddonRule | undefined =>
  productIn(offer, ticket.item, ticket.variation)?.addons.find(rule => rule.category === addon.category?.id)

const seatToSell = (
  bench: Bench,
  { showing, cart, offer }: Opened & { readonly showing: Showing },
  guid: string,
  variation: number | null,
): Result<SeatChoice> => {
  const seat = hallSeat(bench.store, showing, guid)
  if (!seat || seat.item === null) return refused('product-unknown')
  if (cart.lines.some(line => line.seat?.guid === guid)) return refused('seat-taken', seatNamed(seat))
  const plain = productIn(offer, seat.item, null)
  const product = productToSell(bench, offer, seat.item, plain ? null : variation)
  return product.ok ? done({ seat, product: product.value }) : product
}

const putIn = (bench: Bench, showing: Showing, lines: readonly NewLine[], short: readonly string[]): Result<Cart> => {
  try {
    bench.store.transaction('cart.add', tx => addLines(tx, showing, lines, bench.world.clock.now()))
  } catch (problem) {
    letGo(bench, short)
    throw problem
  }
  bench.onChange(['cart', 'stock', 'holdings'], showing)
  return done(cartView(bench))
}
