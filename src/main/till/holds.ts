import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { Lease } from '#domain/lease-rule'
import type { OfferedProduct } from '#domain/products'
import { seatNamed } from '#domain/seat-state'
import type { KnownSeat } from '#domain/seat-state'
import { isInCart, leaseOf, poolUnits, seatLease } from '#store/lease'
import type { Bench } from './bench.ts'
import { takeableBeyond } from './lasting.ts'
import { productIn, productName } from './offer.ts'
import type { Offer } from './offers.ts'

/** Units of one product, taken for the cart: cart ids of leases that are held and that no line names yet. */
export type Taken = { readonly leases: readonly string[]; readonly short: readonly string[] }

/**
 * Takes `count` units of general admission: from stock as far as that goes, the rest from the platform while it can be reached. All of them or none.
 */
export const takeUnits = async (
  bench: Bench,
  showing: Showing,
  product: OfferedProduct,
  count: number,
): Promise<Result<Taken>> => {
  const name = productName(bench, product)
  const barred = withoutPlatform(bench)
  if (barred === 'leases-unproven') return refused(barred)
  const stock = stockFor(bench, showing, product, count)
  if (stock.length === count) return done({ leases: stock, short: [] })
  // some are there: the cashier may take fewer
  if (barred && stock.length > 0) return refused('stock-gone', { product: name, left: stock.length })
  if (barred) return refused(barred, { product: name })
  const asked = count - stock.length
  const short = await leaseShort(
    bench,
    showing,
    product,
    Array.from({ length: asked }, () => null),
  )
  if (!short.ok) return short
  // Stock may have run out or gone back while the platform was asked.
  const still = stockFor(bench, showing, product, stock.length)
  if (still.length === stock.length) return done({ leases: [...still, ...short.value], short: short.value })
  letGo(bench, short.value)
  return refused('stock-gone', { product: name, left: still.length })
}

/** One seat and what it is to be sold as. */
export type SeatChoice = { readonly seat: KnownSeat; readonly product: OfferedProduct }

/** Takes seats: each from stock where the till holds it, else from the platform. All of them or none. Leases come in the order of the seats. */
export const takeSeats = async (
  bench: Bench,
  showing: Showing,
  choices: readonly SeatChoice[],
  offer: Offer,
): Promise<Result<Taken>> => {
  const found = new Map<string, string>()
  const short: string[] = []
  const toAsk: SeatChoice[] = []
  for (const choice of choices) {
    const stock = seatFromStock(bench, showing, choice, offer)
    if (!stock.ok) return stock
    if (stock.value === null) toAsk.push(choice)
    else found.set(choice.seat.guid, stock.value)
  }
  for (const group of Map.groupBy(toAsk, ({ product }) => product).values()) {
    const [first] = group
    if (!first) continue
    const granted = await leaseShort(
      bench,
      showing,
      first.product,
      group.map(({ seat }) => seat.guid),
    )
    if (!granted.ok) {
      letGo(bench, short)
      return granted
    }
    short.push(...granted.value)
    for (const cartId of granted.value) found.set(leaseOf(bench.store, cartId)?.seat ?? '', cartId)
  }
  // The background may have given seats of the stock back, or swapped their leases, while the platform was asked.
  for (const choice of toAsk.length === 0 ? [] : choices.filter(choice => !toAsk.includes(choice))) {
    const still = seatFromStock(bench, showing, choice, offer)
    if (still.ok && still.value !== null) found.set(choice.seat.guid, still.value)
    else {
      letGo(bench, short)
      return still.ok ? refused('seat-taken', seatNamed(choice.seat)) : still
    }
  }
  const leases = choices.map(({ seat }) => found.get(seat.guid))
  if (leases.some(lease => lease === undefined)) throw new Error('a seat was leased and is not there')
  return done({ leases: leases.filter(lease => lease !== undefined), short })
}

/** Gives back what was taken from the platform for the cart. What came from stock is stock again by not being named. */
export const letGo = (bench: Bench, cartIds: readonly string[]): void => {
  if (cartIds.length > 0) bench.stockroom.giveBack(cartIds)
}

/** Whether two products draw on exactly the same quotas: the platform credits a consumed lease by quota, so one may then be sold on the lease of the other. */
export const sameQuotas = (one: OfferedProduct | undefined, other: OfferedProduct | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.quotas.length > 0 &&
  one.quotas.length === other.quotas.length &&
  one.quotas.every(id => other.quotas.includes(id))

const stockFor = (bench: Bench, showing: Showing, product: OfferedProduct, count: number): readonly string[] => {
  const key = { ...showing, item: product.item, variation: product.variation }
  return poolUnits(bench.store, key, takeableBeyond(bench), count).map(lease => lease.cartId)
}

/** The lease of a seat that lies in stock; null when the platform has to be asked. */
const seatFromStock = (bench: Bench, showing: Showing, { seat, product }: SeatChoice, offer: Offer): Result<string | null> => {
  const lease = seatLease(bench.store, showing.event, showing.subevent, seat.guid)
  const barred = withoutPlatform(bench)
  if (barred === 'leases-unproven') return refused(barred)
  if (lease && isInCart(bench.store, lease.cartId)) return refused('seat-taken', seatNamed(seat))
  if (lease && isInStock(bench, lease)) {
    const leasedAs = productIn(offer, lease.item, lease.variation)
    return sameQuotas(leasedAs, product)
      ? done(lease.cartId)
      : refused('stock-not-leased', { product: productName(bench, product) })
  }
  return barred ? refused('seat-not-leased', seatNamed(seat)) : done(null)
}

const isInStock = (bench: Bench, lease: Lease): boolean =>
  lease.state === 'held' && lease.purpose === 'pool' && lease.expiresAt > takeableBeyond(bench)

/** Why the platform cannot be asked for units now; null: it can. Until a restored file's leases are proven nothing is sold at all. */
const withoutPlatform = (bench: Bench): 'leases-unproven' | 'stock-not-leased' | null => {
  if (!bench.stockroom.leasesProven()) return 'leases-unproven'
  return bench.stockroom.online() ? null : 'stock-not-leased'
}

const leaseShort = async (
  bench: Bench,
  showing: Showing,
  product: OfferedProduct,
  seats: readonly (string | null)[],
): Promise<Result<readonly string[]>> => {
  const { item, variation, priceMinor } = product
  const granted = await bench.stockroom.leaseShort({ ...showing, item, variation, priceMinor, seats })
  if (granted.ok && granted.value.length !== seats.length)
    throw new Error('the stockroom gave another number of units than asked for')
  return granted
}
