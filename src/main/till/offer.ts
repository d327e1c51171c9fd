import type { Showing } from '#contract/showing'
import { inLanguage } from '#domain/multilingual'
import type { OfferedProduct, ShowingFacts } from '#domain/products'
import { productsOf } from '#domain/products'
import type { Steady } from '#domain/sale-windows'
import { steadyAt, windowEdges } from '#domain/sale-windows'
import { showingFacts } from '#store/product'
import type { Bench } from './bench.ts'

/** What a showing sells right now, out of the file alone. */
export type Offer = { readonly facts: ShowingFacts; readonly products: readonly OfferedProduct[] }

/** Null when the file knows no such showing. */
export const offerOf = (bench: Bench, showing: Showing): Offer | null => {
  const facts = showingFacts(bench.store, showing)
  return facts && bench.offers(facts, bench.settings().channel, bench.world.clock.now())
}

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

/** One product of an offer; undefined when it lists none such. */
export const productIn = (offer: Offer | null, item: number, variation: number | null): OfferedProduct | undefined =>
  offer?.products.find(product => product.item === item && product.variation === variation)

/** A product in the language of the screen, for a sentence about it. */
export const productName = (bench: Bench, product: Pick<OfferedProduct, 'name' | 'variationName'> | undefined): string => {
  const { language } = bench.settings()
  if (!product) return '?'
  const name = inLanguage(product.name, language)
  return product.variationName ? `${name}, ${inLanguage(product.variationName, language)}` : name
}
