import { cartHolding, quotaNumbers, quotasOf, soldCounts } from './availability.ts'
import type { SeatRow } from './model.ts'
import type { EventBook } from './platform.ts'
import type { SeededRandom } from './seeded-random.ts'

type Product = { readonly item: number; readonly variation: number | null; readonly subevent: number | null }

/** How often a group looks for neighbouring seats before it goes away. */
const SEAT_SEARCHES = 24

/** What invented buyers may still take, so that they never oversell. */
export class BuyerStock {
  readonly #book: EventBook
  readonly #left = new Map<number, number>()
  readonly #seatsByItem = new Map<number, SeatRow[]>()
  readonly #taken = new Set<SeatRow>()

  /** `share` of each quota is for sale; what orders and carts hold at `at` is gone already. */
  constructor(book: EventBook, { share, at }: { share: number; at: number }) {
    this.#book = book
    const { seatHolders } = soldCounts(book)
    for (const quota of book.quotas.values()) {
      const { left } = quotaNumbers(book, quota, at)
      this.#left.set(quota.id, left === null ? Number.POSITIVE_INFINITY : Math.floor(left * share))
    }
    for (const seat of book.seats) {
      const seats = this.#seatsByItem.get(seat.item) ?? []
      seats.push(seat)
      this.#seatsByItem.set(seat.item, seats)
      if (seat.blocked || seatHolders.has(seat.id)) this.#taken.add(seat)
    }
    for (const cart of book.carts.values())
      if (cart.seat !== null && cartHolding(book, cart.seat, at) !== null) this.#taken.add(cart.seat)
  }

  /** Takes units of a product, or none. */
  take(product: Product, count: number): boolean {
    const quotas = quotasOf(this.#book, product)
    if (quotas.length === 0 || quotas.some(quota => (this.#left.get(quota.id) ?? 0) < count)) return false
    for (const quota of quotas) this.#left.set(quota.id, (this.#left.get(quota.id) ?? 0) - count)
    return true
  }

  /** Puts units back that found no seats. */
  giveBack(product: Product, count: number): void {
    for (const quota of quotasOf(this.#book, product)) this.#left.set(quota.id, (this.#left.get(quota.id) ?? 0) + count)
  }

  /** Takes neighbouring seats of an item in one row, or none; items without seats need none. */
  seats(item: number, count: number, random: SeededRandom): readonly SeatRow[] | null {
    const seats = this.#seatsByItem.get(item)
    if (seats === undefined) return []
    for (let search = 0; search < SEAT_SEARCHES; search += 1) {
      const start = random.integer(seats.length)
      const run = seats.slice(start, start + count)
      const [first] = run
      if (first === undefined || run.length < count) continue
      if (run.some(seat => this.#taken.has(seat) || seat.row !== first.row || seat.zone !== first.zone)) continue
      for (const seat of run) this.#taken.add(seat)
      return run
    }
    return null
  }
}
