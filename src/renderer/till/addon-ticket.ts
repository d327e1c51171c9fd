import type { CartLine } from '#contract/cart'
import type { LineId } from '#contract/nominal'
import type { Product } from '#contract/stock'
import { cartGroups } from './cart-groups.ts'

/**
 * The ticket in the cart an extra goes to: the chosen one for as long as it takes any extra at all, else one that still must have it, else the newest with room.
 * Null: none fits.
 */
export const ticketForAddon = (
  addon: Product,
  lines: readonly CartLine[],
  products: readonly Product[],
  chosen: LineId | null,
): LineId | null => {
  const pointedAt = takesMore(chosen, lines, products)
  if (pointedAt) return hasRoom(pointedAt, addon, lines, products) ? pointedAt.id : null
  const tickets = lines.filter(line => line.parent === null && hasRoom(line, addon, lines, products)).toReversed()
  const found = tickets.find(ticket => ticket.missing.some(each => each.category === addon.category?.id)) ?? tickets[0]
  return found?.id ?? null
}

/** Why an extra cannot be taken now; null when it can, and for what is no extra. */
export const addonMisfit = (
  product: Product,
  lines: readonly CartLine[],
  products: readonly Product[],
  chosen: LineId | null,
): 'no-ticket' | 'ticket-full' | null => {
  if (!product.category?.addon || ticketForAddon(product, lines, products, chosen) !== null) return null
  return takesMore(chosen, lines, products) ? 'ticket-full' : 'no-ticket'
}

/** The chosen ticket, provided that it has room for some extra. */
const takesMore = (chosen: LineId | null, lines: readonly CartLine[], products: readonly Product[]): CartLine | undefined =>
  lines.find(
    line =>
      line.id === chosen &&
      line.parent === null &&
      products.some(product => product.category?.addon && hasRoom(line, product, lines, products)),
  )

/** Tickets that an extra on sale here may go to; equal tickets count once, each by its newest. */
export const ticketsWithExtras = (lines: readonly CartLine[], products: readonly Product[]): readonly CartLine[] => {
  const extras = new Set(products.flatMap(product => (product.category?.addon ? [product.category.id] : [])))
  const takesSome = (line: CartLine): boolean =>
    productOf(line, products)?.addons.some(each => extras.has(each.category)) ?? false
  return cartGroups(lines).flatMap(group => (takesSome(group.first) ? [group.lines.at(-1) ?? group.first] : []))
}

/** The ticket after or before this one, round and round, among those that take extras; null when there is none. */
export const ticketAfter = (
  lines: readonly CartLine[],
  products: readonly Product[],
  from: LineId | null,
  step: 1 | -1,
): LineId | null => {
  const tickets = ticketsWithExtras(lines, products)
  const at = cartGroups(lines)
    .find(group => group.lines.some(line => line.id === from))
    ?.lines.at(-1)?.id
  const place = tickets.findIndex(ticket => ticket.id === at)
  // from nowhere the first one forward is the first, and backward the last
  const start = place < 0 && step === -1 ? 0 : place
  return tickets.at((start + step) % tickets.length)?.id ?? null
}

/** The ticket that the next extra goes to: of one kind, or (null) of the first kind that any ticket has room for. */
export const addonTicket = (
  addon: Product | null,
  lines: readonly CartLine[],
  products: readonly Product[],
  chosen: LineId | null,
): LineId | null => {
  const kinds = addon ? [addon] : products.filter(product => product.category?.addon)
  const found = kinds.map(kind => ticketForAddon(kind, lines, products, chosen)).filter(ticket => ticket !== null)
  return found.find(ticket => ticket === chosen) ?? found[0] ?? null
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
