import { inventPerson } from './invented-names.ts'
import { inventOrder, type InventedUnit } from './invented-order.ts'
import type { OrderRow } from './model.ts'
import { enterOrder, nextKey, type EventBook, type Platform } from './platform.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Somebody buys in the web shop and pays at once. */
export function enterWebOrder(
  platform: Platform,
  book: EventBook,
  random: SeededRandom,
  { units, at }: { readonly units: readonly InventedUnit[]; readonly at: number },
): OrderRow {
  const order = inventOrder(platform, book, random, { units, person: inventPerson(random), at, channel: 'web' })
  order.status = 'p'
  order.payments.push({
    id: nextKey(platform, 'payment'),
    localId: 1,
    state: 'confirmed',
    amountMinor: order.totalMinor,
    created: at,
    paidAt: at,
    provider: 'banktransfer',
    details: {},
  })
  enterOrder(platform, book, order)
  return order
}
