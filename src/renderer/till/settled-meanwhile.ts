import type { SaleSummary } from '#contract/cart'

/** After a lost answer to a payment: the sale that was stored all the same, told by not having been there before; null when none was. */
export const settledMeanwhile = (before: readonly SaleSummary[], now: readonly SaleSummary[]): SaleSummary | null =>
  now.find(sale => !before.some(known => known.id === sale.id)) ?? null
