import type { Cart } from '#contract/cart'
import type { Checked } from '#contract/methods'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { OfferedProduct } from '#domain/products'
import type { StoredLine } from '#store/cart'
import { changeLine, clearCart, readCart, removeLines } from '#store/cart'
import { hallSeat } from '#store/hall'
import type { Bench } from './bench.ts'
import { cartView } from './cart-view.ts'
import { letGo, sameQuotas, takeSeats, takeUnits } from './holds.ts'
import { shortLeases, withAddons } from './lines.ts'
import { offerOf, productIn, productName } from './offer.ts'

/** Takes units out of the cart, tickets with their add-ons. What was leased for the cart goes back, what came from stock is stock again. */
export const removeFromCart = (bench: Bench, input: Checked<'cart.remove'>): Result<Cart> => {
  const cart = readCart(bench.store)
  const gone = withAddons(cart, input.lines)
  if (cart.showing === null || gone.length === 0) return done(cartView(bench))
  const { showing } = cart
  bench.store.transaction('cart.remove', tx =>
    gone.length === cart.lines.length ? clearCart(tx) : removeLines(tx, showing, input.lines),
  )
  return afterLetting(bench, showing, shortLeases(gone))
}

/** Gives the whole cart up. */
export const emptyCart = (bench: Bench): Result<Cart> => {
  const cart = readCart(bench.store)
  if (cart.showing === null) return done(cartView(bench))
  bench.store.transaction('cart.empty', clearCart)
  return afterLetting(bench, cart.showing, shortLeases(cart.lines))
}

/**
 * Makes a unit another variation of its product: an adult's seat a child's. Its lease stays when both draw on the same quotas; else a lease of the other is
 * taken first and the old one let go. A seat whose variations do not share quotas cannot be held twice: it has to be chosen anew,
 * unless its hold has run out and it is to be taken again anyway.
 */
export const changeVariation = async (bench: Bench, input: Checked<'cart.change-variation'>): Promise<Result<Cart>> => {
  const cart = readCart(bench.store)
  const line = cart.lines.find(line => line.id === input.line)
  const offer = cart.showing && offerOf(bench, cart.showing)
  if (!line || !cart.showing || !offer || line.parent !== null) return refused('cart-changed')
  const target = productIn(offer, line.item, input.variation)
  if (!target) return refused('product-unknown')
  if (target.unsellable) return refused('product-unsellable', { product: productName(bench, target), reason: target.unsellable })
  if (line.variation === input.variation) return done(cartView(bench))
  const leasedAs = line.lease ? productIn(offer, line.lease.item, line.lease.variation) : undefined
  if (line.lease && sameQuotas(leasedAs, target)) return become(bench, cart.showing, line, { target, lease: line.lease.cartId })
  const seat = line.seat && hallSeat(bench.store, cart.showing, line.seat.guid)
  if (line.seat && (!seat || line.lease)) return refused('stock-not-leased', { product: productName(bench, target) })
  const taken = seat
    ? await takeSeats(bench, cart.showing, [{ seat, product: target }], offer)
    : await takeUnits(bench, cart.showing, target, 1)
  if (!taken.ok) return taken
  const [lease] = taken.value.leases
  if (lease === undefined) throw new Error('a unit was taken and is not there')
  const changed = become(bench, cart.showing, line, { target, lease })
  letGo(bench, shortLeases([line]))
  return changed
}

const become = (
  bench: Bench,
  showing: Showing,
  line: StoredLine,
  { target, lease }: { readonly target: OfferedProduct; readonly lease: string },
): Result<Cart> => {
  const { variation, priceMinor } = target
  if (variation === null) throw new Error('a variation was asked for')
  const at = lease === line.lease?.cartId ? line.addedAt : bench.world.clock.now()
  bench.store.transaction('cart.change-variation', tx =>
    changeLine(tx, showing, { id: line.id, variation, priceMinor, lease, at }),
  )
  bench.onChange(['cart', 'stock', 'holdings'], showing)
  return done(cartView(bench))
}

const afterLetting = (bench: Bench, showing: Showing, leases: readonly string[]): Result<Cart> => {
  letGo(bench, leases)
  bench.onChange(['cart', 'stock', 'holdings'], showing)
  return done(cartView(bench))
}
