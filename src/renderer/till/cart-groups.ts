import type { CartLine } from '#contract/cart'
import type { LineId } from '#contract/nominal'

/** Lines that are one thing to the customer: equal tickets with equal extras. `lines` are the tickets, newest last. */
export type CartGroup = {
  readonly key: string
  readonly first: CartLine
  readonly lines: readonly CartLine[]
  readonly sumMinor: number
  readonly addons: readonly {
    readonly key: string
    readonly first: CartLine
    readonly lines: readonly CartLine[]
    readonly sumMinor: number
  }[]
}

/** The cart as it is read aloud: equal tickets counted, each seat by itself, extras under their ticket. */
export const cartGroups = (lines: readonly CartLine[]): readonly CartGroup[] => {
  const addonsOf = Map.groupBy(
    lines.filter(line => line.parent !== null),
    line => line.parent,
  )
  const tickets = lines.filter(line => line.parent === null)
  const grouped = Map.groupBy(tickets, ticket => groupKey(ticket, addonsOf.get(ticket.id) ?? []))
  return [...grouped].flatMap(([key, members]) => {
    const [first] = members
    if (!first) return []
    const addons = members.flatMap(member => addonsOf.get(member.id) ?? [])
    return [{ key, first, lines: members, sumMinor: sum(members), addons: addonGroups(addons) }]
  })
}

const addonGroups = (addons: readonly CartLine[]): CartGroup['addons'] =>
  [...Map.groupBy(addons, productKey)].flatMap(([key, lines]) => {
    const [first] = lines
    return first ? [{ key, first, lines, sumMinor: sum(lines) }] : []
  })

const groupKey = (ticket: CartLine, addons: readonly CartLine[]): string =>
  ticket.seat ? ticket.id : [productKey(ticket), ...addons.map(productKey).toSorted(), JSON.stringify(ticket.missing)].join('|')

const productKey = (line: CartLine): string => `${line.item}/${line.variation ?? ''}/${line.priceMinor}`

const sum = (lines: readonly CartLine[]): number => lines.reduce((total, line) => total + line.priceMinor, 0)

/** The ticket and its extras: what goes when the ticket goes. */
export const withAddons = (ticket: LineId, lines: readonly CartLine[]): readonly LineId[] =>
  lines.filter(line => line.id === ticket || line.parent === ticket).map(line => line.id)

/** How many of the tickets come from the till's own stock: those do not run out. */
export const fromPool = (lines: readonly CartLine[]): boolean =>
  lines.length > 0 && lines.every(line => line.hold.kind === 'pool')

/** When the first short hold of the cart ends; null when nothing runs out. Unix milliseconds. */
export const heldUntil = (lines: readonly CartLine[]): number | null => {
  const ends = lines.flatMap(line => (line.hold.kind === 'short' ? [line.hold.until] : []))
  return ends.length > 0 ? Math.min(...ends) : null
}
