import type { PositionRow } from './model.ts'
import type { WantedPosition } from './order-position-fields.ts'
import type { EventBook } from './platform.ts'

/**
 * Automatic discounts as the platform's order creation applies them: its defect is kept, only the last position gets its discount. Nothing
 * is discounted where the client names a price or a discount for it.
 */
export function discountLast(book: EventBook, wanted: readonly WantedPosition[], positions: readonly PositionRow[]): void {
  if (wanted.some(position => position.discount !== null)) return
  const last = positions.at(-1)
  if (last === undefined || wanted.at(-1)?.priceMinor !== null) return
  for (const discount of book.discounts) {
    const covers = (position: PositionRow): boolean => discount.products === null || discount.products.includes(position.item)
    if (!discount.active || !covers(last) || positions.filter(covers).length < discount.minCount) continue
    last.priceMinor = Math.round((last.priceMinor * (100 - Number(discount.percent))) / 100)
    last.discount = discount.id
    return
  }
}
