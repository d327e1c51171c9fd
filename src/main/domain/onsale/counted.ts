import type { Counted } from '#contract/onsale-roles'

/** What the edge counted as people in a minute, by what it said of it. */
export const countedAtEdge = (addresses: number | null): Counted => {
  if (addresses === null || Number.isNaN(addresses)) return 'unknown'
  return addresses > 0 ? 'addresses' : 'visits'
}
