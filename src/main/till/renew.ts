import type { Cart } from '#contract/cart'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { StoredCart, StoredLine } from '#store/cart'
import { readCart, releaseLine, unleaseLine } from '#store/cart'
import { hallSeat } from '#store/hall'
import type { Bench } from './bench.ts'
import { cartView } from './cart-view.ts'
import type { Taken } from './holds.ts'
import { letGo, takeSeats, takeUnits } from './holds.ts'
import { lastsBeyond, sellableBeyond } from './lasting.ts'
import { shortLeases } from './lines.ts'
import { offerOf, productIn, productName } from './offer.ts'
import type { Offer } from './offers.ts'

/** Takes again what the cart has lost by waiting: the same tickets and seats. Refused for the first that cannot be had, with its own reason; the lines stay. */
export const renewCart = async (bench: Bench): Promise<Result<Cart>> => {
  const cart = readCart(bench.store)
  const offer = cart.showing && offerOf(bench, cart.showing)
  if (!cart.showing) return refused('cart-empty')
  if (!offer) return refused('event-unknown')
  const renewed = await renewLapsed(bench, cart, cart.showing, offer)
  return renewed.ok ? done(cartView(bench)) : renewed
}

/** Takes again what a cart has lost by waiting, at the same price and the same seats. The lines stay, also those that cannot be had again. */
export const renewLapsed = async (bench: Bench, cart: StoredCart, showing: Showing, offer: Offer): Promise<Result<null>> => {
  const beyond = sellableBeyond(bench)
  const lapsed = cart.lines.filter(line => !lastsBeyond(line, beyond))
  letLapse(bench, showing, lapsed)
  for (const group of Map.groupBy(lapsed, line => `${line.item}:${line.variation}:${line.seat === null}`).values()) {
    const [first] = group
    const product = first && productIn(offer, first.item, first.variation)
    const taken = product && (await takeAgain(bench, showing, offer, group))
    if (!taken) return refused('lease-expired', { product: productName(bench, product) })
    if (!taken.ok) return taken
    const at = bench.world.clock.now()
    bench.store.transaction('cart.renew', tx =>
      group.forEach((line, index) => {
        const lease = taken.value.leases[index]
        if (lease === undefined) throw new Error('fewer leases than lines')
        releaseLine(tx, line.id, lease, at)
      }),
    )
    bench.onChange(['cart', 'stock', 'holdings'], showing)
  }
  return done(null)
}

/** A seat cannot be leased twice, so what is left of the old leases goes first. */
const letLapse = (bench: Bench, showing: Showing, lapsed: readonly StoredLine[]): void => {
  const leased = lapsed.filter(line => line.lease !== null)
  if (leased.length === 0) return
  bench.store.transaction('cart.lapse', tx => leased.forEach(line => unleaseLine(tx, line.id)))
  letGo(bench, shortLeases(leased))
  bench.onChange(['cart', 'stock', 'holdings'], showing)
}

const takeAgain = (bench: Bench, showing: Showing, offer: Offer, group: readonly StoredLine[]): Promise<Result<Taken>> | null => {
  const [first] = group
  const product = first && productIn(offer, first.item, first.variation)
  if (!product) return null
  if (first.seat === null) return takeUnits(bench, showing, product, group.length)
  const seats = group.map(line => line.seat && hallSeat(bench.store, showing, line.seat.guid))
  const known = seats.filter(seat => seat !== undefined && seat !== null)
  return known.length < group.length
    ? null
    : takeSeats(
        bench,
        showing,
        known.map(seat => ({ seat, product })),
        offer,
      )
}
