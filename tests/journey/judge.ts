import type { Facts, Order, Position, Quota } from './facts.ts'
import type { TillFile } from './till-file.ts'

/** Seats with more than one holder and quotas beyond their size, by name, with how many are too many. */
export type Excess = ReadonlyMap<string, number>

const counts = (order: Order): boolean => order.status === 'p' || order.status === 'n'
const standing = (facts: Facts): readonly (Position & { readonly event: string })[] =>
  facts.orders
    .filter(counts)
    .flatMap(order => order.positions.filter(each => !each.canceled).map(each => ({ ...each, event: order.event })))

/** What was given out more often than it exists. */
export const excessOf = (facts: Facts): Excess => {
  const given = standing(facts)
  const seats = Map.groupBy(
    given.filter(each => each.seat !== null),
    each => `seat ${each.event}/${each.subevent ?? '-'}/${each.seat}`,
  )
  const twice = [...seats].filter(([, holders]) => holders.length > 1)
  const quotas = facts.quotas.map((quota): [string, number] => [nameOf(quota), given.filter(countsIn(quota)).length - quota.size])
  return new Map([
    ...twice.map(([seat, holders]): [string, number] => [seat, holders.length - 1]),
    ...quotas.filter(([, tooMany]) => tooMany > 0),
  ])
}

type Unit = { readonly event: string; readonly subevent: number | null; readonly item: number; readonly variation: number | null }
const nameOf = ({ event, id, size }: Quota): string => `quota ${event}/${id} of ${size}`
const countsIn =
  (quota: Quota) =>
  ({ event, subevent, item, variation }: Unit): boolean =>
    event === quota.event &&
    subevent === quota.subevent &&
    quota.items.includes(item) &&
    (variation === null || quota.variations.includes(variation))

/**
 * Quotas that the platform itself gave out beyond their size (docs/decisions/0010): it grants a unit to somebody else at the moment in which an order takes over a lease. The till is innocent of it
 * when each of its units stood under a lease of its own; one unit sold without, and the whole excess is a problem.
 */
export const givenOutTwice = (file: TillFile, facts: Facts, before: Excess): Excess => {
  const excess = excessOf(facts)
  return new Map(
    facts.quotas.flatMap((quota): [string, number][] => {
      const name = nameOf(quota)
      const tooMany = (excess.get(name) ?? 0) - (before.get(name) ?? 0)
      return tooMany > 0 && !file.unleased.some(countsIn(quota)) ? [[name, tooMany]] : []
    }),
  )
}

/** Each sentence is something that must not be: what the till wrote against what the platform holds. */
export const problemsOf = (file: TillFile, facts: Facts, before: Excess): readonly string[] => {
  const bySale = Map.groupBy(
    facts.orders.filter(order => order.sale !== null),
    order => order.sale,
  )
  const byCode = new Map(facts.orders.map(order => [order.code, order]))
  const sales = file.sales.flatMap(sale => {
    const orders = bySale.get(sale.id) ?? []
    const [order] = orders
    if (orders.length !== 1 || !order)
      return [`sale ${sale.code} (${sale.state} ${sale.reason ?? ''}) is there ${orders.length} times`]
    const positionsMinor = order.positions.filter(each => !each.canceled).reduce((sum, each) => sum + each.priceMinor, 0)
    return [
      ...(order.code === sale.code ? [] : [`sale ${sale.code} is there as ${order.code}`]),
      ...(order.status === 'p' ? [] : [`sale ${sale.code} has status ${order.status}`]),
      ...[order.totalMinor, order.paidMinor, positionsMinor, sale.takenMinor, sale.positionsMinor]
        .filter(amount => amount !== sale.totalMinor)
        .map(amount => `sale ${sale.code} is ${sale.totalMinor} in the till and ${amount} elsewhere`),
    ]
  })
  const tickets = file.tickets
    .filter(({ code, secret }) => {
      const order = byCode.get(code)
      return order?.status !== 'p' || order.positions.filter(each => each.secret === secret && !each.canceled).length !== 1
    })
    .map(({ code }) => `a ticket of ${code} is not valid`)
  const byPlatform = givenOutTwice(file, facts, before)
  const excess = [...excessOf(facts)]
    .filter(([what, tooMany]) => tooMany > (before.get(what) ?? 0) && !byPlatform.has(what))
    .map(([what, tooMany]) => `${what}: ${tooMany} too many`)
  return [...sales, ...tickets, ...excess]
}

/** Where two readings of the same platform differ. */
export const differencesOf = (one: Facts, other: Facts): readonly string[] => {
  const told = (facts: Facts): ReadonlyMap<string, string> =>
    new Map(
      facts.orders.map(order => [
        order.code,
        JSON.stringify([
          order.event,
          order.status,
          order.totalMinor,
          order.paidMinor,
          order.sale,
          order.positions
            .map(each => [each.secret, each.priceMinor, each.canceled, each.item, each.variation, each.subevent, each.seat])
            .sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
        ]),
      ]),
    )
  const [left, right] = [told(one), told(other)]
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter(code => left.get(code) !== right.get(code))
    .map(code => `order ${code} is not the same in the API and in the database`)
}
