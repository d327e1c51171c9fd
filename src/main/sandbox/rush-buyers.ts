import { quotaNumbers, soldCounts } from './availability.ts'
import type { ItemRow, QuotaRow, SeatRow } from './model.ts'
import { bookOf, type EventBook, type Platform } from './platform.ts'
import type { SeededRandom } from './seeded-random.ts'
import { enterWebOrder } from './web-order.ts'

/** What a batch of buyers in an on-sale came to. `left`: tickets that can still be bought. */
export type RushReport = { readonly orders: number; readonly tickets: number; readonly left: number }

/** Tickets people take in a rush, 2.1 in the mean. */
const groupSizes = [1, 1, 2, 2, 2, 2, 2, 2, 3, 4]

/** Lets many people buy one event at one moment, best places first, until it is sold out to the last one. */
export function sellRush(
  platform: Platform,
  random: SeededRandom,
  { orders, event, at }: { readonly orders: number; readonly event: string; readonly at: number },
): RushReport {
  const book = bookOf(platform, event)
  const shelves = shelvesOf(book, at)
  let left = shelves.reduce((sum, shelf) => sum + shelf.left, 0)
  let entered = 0
  let tickets = 0
  while (entered < orders && left > 0) {
    const shelf = chooseShelf(shelves, random.integer(left))
    const count = Math.min(random.pick(groupSizes), shelf.left)
    enterPaid(platform, book, random, { item: shelf.item, seats: takeSeats(shelf, count), count, at })
    shelf.left -= count
    left -= count
    entered += 1
    tickets += count
  }
  return { orders: entered, tickets, left }
}

/** Tickets of an event that can still be bought at a moment. */
export function leftToSell(platform: Platform, event: string, at: number): number {
  return shelvesOf(bookOf(platform, event), at).reduce((sum, shelf) => sum + shelf.left, 0)
}

/** What is left of one product. Standing room has no seats. */
type Shelf = { readonly item: ItemRow; left: number; readonly seats: SeatRow[] | null }

function shelvesOf(book: EventBook, at: number): Shelf[] {
  const carts = new Set([...book.carts.values()].filter(cart => cart.expires > at).map(cart => cart.seat))
  const { seatHolders } = soldCounts(book)
  const free = new Map<number, SeatRow[]>()
  for (const seat of book.seats) {
    const seats = free.get(seat.item) ?? []
    if (!free.has(seat.item)) free.set(seat.item, seats)
    if (!seat.blocked && !seatHolders.has(seat.id) && !carts.has(seat)) seats.push(seat)
  }
  return [...book.quotas.values()].flatMap(quota => shelfOf(book, quota, free, at))
}

/** The events that go on sale here have one product a quota. */
function shelfOf(book: EventBook, quota: QuotaRow, free: ReadonlyMap<number, SeatRow[]>, at: number): Shelf[] {
  const item = book.items.get(quota.items[0] ?? 0)
  if (item === undefined) return []
  const seats = free.get(item.id)?.toReversed() ?? null
  const left = quotaNumbers(book, quota, at).left ?? 0
  return [{ item, left: seats === null ? left : Math.min(left, seats.length), seats }]
}

/** Each ticket that is left is as likely to be wanted. */
function chooseShelf(shelves: readonly Shelf[], ticket: number): Shelf {
  let passed = 0
  for (const shelf of shelves) {
    passed += shelf.left
    if (ticket < passed) return shelf
  }
  throw new Error('no ticket is left to choose')
}

/** The next seats in the order of the plan: neighbours, but where a row ends or somebody sits between. */
function takeSeats({ seats }: Shelf, count: number): readonly SeatRow[] {
  return seats === null ? [] : Array.from({ length: count }, () => seats.pop()).filter(seat => seat !== undefined)
}

function enterPaid(
  platform: Platform,
  book: EventBook,
  random: SeededRandom,
  {
    item,
    seats,
    count,
    at,
  }: { readonly item: ItemRow; readonly seats: readonly SeatRow[]; readonly count: number; readonly at: number },
): void {
  const units = Array.from({ length: count }, (_, unit) => ({
    item,
    variation: null,
    date: null,
    seat: seats[unit] ?? null,
    free: false,
    addons: [],
  }))
  enterWebOrder(platform, book, random, { units, at })
}
