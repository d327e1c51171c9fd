import type { CartLine } from '#contract/cart'
import type { LineId } from '#contract/nominal'
import type { Product } from '#contract/stock'

/** The ticket in the cart an extra goes to: the chosen one if it has room, else one that still must have it, else the newest with room. Null: none fits. */
export const ticketForAddon = (
  addon: Product,
  lines: readonly CartLine[],
  products: readonly Product[],
  chosen: LineId | null,
): LineId | null => {
  const tickets = lines.filter(line => line.parent === null && hasRoom(line, addon, lines, products)).toReversed()
  const found =
    tickets.find(ticket => ticket.id === chosen) ??
    tickets.find(ticket => ticket.missing.some(each => each.category === addon.category?.id)) ??
    tickets[0]
  return found?.id ?? null
}

const hasRoom = (ticket: CartLine, addon: Product, lines: readonly CartLine[], products: readonly Product[]): boolean => {
  const bounds = productOf(ticket, products)?.addons.find(each => each.category === addon.category?.id)
  if (!bounds) return false
  const taken = lines.filter(line => line.parent === ticket.id && productOf(line, products)?.category?.id === bounds.category)
  const same = taken.some(line => line.item === addon.item && line.variation === addon.variation)
  return taken.length < bounds.most && (bounds.repeatable || !same)
}

/** The product a line of the cart is a unit of. */
export const productOf = (line: CartLine, products: readonly Product[]): Product | null =>
  products.find(product => product.item === line.item && product.variation === line.variation) ?? null

/** Extras that a ticket may still take: what to offer when some are missing. */
export const addonsFor = (ticket: CartLine, lines: readonly CartLine[], products: readonly Product[]): readonly Product[] =>
  products.filter(product => product.category?.addon && hasRoom(ticket, product, lines, products))
