import { quotaNumbers, quotasOf, seatIsFree } from './availability.ts'
import type { OrderRow, QuotaRow } from './model.ts'
import { quotaText } from './order-capacity.ts'
import type { EventBook } from './platform.ts'
import { seatName } from './seat-shape.ts'

/** Why an order that holds nothing (expired, cancelled) may not take its places again; null when it may. */
export function returnRefusal(book: EventBook, order: OrderRow, at: number): string | null {
  const needed = new Map<QuotaRow, number>()
  for (const position of order.positions) {
    if (position.canceled) continue
    if (position.seat !== null && !seatIsFree(book, position.seat, at, new Set()))
      return `The seat "${seatName(position.seat)}" is no longer available.`
    for (const quota of quotasOf(book, position)) needed.set(quota, (needed.get(quota) ?? 0) + 1)
  }
  for (const [quota, count] of needed) {
    const { left } = quotaNumbers(book, quota, at)
    if (left !== null && left < count) return quotaText(quota)
  }
  return null
}
