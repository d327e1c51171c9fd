import type { Product } from '#contract/stock'
import type { UnsellableReason } from '#contract/stock'
import type { Connection } from '#contract/status'

/** Below this the stock of the till is said in another tone. */
const lowPool = 5
/** Knowledge of stock older than this has its age beside it. */
const staleAfterMs = 90_000

/** Whether units outside the till's own stock can be had at the moment. */
export const reachesStock = (connection: Connection | undefined): boolean =>
  connection?.state === 'online' || connection?.state === 'joining'

/** Whether a product can be taken now, and if not, why. */
export type Offer =
  | { readonly can: true }
  | { readonly can: false; readonly why: 'unsellable'; readonly reason: UnsellableReason }
  | { readonly can: false; readonly why: 'sold-out' | 'pool-gone' | 'pool-none' | 'no-ticket' | 'ticket-full' }

/** `misfit`: why no ticket of the cart can take it, for add-ons. */
export const offerOf = (product: Product, isOnline: boolean, misfit: 'no-ticket' | 'ticket-full' | null): Offer => {
  if (product.unsellable) return { can: false, why: 'unsellable', reason: product.unsellable }
  const { free, pool, target } = product.stock
  if (pool === 0 && !isOnline) return { can: false, why: target > 0 ? 'pool-gone' : 'pool-none' }
  if (pool === 0 && free === 0) return { can: false, why: 'sold-out' }
  return misfit ? { can: false, why: misfit } : { can: true }
}

/** Whether the till's own stock runs low while nothing else can be had. */
export const isPoolLow = (product: Product, isOnline: boolean): boolean => !isOnline && product.stock.pool <= lowPool

/** How old the knowledge of the stock is, when that must be said; null: fresh enough. */
export const staleFor = (product: Product, now: number): number | null => {
  const { askedAt, free } = product.stock
  if (free === null || askedAt === null) return null
  return now - askedAt > staleAfterMs ? now - askedAt : null
}
