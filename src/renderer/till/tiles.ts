import type { Multilingual } from '#contract/showing'
import type { Product } from '#contract/stock'

/** One tile: an item, with a key inside for each of its variations when it has any. */
export type Tile = {
  readonly item: number
  readonly name: Multilingual
  readonly isAddon: boolean
  /** Place of its colour among the showing's products. */
  readonly place: number
  /** The letter that takes it; null when there are more tiles than letters. */
  readonly key: string | null
  readonly products: readonly Product[]
}
export type TileGroup = {
  readonly category: number | null
  readonly name: Multilingual | null
  readonly isAddon: boolean
  readonly tiles: readonly Tile[]
}

export const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The tiles of a showing in the platform's order, grouped by category, extras last. Seated products are sold from the list of seats. */
export const tileGroups = (products: readonly Product[]): readonly TileGroup[] => {
  const places = [...new Set(products.map(product => product.item))]
  const loose = products.filter(product => !product.seated)
  const byItem = [...Map.groupBy(loose, product => product.item).values()]
  const ordered = [...byItem.filter(([first]) => !first?.category?.addon), ...byItem.filter(([first]) => first?.category?.addon)]
  const tiles = ordered.flatMap(([first, ...others], index) =>
    first ? [{ first, tile: toTile(first, others, places.indexOf(first.item), index) }] : [],
  )
  return [...Map.groupBy(tiles, ({ first }) => first.category?.id ?? null)].map(([category, members]) => ({
    category,
    name: members[0]?.first.category?.name ?? null,
    isAddon: members[0]?.tile.isAddon ?? false,
    tiles: members.map(({ tile }) => tile),
  }))
}

const toTile = (first: Product, others: readonly Product[], place: number, index: number): Tile => ({
  item: first.item,
  name: first.name,
  isAddon: first.category?.addon ?? false,
  place,
  key: letters[index] ?? null,
  products: [first, ...others],
})

/** Short letters for the swatches: a closing numeral or letter of the name if it has one (`Kategoria II` is II), else its first letter, made unlike the others by a second. */
export const swatchLetters = (names: readonly string[]): readonly string[] => {
  const given = new Set<string>()
  return names.map((name, index) => {
    const candidates = [closingSign(name), name.slice(0, 1), name.slice(0, 2), initials(name), String(index + 1)]
    const letter = candidates.map(each => each.toUpperCase()).find(each => each && !given.has(each)) ?? ''
    given.add(letter)
    return letter
  })
}

const closingSign = (name: string): string => /\s([IVX]{1,4}|[A-Z]\d?|\d{1,2}|VIP)$/.exec(name)?.[1] ?? ''
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map(word => word.slice(0, 1))
    .join('')
    .slice(0, 2)
