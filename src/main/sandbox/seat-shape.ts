import type { SeatRow } from './model.ts'

/** The name printed on tickets and in refusals. */
export function seatName(seat: SeatRow): string {
  return `${seat.zone}, Row ${seat.row}, Seat ${seat.number}`
}

/** A seat inside a position or a cart. */
export function seatShape(seat: SeatRow | null): unknown {
  if (seat === null) return null
  return {
    id: seat.id,
    name: seatName(seat),
    seat_guid: seat.guid,
    zone_name: seat.zone,
    row_name: seat.row,
    row_label: null,
    seat_label: null,
    seat_number: seat.number,
  }
}
