import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import { leaseLimits } from '#domain/lease-rule'
import type { Stockroom, Wanted } from '#domain/stockroom'
import { beginReturn, isInCart, leaseOf, leasesProven, seatLease } from '#store/lease'
import { productName, seatName } from '#store/lease-names'
import type { LeaseParts } from './lease-asking.ts'
import { gainLeases } from './lease-asking.ts'
import { unitsPerCall } from './lease-calls.ts'
import { repeatDoubts } from './lease-doubt.ts'
import { carryBackOne, sweepEvent } from './lease-sweep.ts'

/** A cashier waits no longer than this for units; what is granted later is found by the sweep and given back. */
const patienceMs = 12_000
/** A unit granted a moment ago is on its way into a cart and is not handed out twice. */
const handedOutMs = 1_000

/** The stock behind the counter: short leases for the open cart, all that were wanted or none. `wake` has the background carry back what is returned. */
export const createStockroom = (parts: LeaseParts, wake: () => void): Stockroom => ({
  online: parts.online,
  pessimisticNow: parts.pessimisticNow,
  leasesProven: () => leasesProven(parts.store),
  leaseShort: wanted => leaseShort(parts, wanted, wake),
  giveBack: cartIds => {
    beginReturns(parts, cartIds)
    wake()
  },
})

const leaseShort = async (parts: LeaseParts, wanted: Wanted, wake: () => void): Promise<Result<readonly string[]>> => {
  const { world, store } = parts
  const named = wanted.seats.find(seat => seat !== null)
  const product = productName(store, wanted.item, wanted.variation)
  if (!parts.online()) {
    return named === undefined
      ? refused('stock-not-leased', { product })
      : refused('seat-not-leased', seatName(store, wanted, named))
  }
  if (!leasesProven(store)) return refused('leases-unproven')
  const patience = new AbortController()
  const cancel = world.clock.after(patienceMs, () => patience.abort())
  try {
    return await leaseAll(parts, wanted, product, patience.signal)
  } finally {
    cancel()
    wake()
  }
}

const leaseAll = async (
  parts: LeaseParts,
  wanted: Wanted,
  product: string,
  signal: AbortSignal,
): Promise<Result<readonly string[]>> => {
  const { store } = parts
  const ready: string[] = []
  const missing: (string | null)[] = []
  const giveUp = (why: Result<never>): Result<never> => {
    beginReturns(parts, ready)
    return why
  }
  for (const seat of wanted.seats) {
    const own = seat === null ? 'none' : await ownSeat(parts, wanted, seat)
    if (own === 'busy') return giveUp(refused('seat-taken', seatName(store, wanted, seat ?? '')))
    if (own === 'none') missing.push(seat)
    else ready.push(own.cartId)
  }
  while (missing.length > 0) {
    const seats = missing.splice(0, unitsPerCall)
    const expiresAt = parts.pessimisticNow() + leaseLimits.shortLifeMs
    const { event, subevent, item, variation } = wanted
    const gained = await gainLeases(
      parts,
      { event, subevent, item, variation, seats, purpose: 'cart', expiresAt },
      { urgent: true, signal },
    )
    if (gained.kind !== 'answered') return giveUp({ ok: false, refusal: gained.refusal })
    ready.push(...gained.held)
    const complaint = gained.complaints[0]
    if (complaint) return giveUp(refusedBy(parts, wanted, complaint, { product, left: ready.length }))
  }
  return done(ready)
}

/** What this till already has of a seat: a lease from its stock or on its way back counts before the platform is asked for another. */
const ownSeat = async (
  parts: LeaseParts,
  wanted: Wanted,
  seat: string,
): Promise<{ readonly cartId: string } | 'none' | 'busy'> => {
  const find = () => seatLease(parts.store, wanted.event, wanted.subevent, seat)
  if (find()?.state === 'asked') await repeatDoubts(parts, wanted.event)
  if (find()?.state === 'asked') await sweepEvent(parts, wanted.event)
  const returning = find()
  if (returning?.state === 'returning') await carryBackOne(parts, returning.cartId)
  const own = find()
  if (!own) return 'none'
  const usable =
    own.state === 'held' &&
    own.changedAt < parts.world.clock.now() - handedOutMs &&
    own.expiresAt > parts.pessimisticNow() + leaseLimits.shortHoldMs &&
    !isInCart(parts.store, own.cartId)
  return usable ? { cartId: own.cartId } : 'busy'
}

/** The platform's no about one unit, in words of the trade. */
const refusedBy = (
  parts: LeaseParts,
  wanted: Wanted,
  complaint: { readonly seat: string | null; readonly text: string },
  { product, left }: { readonly product: string; readonly left: number },
): Result<never> => {
  const { seat, text } = complaint
  if (/requires to choose a seat/i.test(text)) return refused('seat-required', { product })
  if (seat !== null && /seat/i.test(text)) return refused('seat-taken', seatName(parts.store, wanted, seat))
  return refusalOfText(text, product, left)
}

/** Why units of general admission are not to be had. `left`: how many were granted in the same breath. */
export const refusalOfText = (text: string, product: string, left: number): Result<never> => {
  if (/\bquota available\b/i.test(text)) return refused('stock-gone', { product, left })
  if (/requires to choose a seat/i.test(text)) return refused('seat-required', { product })
  if (/not available on this date/i.test(text)) return refused('product-unsellable', { product, reason: 'not-on-this-date' })
  if (/not assigned to a quota/i.test(text)) return refused('product-unsellable', { product, reason: 'no-quota' })
  if (/identifier=/i.test(text)) return refused('product-unsellable', { product, reason: 'other-channel' })
  if (/invalid pk|not active|inactive/i.test(text)) return refused('product-unsellable', { product, reason: 'inactive' })
  return refused('stock-gone', { product, left })
}

/** Units of the stock that were lent to a cart stay in the stock. */
const beginReturns = ({ store, world }: LeaseParts, cartIds: readonly string[]): void => {
  const short = cartIds.filter(cartId => leaseOf(store, cartId)?.purpose === 'cart')
  if (short.length === 0) return
  store.transaction('lease.begin-return', tx => short.forEach(cartId => beginReturn(tx, cartId, world.clock.now())))
}
