import type { Result } from '#contract/refusal'
import type { Showing } from '#contract/showing'

/** Units wanted for the cart: `seats` names them one by one; a null entry is one unit of general admission. */
export type Wanted = Showing & {
  readonly item: number
  readonly variation: number | null
  readonly priceMinor: number
  readonly seats: readonly (string | null)[]
}

/**
 * What the till may ask of stock while a cart is open. The till sells only what it holds: from its pool (a matter of the file alone) or by a short lease
 * taken through here. Introduced by the core; the till does not know the platform.
 */
export type Stockroom = {
  /** Whether short leases can be had now. */
  readonly online: () => boolean
  /** The latest time it may be at the platform, Unix milliseconds: a lease that ends before this is not sold from. */
  readonly pessimisticNow: () => number
  /** False after a copy or restored backup was opened and until the platform has been asked. */
  readonly leasesProven: () => boolean
  /** Leases units for this cart; all of them or a refusal. Values are cart ids of leases stored as `held`. */
  readonly leaseShort: (wanted: Wanted) => Promise<Result<readonly string[]>>
  /** Returns short leases that are no longer wanted; carried out in the background. */
  readonly giveBack: (cartIds: readonly string[]) => void
}
