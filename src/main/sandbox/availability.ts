import type { CartRow, PositionRow, QuotaRow, SeatRow } from './model.ts'
import type { EventBook, ProductCount, SoldCounts } from './platform.ts'

/** The numbers of one quota. */
export type QuotaNumbers = {
  readonly paid: number
  readonly pending: number
  readonly carts: number
  /** What is left; null when unlimited. */
  readonly left: number | null
}

/** The counts of an event, from its orders that are pending or paid. */
export function soldCounts(book: EventBook): SoldCounts {
  if (book.counts !== null && book.counts.version === book.version) return book.counts
  const paid = new Map<string, ProductCount>()
  const pending = new Map<string, ProductCount>()
  const seatHolders = new Map<number, PositionRow>()
  for (const order of book.orders) {
    if (order.status !== 'p' && order.status !== 'n') continue
    const target = order.status === 'p' ? paid : pending
    for (const position of order.positions) {
      if (position.canceled) continue
      countProduct(target, position)
      if (position.seat !== null) seatHolders.set(position.seat.id, position)
    }
  }
  const fresh = { version: book.version, paid, pending, seatHolders }
  book.counts = fresh
  return fresh
}

/** Does a quota cover a product? A product with a variation is covered through its variation. */
export function covers(quota: QuotaRow, product: { item: number; variation: number | null; subevent: number | null }): boolean {
  if (quota.subevent !== product.subevent) return false
  return product.variation === null ? quota.items.includes(product.item) : quota.variations.includes(product.variation)
}

/** Every quota a product takes from. */
export function quotasOf(
  book: EventBook,
  product: { item: number; variation: number | null; subevent: number | null },
): QuotaRow[] {
  return [...book.quotas.values()].filter(quota => covers(quota, product))
}

/** What a quota has left at a moment: size less orders and unexpired carts; a closed quota has nothing. */
export function quotaNumbers(book: EventBook, quota: QuotaRow, at: number): QuotaNumbers {
  const { paid, pending } = soldCounts(book)
  const paidCount = countCovered(quota, paid)
  const pendingCount = countCovered(quota, pending)
  let carts = 0
  for (const cart of book.carts.values()) if (cart.expires > at && covers(quota, cart)) carts += 1
  return { paid: paidCount, pending: pendingCount, carts, left: leftOf(quota, paidCount + pendingCount + carts) }
}

/** The unexpired cart that holds a seat. */
export function cartHolding(book: EventBook, seat: SeatRow, at: number): CartRow | null {
  for (const cart of book.carts.values()) if (cart.seat === seat && cart.expires > at) return cart
  return null
}

/** May a seat be taken: not blocked, not in a pending or paid order, not in an unexpired cart (other than those credited). */
export function seatIsFree(book: EventBook, seat: SeatRow, at: number, credited: ReadonlySet<CartRow>): boolean {
  if (seat.blocked || soldCounts(book).seatHolders.has(seat.id)) return false
  const cart = cartHolding(book, seat, at)
  return cart === null || credited.has(cart)
}

function leftOf(quota: QuotaRow, taken: number): number | null {
  if (quota.closed) return 0
  return quota.size === null ? null : Math.max(0, quota.size - taken)
}

function countCovered(quota: QuotaRow, products: ReadonlyMap<string, ProductCount>): number {
  let sum = 0
  for (const product of products.values()) if (covers(quota, product)) sum += product.count
  return sum
}

function countProduct(target: Map<string, ProductCount>, position: PositionRow): void {
  const key = `${position.item}|${position.variation ?? ''}|${position.subevent ?? ''}`
  const known = target.get(key)
  if (known !== undefined) known.count += 1
  else target.set(key, { item: position.item, variation: position.variation, subevent: position.subevent, count: 1 })
}
