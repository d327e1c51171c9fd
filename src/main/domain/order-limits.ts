import type { OfferedProduct } from './products.ts'
import { wholeIn } from './body-fields.ts'

/** A product of which one sale may hold only so many. */
export type OrderLimit = {
  readonly product: OfferedProduct
  readonly least: number
  readonly most: number
  readonly count: number
}

/**
 * Products whose count in a sale breaks their item's `min_per_order` or `max_per_order`, all variations together.
 * The platform's shop keeps to them, its API does not look (pretix `services/cart.py`, `_check_min_max_per_product`).
 */
export const brokenLimits = (products: readonly OfferedProduct[]): readonly OrderLimit[] =>
  [...Map.groupBy(products, product => product.item).values()]
    .flatMap(same => {
      const [product] = same
      if (!product) return []
      const least = wholeIn(product.body, 'min_per_order') ?? 0
      const most = wholeIn(product.body, 'max_per_order') || Number.MAX_SAFE_INTEGER
      return [{ product, least, most, count: same.length }]
    })
    .filter(({ least, most, count }) => count < least || count > most)
