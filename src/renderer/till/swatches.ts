import { useSay } from '#app/kasa'
import { pick } from '#words/format'
import { useSell } from './sell-provider.tsx'
import { swatchLetters } from './tiles.ts'

/** The letters of all swatches of the showing, so that a product looks the same as tile, as seat and in the cart. */
export const useSwatches = (): ReadonlyMap<number, string> => {
  const say = useSay()
  const products = useSell(sell => sell.products)
  const items = [...Map.groupBy(products ?? [], product => product.item)]
  const given = swatchLetters(items.map(([, [first]]) => pick(first?.name ?? null, say.language)))
  return new Map(items.map(([item], index) => [item, given[index] ?? '']))
}
