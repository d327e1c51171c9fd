import type { Answer } from './answer.ts'
import type {
  CartRow,
  CategoryRow,
  CheckinListRow,
  DeviceRow,
  DiscountRow,
  EventRow,
  ItemRow,
  OrderRow,
  PositionRow,
  QuestionRow,
  QuotaRow,
  SeatRow,
  SeatingPlanRow,
  SubeventRow,
  TaxRuleRow,
  VoucherRow,
} from './model.ts'

/** Everything of one event: the catalogue as rows, and the book of orders and carts that moves. */
export type EventBook = {
  readonly event: EventRow
  readonly categories: CategoryRow[]
  readonly taxRules: TaxRuleRow[]
  readonly items: Map<number, ItemRow>
  readonly quotas: Map<number, QuotaRow>
  readonly questions: QuestionRow[]
  readonly discounts: DiscountRow[]
  readonly vouchers: Map<number, VoucherRow>
  readonly subevents: Map<number, SubeventRow>
  readonly checkinLists: Map<number, CheckinListRow>
  readonly seats: SeatRow[]
  /** Seats by `subevent:guid`. */
  readonly seatsByGuid: Map<string, SeatRow>
  readonly orders: OrderRow[]
  readonly carts: Map<number, CartRow>
  /** Moves with every change of an order, so that derived views know when they are stale. */
  version: number
  /** What the orders hold, as of some version. */
  counts: SoldCounts | null
  readonly sortedOrders: Map<string, SortedOrders>
}

/** How many of each product an event's orders hold, and who sits where; made anew when the book's version moved. */
export type SoldCounts = {
  readonly version: number
  /** Counts by product key. */
  readonly paid: ReadonlyMap<string, ProductCount>
  readonly pending: ReadonlyMap<string, ProductCount>
  /** Seat id to the position that holds it. */
  readonly seatHolders: ReadonlyMap<number, PositionRow>
}

export type ProductCount = {
  readonly item: number
  readonly variation: number | null
  readonly subevent: number | null
  count: number
}

/** A list kept sorted until an order changes. */
export type SortedOrders = { version: number; rows: OrderRow[] }

/** The answer kept under a key: replayed as it was, whatever is asked the second time. */
export type StoredAnswer = { readonly answer: Answer; readonly storedAt: number }

/** The counters that hand out primary keys. */
export type KeyName = 'order' | 'position' | 'fee' | 'payment' | 'cart' | 'checkin' | 'device' | 'voucher' | 'made'

/** The whole sandbox platform in memory. Handlers change it synchronously, so every request is atomic. */
export type Platform = {
  readonly organizer: { readonly slug: string; readonly name: string }
  readonly adminToken: string
  readonly seatingPlans: Map<number, SeatingPlanRow>
  readonly salesChannels: readonly {
    readonly identifier: string
    readonly kind: string
    readonly label: string
    readonly position: number
  }[]
  readonly books: Map<string, EventBook>
  readonly devices: DeviceRow[]
  readonly ordersByCode: Map<string, OrderRow>
  readonly positionsById: Map<number, PositionRow>
  readonly positionsBySecret: Map<string, PositionRow>
  readonly keys: Record<KeyName, number>
  readonly idempotency: Map<string, StoredAnswer>
  /** Moves with every change of any order. */
  version: number
  readonly sortedOrders: Map<string, SortedOrders>
}

/** Catalogue rows that are made while the sandbox runs count from here, above all rows of the programme. */
const FIRST_MADE_KEY = 1_000

/** An organizer with nothing in it yet. */
export function emptyPlatform(organizer: Platform['organizer'], adminToken: string): Platform {
  return {
    organizer,
    adminToken,
    seatingPlans: new Map(),
    salesChannels: [
      { identifier: 'web', kind: 'web', label: 'Online shop', position: 0 },
      { identifier: 'api.kasa', kind: 'api', label: 'Kasa', position: 2 },
    ],
    books: new Map(),
    devices: [],
    ordersByCode: new Map(),
    positionsById: new Map(),
    positionsBySecret: new Map(),
    keys: { order: 0, position: 0, fee: 0, payment: 0, cart: 0, checkin: 0, device: 0, voucher: 0, made: FIRST_MADE_KEY - 1 },
    idempotency: new Map(),
    version: 0,
    sortedOrders: new Map(),
  }
}

/** An event with an empty catalogue and no orders. */
export function emptyBook(event: EventRow): EventBook {
  return {
    event,
    categories: [],
    taxRules: [],
    items: new Map(),
    quotas: new Map(),
    questions: [],
    discounts: [],
    vouchers: new Map(),
    subevents: new Map(),
    checkinLists: new Map(),
    seats: [],
    seatsByGuid: new Map(),
    orders: [],
    carts: new Map(),
    version: 0,
    counts: null,
    sortedOrders: new Map(),
  }
}

/** Hands out the next primary key of a table. */
export function nextKey(platform: Platform, table: KeyName): number {
  platform.keys[table] += 1
  return platform.keys[table]
}

/** Enters a finished order and its positions into every index. */
export function enterOrder(platform: Platform, book: EventBook, order: OrderRow): void {
  book.orders.push(order)
  platform.ordersByCode.set(order.code, order)
  for (const position of order.positions) enterPosition(platform, position)
  markChanged(platform, book)
}

/** Enters one position into the indexes by id and secret. */
export function enterPosition(platform: Platform, position: PositionRow): void {
  platform.positionsById.set(position.id, position)
  platform.positionsBySecret.set(position.secret, position)
}

/** Saving an order: its stamp moves, and so do the versions that views are cached by. */
export function touchOrder(platform: Platform, order: OrderRow, at: number): void {
  order.lastModified = at
  markChanged(platform, bookOf(platform, order.event))
}

/** Says that the orders of an event changed without moving an order's stamp (payments and refunds do that). */
export function markChanged(platform: Platform, book: EventBook): void {
  book.version += 1
  platform.version += 1
}

/** The book of an event that is known to exist. */
export function bookOf(platform: Platform, slug: string): EventBook {
  const book = platform.books.get(slug)
  if (book === undefined) throw new Error(`no event ${slug}`)
  return book
}

/** The key under which a seat is found. */
export function seatKey(subevent: number | null, guid: string): string {
  return `${subevent ?? ''}:${guid}`
}
