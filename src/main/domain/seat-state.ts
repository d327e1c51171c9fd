import type { SeatPlace } from '#contract/cart'
import type { SeatState } from '#contract/stock'

/** A seat as the platform last gave it, `askedAt`; `item` null: no product belongs to it. */
export type KnownSeat = {
  readonly guid: string
  readonly number: string
  readonly sector: string
  readonly row: string
  readonly item: number | null
  readonly blocked: number
  readonly holder: 'none' | 'order' | 'cart' | 'voucher'
  readonly askedAt: number
}

/** What one of this till's leases says about a seat. `soldState`, `soldAt`: of the upload of the sale it was spent on. */
export type OwnSeat = {
  readonly chosen: number
  readonly leaseState: string | null
  readonly leasePurpose: string | null
  readonly leaseChangedAt: number
  readonly soldState: string | null
  readonly soldAt: number | null
}

/**
 * What a seat is to this till. Its own file knows sooner than the platform's last answer: what is in the cart, in stock, sold a moment ago, or given back since.
 * `own` in the order of their last change.
 */
export const seatState = (seat: KnownSeat, own: readonly OwnSeat[]): SeatState => {
  if (own.some(lease => lease.chosen === 1)) return 'chosen'
  if (own.some(lease => soldSince(lease, seat.askedAt))) return 'sold'
  if (own.some(lease => lease.leaseState === 'held' && lease.leasePurpose === 'pool')) return 'pool'
  if (own.some(lease => living.includes(lease.leaseState ?? ''))) return 'held'
  if (seat.holder === 'order') return 'sold'
  if (seat.blocked === 1 || seat.holder === 'voucher' || seat.item === null) return 'blocked'
  const letGo = own.some(lease => lease.leaseState === 'returned' && lease.leaseChangedAt >= seat.askedAt)
  return seat.holder === 'none' || letGo ? 'free' : 'held'
}

/** An unsent sale holds until it is settled; a sent one until the platform's own word is younger. */
const soldSince = (own: OwnSeat, askedAt: number): boolean =>
  own.leaseState === 'spent' && own.soldState !== null && (own.soldState !== 'sent' || (own.soldAt ?? 0) >= askedAt)

const living: readonly string[] = ['asked', 'held', 'returning']

/** A seat for a refusal's sentence: its place, which is said in the language of whoever reads it, and one line for whoever has no words. */
export const seatNamed = ({ sector, row, number }: SeatPlace): SeatPlace & { readonly seat: string } => ({
  seat: [sector, row, number].filter(part => part !== '').join(' · '),
  sector,
  row,
  number,
})
