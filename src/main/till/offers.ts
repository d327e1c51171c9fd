import type { OfferedProduct, ShowingFacts } from '#domain/products'
import { productsOf } from '#domain/products'
import type { Steady } from '#domain/sale-windows'
import { steadyAt, windowEdges } from '#domain/sale-windows'

/** What a showing sells right now, out of the file alone. */
export type Offer = { readonly facts: ShowingFacts; readonly products: readonly OfferedProduct[] }

/** What is made of the facts of a showing at a moment, for one sales channel. */
export type Offers = (facts: ShowingFacts, channel: string, now: number) => Offer

/** Works an offer out once for as long as the facts are the same and no product's time begins or ends: a cart asks for it many times. */
export const createOffers = (): Offers => {
  const known = new WeakMap<ShowingFacts, { readonly offer: Offer; readonly channel: string; readonly steady: Steady }>()
  return (facts, channel, now) => {
    const before = known.get(facts)
    if (before?.channel === channel && before.steady(now)) return before.offer
    const offer = { facts, products: productsOf(facts, channel, now) }
    known.set(facts, { offer, channel, steady: steadyAt(now, windowEdges(facts)) })
    return offer
  }
}
