import { z } from 'zod'
import type { HallKey, SeatHolder, SeatRecord } from '#store/seat'
import { anything, claim, shaped, wholeOrNull } from './decode-records.ts'

/** A seat as the platform lists it. */
export type SeatShape = Omit<SeatRecord, keyof HallKey | 'ordinal' | 'askedAt'>

/** Reads one seat. Who holds it: an order before a cart before a voucher. */
export const readSeat = (record: unknown): SeatShape | null => {
  const found = shaped(seatShape)(record)
  if (!found) return null
  return {
    guid: found.seat_guid,
    id: found.id,
    sector: found.zone_name ?? '',
    // what hangs at the row where the plan says so: `Table 5` instead of row 5
    row: found.row_label || found.row_name || '',
    number: found.seat_number ?? '',
    item: found.product,
    blocked: found.blocked,
    holder: holderOf(found),
  }
}

const holderOf = (seat: z.output<typeof seatShape>): SeatHolder => {
  if (seat.orderposition !== null && seat.orderposition !== undefined) return 'order'
  if (seat.cartposition !== null && seat.cartposition !== undefined) return 'cart'
  return seat.voucher !== null && seat.voucher !== undefined ? 'voucher' : 'none'
}

const name = z.string().nullish().catch(null)
const seatShape = z.object({
  seat_guid: z.string().min(1),
  id: z.int(),
  zone_name: name,
  row_name: name,
  row_label: name,
  seat_number: name,
  product: wholeOrNull,
  blocked: claim,
  orderposition: anything,
  cartposition: anything,
  voucher: anything,
})
