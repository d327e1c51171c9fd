import type { Result } from '#contract/refusal'
import { refused } from '#contract/refusal'
import type { OrderLimit } from '#domain/order-limits'
import { brokenLimits } from '#domain/order-limits'
import type { OfferedProduct } from '#domain/products'
import type { StoredCart } from '#store/cart'
import type { Bench } from './bench.ts'
import { productIn, productName } from './offer.ts'
import type { Offer } from './offers.ts'

/** The sentence for a product of which a sale holds too many or too few; of its item, for the limit is on all variations together. */
export const tooManyOrFew = (bench: Bench, { product, least, most, count }: OrderLimit): Result<never> => {
  const name = productName(bench, { ...product, variationName: null })
  return count > most
    ? refused('product-too-many', { product: name, most })
    : refused('product-too-few', { product: name, least })
}

/** Why these units do not fit into the cart; null when they do. Too few is no reason: more may follow. */
export const fitsInOrder = (
  bench: Bench,
  { cart, offer }: { readonly cart: StoredCart; readonly offer: Offer },
  more: readonly OfferedProduct[],
): Result<never> | null => {
  const before = cart.lines.map(line => productIn(offer, line.item, line.variation)).filter(product => product !== undefined)
  const items = new Set(more.map(product => product.item))
  const touched = [...before.filter(product => items.has(product.item)), ...more]
  const broken = brokenLimits(touched).find(({ count, most }) => count > most)
  return broken ? tooManyOrFew(bench, broken) : null
}
