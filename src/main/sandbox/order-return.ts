import { quotaNumbers, quotasOf, seatIsFree } from './availability.ts'
import type { OrderRow, QuotaRow } from './model.ts'
import { wordsOf } from './order-capacity.ts'
import type { EventBook } from './platform.ts'
import { seatName } from './seat-shape.ts'

/** Why an order that holds nothing (expired, cancelled) may not take its places again; null when it may. */
export function returnRefusal(book: EventBook, order: OrderRow, at: number): string | null {
  const needed = new Map<QuotaRow, number>()
  for (const position of order.positions) {
    if (position.canceled) continue
    if (position.seat !== null && !seatIsFree(book, position.seat, at, new Set()))
      return `The seat "${seatName(position.seat)}" is no longer available.`
    for (const quota of quotasOf(book, position)) {
      const count = (needed.get(quota) ?? 0) + 1
      needed.set(quota, count)
      const { left } = quotaNumbers(book, quota, at)
      if (left !== null && left < count)
        return `The ordered product "${productName(book, position.item)}" is no longer available.`
    }
  }
  return null
}

function productName(book: EventBook, key: number): string {
  const item = book.items.get(key)
  return item === undefined ? '' : wordsOf(item)
}
