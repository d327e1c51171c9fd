import type { SaleSummary } from '#contract/cart'
import type { Queue } from '#contract/methods'
import type { SaleId } from '#contract/nominal'

/** The sales of the queue in the order in which they stand on screen: first those a person must look at, then those on their way. */
export const salesInOrder = (queue: Queue): readonly SaleSummary[] => [...queue.toSettle, ...queue.waiting]

/**
 * Which sale is open after the list has changed. The open one stays open wherever it has moved to; when it has left the list, the one that took its place is
 * opened, so that the person's place in the list is kept.
 */
export const nextChosen = (
  chosen: SaleId | null,
  before: readonly SaleSummary[],
  after: readonly SaleSummary[],
): SaleId | null => {
  if (chosen !== null && after.some(sale => sale.id === chosen)) return chosen
  const place = before.findIndex(sale => sale.id === chosen)
  return (after[Math.max(0, place)] ?? after.at(-1))?.id ?? null
}

/** When the oldest of some sales was made; null when there is none. */
export const oldestSoldAt = (sales: readonly SaleSummary[]): number | null =>
  sales.length === 0 ? null : Math.min(...sales.map(sale => sale.soldAt))
