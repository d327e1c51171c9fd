/** What this till holds of the platform's stock: one API cart a unit. See the pretix reference, "API cart positions". */
export type Lease = {
  readonly cartId: string
  readonly event: string
  readonly subevent: number | null
  readonly item: number
  readonly variation: number | null
  readonly seat: string | null
  readonly purpose: 'pool' | 'cart'
  readonly state: 'asked' | 'held' | 'refused' | 'spent' | 'returning' | 'returned' | 'expired' | 'lost'
  readonly idempotencyKey: string
  readonly platformId: number | null
  readonly expiresAt: number
  readonly changedAt: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/**
 * How long units are held. The platform cannot extend a lease. General admission: a till that loses its network sells for two days at least, a till that dies lets
 * go after three at most; a new lease is taken before the old one is given up. A seat cannot be leased twice, so it is held to the end of the show
 * and, when that is further than a month, swapped in its last day. What lasts longer than `poolRenewBelowMs` needs nothing, seats included.
 * `shortHoldMs` is the cashier's countdown for a unit in a cart, whose end gives it back;
 * `shortLifeMs` the platform's view of it: long, since the sale may be made just before the network goes and must still be credited when it is back.
 */
export const leaseLimits = {
  poolLifeMs: 72 * hourMs,
  poolRenewBelowMs: 48 * hourMs,
  seatLifeMs: 30 * dayMs,
  swapBelowMs: 3 * hourMs,
  seatSwapBelowMs: 24 * hourMs,
  afterShowMs: 6 * hourMs,
  unknownShowMs: 24 * hourMs,
  worthRenewingMs: hourMs,
  shortLifeMs: 48 * hourMs,
  shortHoldMs: 10 * minuteMs,
  /** A cart's lease that no cart names: between the platform's yes and the line in the cart lies no more than a moment. */
  strayAfterMs: 2 * minuteMs,
  /** A request whose answer was lost may still be carried out for so long; what comes later yet is swept as an orphan. */
  unansweredMs: 30_000,
} as const

/** When a showing starts and ends, Unix milliseconds, as far as is known. */
export type ShowTimes = { readonly startsAt: number | null; readonly endsAt: number | null }

/** Until when a unit for stock should be held, `now` being the latest time it may be at the platform; null: the show is over, hold nothing. */
export const poolExpiry = (seat: string | null, show: ShowTimes, now: number): number | null => {
  const life = seat === null ? leaseLimits.poolLifeMs : leaseLimits.seatLifeMs
  const until = Math.min(now + life, showOver(show))
  return until - now < leaseLimits.worthRenewingMs ? null : until
}

/** What to do about a held unit for stock: `renew` takes a new one first, `swap` must let go first (a seat; or stock so short that nothing is left to renew from). */
export const renewalOf = (lease: Pick<Lease, 'seat' | 'expiresAt'>, show: ShowTimes, now: number): 'keep' | 'renew' | 'swap' => {
  const until = poolExpiry(lease.seat, show, now)
  if (until === null || until - lease.expiresAt < leaseLimits.worthRenewingMs) return 'keep'
  const left = lease.expiresAt - now
  if (lease.seat !== null) return left < leaseLimits.seatSwapBelowMs ? 'swap' : 'keep'
  if (left < leaseLimits.swapBelowMs) return 'swap'
  return left < leaseLimits.poolRenewBelowMs ? 'renew' : 'keep'
}

/** Who names carts: the tills that a file has been, and the file's own tag, since two files may be one device. */
export type CartNaming = { readonly prefixes: readonly string[]; readonly tag: string }

/** The name of a unit's cart at the platform: the till's prefix and the file's tag say whose it is, the rest is not to be guessed. */
export const cartIdOf = (prefix: string, tag: string, unguessable: string): string => `kasa-${prefix}-${tag}-${unguessable}@api`

/** Whether a cart at the platform was named by this file; one of another file or copy under the same prefix was not. */
const isCartOf = ({ prefixes, tag }: CartNaming, cartId: string): boolean =>
  prefixes.some(prefix => cartId.startsWith(`kasa-${prefix}-${tag}-`) && cartId.endsWith('@api'))

/** A cart as the platform lists it. */
export type ListedCart = { readonly id: number; readonly cartId: string }

/** What a complete list of the platform's carts says about our own book. */
export type Findings = {
  /** Asked for, the answer lost, and granted. */
  readonly granted: readonly { readonly lease: Lease; readonly platformId: number }[]
  /** Asked for, and surely not granted. */
  readonly neverGranted: readonly Lease[]
  /** Held by our book but not in the list: each to be asked for by its id before it is given up. */
  readonly missing: readonly Lease[]
  /** Named by this file and in no living row: to be given back. Spent ones are never among them: an order may be on its way. */
  readonly orphans: readonly ListedCart[]
}

/**
 * Compares the book with the platform. `listed` was asked for at `listedAt` (own clock, which may have been set) and the book read afterwards, so that a lease taken
 * meanwhile is in the book. `heldBefore`: held before the list was asked for; only these can be missing from it. `underWay`: asked for right now.
 */
export const compareBook = (
  listed: readonly ListedCart[],
  book: readonly Lease[],
  naming: CartNaming,
  moment: { readonly listedAt: number; readonly heldBefore: ReadonlySet<string>; readonly underWay: ReadonlySet<string> },
): Findings => {
  const onPlatform = new Map(listed.map(cart => [cart.cartId, cart]))
  const known = new Map(book.map(lease => [lease.cartId, lease]))
  const asked = book.filter(lease => lease.state === 'asked' && !moment.underWay.has(lease.cartId))
  return {
    granted: asked.flatMap(lease => {
      const cart = onPlatform.get(lease.cartId)
      return cart ? [{ lease, platformId: cart.id }] : []
    }),
    neverGranted: asked.filter(
      lease => !onPlatform.has(lease.cartId) && Math.abs(moment.listedAt - lease.changedAt) > leaseLimits.unansweredMs,
    ),
    missing: book.filter(lease => lease.state === 'held' && moment.heldBefore.has(lease.cartId) && !onPlatform.has(lease.cartId)),
    orphans: listed.filter(cart => isCartOf(naming, cart.cartId) && isOrphan(known.get(cart.cartId))),
  }
}

const isOrphan = (lease: Lease | undefined): boolean =>
  lease === undefined ||
  lease.state === 'refused' ||
  lease.state === 'returned' ||
  lease.state === 'expired' ||
  lease.state === 'lost'

const showOver = ({ startsAt, endsAt }: ShowTimes): number => {
  if (endsAt !== null) return endsAt + leaseLimits.afterShowMs
  return startsAt === null ? Number.POSITIVE_INFINITY : startsAt + leaseLimits.unknownShowMs
}
