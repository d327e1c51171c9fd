import { detail, noSuch, ok, type Answer } from './answer.ts'
import { soldCounts } from './availability.ts'
import { FilterSet, isAnswer } from './filters.ts'
import type { CartRow, SeatRow } from './model.ts'
import { pageOf } from './paging.ts'
import type { EventCall } from './request.ts'
import { positionShape } from './order-shape.ts'
import { setBlocked } from './catalogue-writes.ts'
import { cartShape } from './cart-shape.ts'

/** Seats of an event or of one date of a series: 50 a page, no delta, no coordinates. */
export function listSeats(call: EventCall): Answer {
  const subevent = seatScope(call)
  if (typeof subevent === 'object' && subevent !== null) return subevent
  const holders = currentHolders(call)
  const taken = (seat: SeatRow): boolean => holders.sold.has(seat.id) || holders.carts.has(seat.id)
  const rows = new FilterSet<SeatRow>(call.query)
    .text('zone_name', seat => seat.zone)
    .text('row_name', seat => seat.row)
    .text('seat_number', seat => seat.number)
    .text('seat_guid', seat => seat.guid)
    .claim('blocked', seat => seat.blocked)
    .claim('is_available', seat => !taken(seat))
    .apply(subevent === null ? call.book.seats : call.book.seats.filter(seat => seat.subevent === subevent))
  return isAnswer(rows) ? rows : pageOf(call, rows, seat => shape(call, seat, holders))
}

/** One seat. */
export function readSeat(call: EventCall): Answer {
  const subevent = seatScope(call)
  if (typeof subevent === 'object' && subevent !== null) return subevent
  const seat = call.book.seats.find(row => row.id === Number(call.params['id']) && row.subevent === subevent)
  return seat === undefined ? noSuch('Seat') : ok(shape(call, seat, currentHolders(call)))
}

/** `PATCH seats/`: blocks or frees one seat. */
export function patchSeat(call: EventCall): Answer {
  const seat = setBlocked(call)
  return seat === null ? noSuch('Seat') : ok(shape(call, seat, currentHolders(call)))
}

type Holders = { readonly sold: ReturnType<typeof soldCounts>['seatHolders']; readonly carts: ReadonlyMap<number, CartRow> }

function currentHolders(call: EventCall): Holders {
  const carts = new Map<number, CartRow>()
  for (const cart of call.book.carts.values()) if (cart.seat !== null && cart.expires > call.at) carts.set(cart.seat.id, cart)
  return { sold: soldCounts(call.book).seatHolders, carts }
}

function seatScope(call: EventCall): number | null | Answer {
  const named = call.params['subevent']
  if (call.book.event.hasSubevents && named === undefined) return detail(404, 'Please use the subevent-specific endpoint')
  if (!call.book.event.hasSubevents && named !== undefined) return detail(404, 'This event has no subevents')
  if (named === undefined) return null
  return call.book.subevents.has(Number(named)) ? Number(named) : noSuch('SubEvent')
}

function shape(call: EventCall, seat: SeatRow, holders: Holders): unknown {
  const expanded = (name: string): boolean => call.query.getAll('expand').includes(name)
  const position = holders.sold.get(seat.id)
  const cart = holders.carts.get(seat.id)
  return {
    id: seat.id,
    subevent: seat.subevent,
    zone_name: seat.zone,
    row_name: seat.row,
    row_label: null,
    seat_number: seat.number,
    seat_label: null,
    seat_guid: seat.guid,
    product: seat.item,
    blocked: seat.blocked,
    orderposition: expanded('orderposition') && position !== undefined ? positionShape(position) : (position?.id ?? null),
    cartposition: expanded('cartposition') && cart !== undefined ? cartShape(cart) : (cart?.id ?? null),
    voucher: null,
  }
}
