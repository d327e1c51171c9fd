import { createZones, daysIn } from '#domain/calendar'
import { amountsIn } from '#domain/decimal'
import type { KnownEvent } from '#store/event'
import { isCartOpen } from '#store/cart'
import { knownEvents } from '#store/event'
import type { OrderRecord, TouchedSeat } from '#store/platform-order'
import { putOrder } from '#store/platform-order'
import type { Transaction } from '#store/query'
import { rederiveHolder } from '#store/seat'
import { fetchEvents } from './catalogue.ts'
import type { Page } from './decode-page.ts'
import { readable } from './decode-records.ts'
import { eventOfOrder, readOrder } from './order-shapes.ts'
import { recordTexts } from './record-texts.ts'
import type { SyncParts } from './sync-parts.ts'

/** Asked with every list of orders: without it cancelled positions and fees would silently drop out of the copy. */
export const withCanceled = { include_canceled_positions: 'true', include_canceled_fees: 'true' } as const

/** A page of orders that has been read and can be stored. */
export type OrderPage = {
  readonly records: readonly OrderRecord[]
  readonly unreadable: readonly string[]
  readonly generated: number
}

/** Orders of a page, as many as are read in one go, each with its own text where that is known. */
export type ListedOrders = Pick<Page, 'records' | 'generated'> & { readonly texts: readonly string[] | null }

/** Turns orders of a page into records; keeps what it needs to know of events. */
export type OrderDecoder = (page: ListedOrders) => Promise<OrderPage>

/** Makes a decoder. An order of an event not heard of so far makes it ask for the events once more; if there is none such, the order is left out and named. `zones`: those that whoever makes many decoders has found already. */
export const orderDecoder = (parts: SyncParts, zones = createZones()): OrderDecoder => {
  const readers = new Map<string, ReturnType<typeof readOrder>>()
  let events = new Map<string, KnownEvent>()
  const refresh = (): void => {
    events = new Map(knownEvents(parts.store).map(event => [event.slug, event]))
  }
  refresh()
  const readerOf = (slug: string): ReturnType<typeof readOrder> | null => {
    const event = events.get(slug)
    const known = readers.get(slug)
    if (known || !event) return known ?? null
    const fresh = readOrder({ amount: amountsIn(event.currency), day: zones(event.timezone) })
    readers.set(slug, fresh)
    return fresh
  }
  const knows = (record: unknown): boolean => {
    const event = eventOfOrder(record)
    return event === null || events.has(event)
  }
  return async page => {
    if (!page.records.every(knows)) {
      await fetchEvents(parts)
      refresh()
    }
    const { good, bad } = readable(parts.world, 'orders/', page.records, (record, index) => {
      const read = readerOf(eventOfOrder(record) ?? '')
      return read ? read(record, page.texts?.[index]) : null
    })
    return { records: good, unreadable: bad, generated: page.generated }
  }
}

/** Orders stored in one go. While there is something in the cart few, for the sale that comes in the middle waits for them. */
const ordersAtOnce = { whileSelling: 4, otherwise: 50 }
/**
 * While somebody stands at the counter the download rests this many times as long as it has just worked, so that a sale mostly finds the till at rest. It still
 * takes some 600 orders a second then, twice what a pretix on two cores gives.
 */
const restShare = 4

/**
 * Reads and stores a page, a few orders at a time, others having their turn in between. `finish` runs in the last transaction and is where the note of how
 * far the download has come belongs: a page that was cut off is read again. Gives how many orders were new or had changed, and what was left out.
 */
export const takePage = async (
  parts: SyncParts,
  decode: OrderDecoder,
  page: Page,
  finish: { readonly name: string; readonly work: (tx: Transaction) => void },
): Promise<{ readonly changed: number; readonly unreadable: readonly string[] }> => {
  const unreadable: string[] = []
  let changed = 0
  const texts = recordTexts(page.text, page.records)
  const { clock } = parts.world
  for (let first = 0; ;) {
    const begunAt = clock.monotonic()
    const next = first + ordersAtOnce[isCartOpen(parts.store) ? 'whileSelling' : 'otherwise']
    const last = next >= page.records.length
    const { generated, records } = page
    const decoded = await decode({
      generated,
      records: records.slice(first, next),
      texts: texts?.slice(first, next) ?? null,
    })
    unreadable.push(...decoded.unreadable)
    changed += parts.store.refetchable(finish.name, tx => {
      const stored = storeOrders(tx, decoded)
      if (last) finish.work(tx)
      return stored
    })
    if (last) return { changed, unreadable }
    first = next
    const restMs = isCartOpen(parts.store) ? restShare * (clock.monotonic() - begunAt) : 0
    await new Promise<void>(resolve => clock.after(restMs, resolve))
  }
}

/** Stores a page of orders and who holds which seat after it. Gives how many were new or had changed. Doing it twice is harmless. */
export const storeOrders = (tx: Transaction, page: OrderPage): number => {
  let changed = 0
  const touched: TouchedSeat[] = []
  for (const record of page.records) {
    const seats = putOrder(tx, record, page.generated)
    if (!seats) continue
    changed += 1
    touched.push(...seats)
  }
  rederive(tx, touched)
  return changed
}

/**
 * Takes over an order that came as an answer of its own and not in a list. It counts as seen when it was last changed: any list is younger.
 * False when the file has it so already, or it cannot be read; the lists bring it then.
 */
export const takeOrder = (parts: Pick<SyncParts, 'store'>, order: unknown): boolean => {
  const event = knownEvents(parts.store).find(({ slug }) => slug === eventOfOrder(order))
  const record = event ? readOrder({ amount: amountsIn(event.currency), day: daysIn(event.timezone) })(order) : null
  if (!record) return false
  const page = { records: [record], unreadable: [], generated: record.order.modifiedAt }
  return parts.store.refetchable('orders.take', tx => storeOrders(tx, page)) > 0
}

/** Works out the holders of seats whose orders changed. */
export const rederive = (tx: Transaction, seats: readonly TouchedSeat[]): void => {
  const distinct = new Map(seats.map(seat => [`${seat.event}/${seat.subevent}/${seat.guid}`, seat]))
  for (const seat of distinct.values()) rederiveHolder(tx, seat)
}
