import { BuyerStock } from './buyer-stock.ts'
import { chooseUnits } from './buyer-taste.ts'
import { inventPerson } from './invented-names.ts'
import { inventOrder } from './invented-order.ts'
import type { OrderRow } from './model.ts'
import { enterOrder, nextKey, type EventBook, type Platform } from './platform.ts'
import type { SeededRandom } from './seeded-random.ts'
import { addDays, DAY_MS, localMoment, MINUTE_MS } from './warsaw-time.ts'

/** So much of every quota may be gone before the first day, so that there is something left to sell. */
const SOLD_SHARE_MAX = 0.85

/** So much of all buying happens in the first days after the on-sale. */
const RUSH_SHARE = 0.45
const RUSH_DAYS = 4

const PAYMENT_TERM_DAYS = 14

type Fate = 'paid' | 'pending' | 'expired' | 'cancelled' | 'refunded' | 'free'

/** Fills an event's book with what was bought in the weeks before the build day: first a rush, then a trickle. */
export function addPastOrders(
  platform: Platform,
  book: EventBook,
  { random, orders, day, days }: { random: SeededRandom; orders: number; day: string; days: number },
): void {
  const end = localMoment(day, 0)
  const start = localMoment(addDays(day, -days), 10)
  const stock = new BuyerStock(book, { share: SOLD_SHARE_MAX, at: start })
  const moments = Array.from({ length: orders }, () => pastMoment(random, start, end)).sort((a, b) => a - b)
  for (const at of moments) {
    const fate = drawFate(random, at, end)
    const units = chooseUnits(book, stock, random, fate === 'free')
    if (units === null) continue
    const atTill = fate === 'paid' && random.next() < 0.06
    const order = inventOrder(platform, book, random, {
      units,
      person: inventPerson(random),
      at,
      channel: atTill ? 'api.kasa' : 'web',
    })
    meet(platform, order, { fate, random, end, atTill })
    enterOrder(platform, book, order)
  }
}

function pastMoment(random: SeededRandom, start: number, end: number): number {
  const span = random.next() < RUSH_SHARE ? RUSH_DAYS * DAY_MS * random.next() ** 2 : (end - start) * random.next()
  return Math.floor(start + span)
}

/** Orders younger than the payment term may still be pending; only older ones can have expired. */
function drawFate(random: SeededRandom, at: number, end: number): Fate {
  const draw = random.next()
  const young = at > end - (PAYMENT_TERM_DAYS - 1) * DAY_MS
  if (draw < 0.02) return 'cancelled'
  if (draw < 0.045) return 'refunded'
  if (draw < 0.055) return 'free'
  if (young) return draw < 0.2 ? 'pending' : 'paid'
  return draw < 0.095 && at < end - (PAYMENT_TERM_DAYS + 2) * DAY_MS ? 'expired' : 'paid'
}

/** Lets an order meet its fate, stamps included; nothing happens after `end`. */
function meet(
  platform: Platform,
  order: OrderRow,
  { fate, random, end, atTill }: { fate: Fate; random: SeededRandom; end: number; atTill: boolean },
): void {
  const within = (wanted: number): number => Math.max(order.datetime, Math.min(wanted, end - MINUTE_MS))
  const paidAt = atTill ? order.datetime : within(order.datetime + random.integer(3 * DAY_MS))
  if (fate === 'free' || order.totalMinor === 0) return pay(platform, order, 'free', order.datetime)
  if (fate === 'paid') return pay(platform, order, atTill ? 'boxoffice' : 'banktransfer', paidAt)
  if (fate === 'pending') return addPayment(platform, order, { provider: 'banktransfer', state: 'created', paidAt: null })
  if (fate === 'expired') {
    addPayment(platform, order, { provider: 'banktransfer', state: 'created', paidAt: null })
    order.status = 'e'
    order.lastModified = within(order.expires + random.integer(DAY_MS))
    return
  }
  const cancelledAt = within(order.datetime + DAY_MS + random.integer(20 * DAY_MS))
  if (fate === 'cancelled') addPayment(platform, order, { provider: 'banktransfer', state: 'canceled', paidAt: null })
  else refund(platform, order, paidAt, cancelledAt)
  order.status = 'c'
  order.cancellationDate = cancelledAt
  order.lastModified = cancelledAt
}

function pay(platform: Platform, order: OrderRow, provider: string, paidAt: number): void {
  addPayment(platform, order, { provider, state: 'confirmed', paidAt })
  order.status = 'p'
  order.lastModified = paidAt
}

function refund(platform: Platform, order: OrderRow, paidAt: number, refundedAt: number): void {
  addPayment(platform, order, { provider: 'banktransfer', state: 'refunded', paidAt })
  order.refunds.push({
    localId: 1,
    state: 'done',
    source: 'admin',
    amountMinor: order.totalMinor,
    payment: 1,
    created: refundedAt,
    executedAt: refundedAt,
    comment: null,
    provider: 'banktransfer',
    details: {},
  })
}

function addPayment(
  platform: Platform,
  order: OrderRow,
  { provider, state, paidAt }: { provider: string; state: OrderRow['payments'][number]['state']; paidAt: number | null },
): void {
  const details =
    provider === 'boxoffice' ? { pos_id: 'kasa-1', receipt_id: order.id, payment_type: 'cash', payment_data: {} } : {}
  order.payments.push({
    id: nextKey(platform, 'payment'),
    localId: 1,
    state,
    amountMinor: order.totalMinor,
    created: order.datetime,
    paidAt,
    provider,
    details,
  })
}
