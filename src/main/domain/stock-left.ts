/** One quota as the platform last gave it. `size` null: unlimited. `left` null: unlimited, or never asked. */
export type QuotaLeft = {
  readonly size: number | null
  readonly closed: boolean
  readonly left: number | null
  readonly askedAt: number | null
}

/**
 * What is left of a product: the smallest of all its quotas, for it sells only while every one has room. Null: unlimited or not known yet.
 * `askedAt`: the age of the oldest of these numbers; null when one was never asked.
 */
export const stockLeft = (quotas: readonly QuotaLeft[]): { readonly free: number | null; readonly askedAt: number | null } => {
  const left = quotas.map(quota => (quota.closed ? 0 : quota.left)).filter(number => number !== null)
  const asked = quotas.map(quota => quota.askedAt).filter(at => at !== null)
  return {
    free: left.length === 0 ? null : Math.max(0, Math.min(...left)),
    askedAt: asked.length === 0 || asked.length < quotas.length ? null : Math.min(...asked),
  }
}
