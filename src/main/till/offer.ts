import type { Showing } from '#contract/showing'
import { inLanguage } from '#domain/multilingual'
import type { OfferedProduct } from '#domain/products'
import { showingFacts } from '#store/product'
import type { Bench } from './bench.ts'
import type { Offer } from './offers.ts'

/** What a showing sells right now. Null when the file knows no such showing. */
export const offerOf = (bench: Bench, showing: Showing): Offer | null => {
  const facts = showingFacts(bench.store, showing)
  return facts && bench.offers(facts, bench.settings().channel, bench.world.clock.now())
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
