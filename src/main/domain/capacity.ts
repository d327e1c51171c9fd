/** A product of a showing as its capacity is told. `seats`: its numbered seats, which all variations of `item` share; null: it is not seated. */
export type CapacityProduct = {
  readonly key: string
  readonly item: number
  readonly admission: boolean
  readonly seats: number | null
}
/** A quota of the same showing and the products that draw on it. `size` null: unlimited. */
export type CapacityQuota = { readonly size: number | null; readonly products: ReadonlySet<string> }

/** `value` null: unlimited, or not to be told because products share quotas (`shared`). */
export type Capacity = { readonly value: number | null; readonly shared: boolean }

/** Of one product: its seats, else the smallest quota that holds it. Shared when other products draw on one of its quotas as well. */
export const productCapacity = (
  product: CapacityProduct,
  products: readonly CapacityProduct[],
  quotas: readonly CapacityQuota[],
): Capacity => {
  if (product.seats !== null)
    return { value: product.seats, shared: products.filter(({ item }) => item === product.item).length > 1 }
  const holding = quotas.filter(quota => quota.products.has(product.key))
  const sizes = holding.flatMap(quota => (quota.size === null ? [] : [quota.size]))
  return { value: sizes.length > 0 ? Math.min(...sizes) : null, shared: holding.some(quota => quota.products.size > 1) }
}

/**
 * Of the whole showing: its numbered seats, and the sizes of the quotas of everything else that lets people in. Can be told only when these quotas part
 * those products cleanly: each product in exactly one, none unlimited, none shared with things that let nobody in. A festival whose days share quotas
 * with its passes has no such sum; its quotas are listed instead.
 */
export const showingCapacity = (products: readonly CapacityProduct[], quotas: readonly CapacityQuota[]): Capacity => {
  const admitting = products.filter(product => product.admission)
  const seats = [...new Map(admitting.map(({ item, seats }) => [item, seats ?? 0])).values()].reduce(
    (sum, count) => sum + count,
    0,
  )
  const standing = new Set(admitting.filter(product => product.seats === null).map(product => product.key))
  const used = quotas.filter(quota => !standing.isDisjointFrom(quota.products))
  const parted =
    used.every(quota => quota.products.isSubsetOf(standing)) && [...standing].every(key => timesHeld(used, key) === 1)
  const sizes = used.flatMap(quota => (quota.size === null ? [] : [quota.size]))
  if (admitting.length === 0) return { value: null, shared: false }
  if (!parted) return { value: null, shared: used.length > 0 }
  if (sizes.length < used.length) return { value: null, shared: false }
  return { value: sizes.reduce((sum, size) => sum + size, seats), shared: false }
}

const timesHeld = (quotas: readonly CapacityQuota[], key: string): number =>
  quotas.filter(quota => quota.products.has(key)).length
