import type { BuyerStock } from './buyer-stock.ts'
import type { InventedUnit } from './invented-order.ts'
import type { ItemRow, SubeventRow, VariationRow } from './model.ts'
import type { EventBook } from './platform.ts'
import type { SeededRandom } from './seeded-random.ts'

/** How many tickets a buyer takes at once: mostly two. */
const GROUP_SIZES = [1, 1, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 6]

/** How many buyers of a product that has add-ons take each of them. */
const ADDON_SHARE = 0.08

/** How often a buyer whose wish is sold out wishes for something else. */
const WISHES = 4

/** Draws what one buyer takes, within the stock; null when the stock serves none of the buyer's wishes. */
export function chooseUnits(book: EventBook, stock: BuyerStock, random: SeededRandom, free: boolean): InventedUnit[] | null {
  for (let wish = 0; wish < WISHES; wish += 1) {
    const units = tryUnits(book, stock, random, free)
    if (units !== null) return units
  }
  return null
}

function tryUnits(book: EventBook, stock: BuyerStock, random: SeededRandom, free: boolean): InventedUnit[] | null {
  const item = random.pick(sellableItems(book))
  const variation =
    item.variations.length === 0 ? null : random.pick<VariationRow>([...item.variations, ...item.variations.slice(0, 1)])
  const dates = [...book.subevents.values()]
  const date: SubeventRow | null = dates.length === 0 ? null : random.pick(dates)
  const count = free ? 2 : random.pick(GROUP_SIZES)
  const product = { item: item.id, variation: variation?.id ?? null, subevent: date?.id ?? null }
  if (!stock.take(product, count)) return null
  const seats = stock.seats(item.id, count, random)
  if (seats === null) {
    stock.giveBack(product, count)
    return null
  }
  const units: InventedUnit[] = []
  for (let unit = 0; unit < count; unit += 1) {
    units.push({ item, variation, date, seat: seats[unit] ?? null, free, addons: chooseAddons(book, item, stock, random) })
  }
  return units
}

function sellableItems(book: EventBook): ItemRow[] {
  const addonCategories = new Set(book.categories.filter(category => category.isAddon).map(category => category.id))
  return [...book.items.values()].filter(item => item.category === null || !addonCategories.has(item.category))
}

function chooseAddons(book: EventBook, item: ItemRow, stock: BuyerStock, random: SeededRandom): ItemRow[] {
  const categories = new Set(item.addons.map(addon => addon.category))
  const offered = [...book.items.values()].filter(candidate => candidate.category !== null && categories.has(candidate.category))
  return offered.filter(
    addon => random.next() < ADDON_SHARE && stock.take({ item: addon.id, variation: null, subevent: null }, 1),
  )
}
