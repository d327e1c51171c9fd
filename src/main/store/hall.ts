import type { Showing } from '#contract/showing'
import type { KnownSeat, OwnSeat } from '#domain/seat-state'
import type { Readable } from './query.ts'
import { query } from './query.ts'

/** One row of a hall with the number of seats that nobody holds, as the platform last said. */
export type RowCount = {
  readonly sector: string
  readonly row: string
  readonly seats: number
  readonly free: number
  readonly askedAt: number
}
/** A seat that this till has to do with: in its cart, on one of its leases, or sold by it a moment ago. */
export type OwnHallSeat = KnownSeat & OwnSeat & { readonly sector: string; readonly row: string }

/** Rows of a hall in the order of the plan. */
export const rowCounts = (db: Readable, showing: Showing): readonly RowCount[] => db.all(selectCounts, keyOf(showing))

/** The seats whose state is not what the platform last said, because of this till. */
export const ownSeats = (db: Readable, showing: Showing): readonly OwnHallSeat[] => db.all(selectOwn, keyOf(showing))

/** One row's seats from one end to the other. */
export const rowSeats = (db: Readable, showing: Showing, sector: string, row: string): readonly KnownSeat[] =>
  db.all(selectRow, { ...keyOf(showing), sector, row })

/** One seat by its guid; undefined when the hall has none such, or is not loaded so far. */
export const hallSeat = (db: Readable, showing: Showing, guid: string): KnownSeat | undefined =>
  db.one(selectSeat, { ...keyOf(showing), guid })

const keyOf = ({ event, subevent }: Showing) => ({ event, subevent: subevent ?? 0 })

const columns = 'seat.guid, seat.number, seat.sector, seat.row, seat.item, seat.blocked, seat.holder, seat.asked_at AS askedAt'

const selectCounts = query<RowCount, { event: string; subevent: number }>(
  'hall.rows',
  `SELECT sector, row, count(*) AS seats, count(*) FILTER (WHERE blocked = 0 AND holder = 'none' AND item IS NOT NULL) AS free, min(asked_at) AS askedAt
   FROM seat WHERE event = :event AND subevent = :subevent GROUP BY sector, row ORDER BY min(ordinal)`,
)
const selectOwn = query<OwnHallSeat, { event: string; subevent: number }>(
  'hall.own-seats',
  `WITH own (guid, chosen, leaseState, leasePurpose, leaseChangedAt, soldState, soldAt) AS (
     SELECT lease.seat, cart_line.id IS NOT NULL, lease.state, lease.purpose, lease.changed_at, outbox_progress.state,
       ifnull(outbox_progress.answered_at, outbox_progress.changed_at)
     FROM lease LEFT JOIN cart_line ON cart_line.lease = lease.cart_id LEFT JOIN outbox_progress ON outbox_progress.sale_id = lease.sale_id
     WHERE lease.event = :event AND ifnull(lease.subevent, 0) = :subevent AND lease.seat IS NOT NULL
     UNION ALL
     SELECT cart_line.seat, 1, NULL, NULL, added_at, NULL, NULL FROM cart_line JOIN cart ON cart.id = 1
     WHERE cart.event = :event AND ifnull(cart.subevent, 0) = :subevent AND cart_line.seat IS NOT NULL AND cart_line.lease IS NULL
   )
   SELECT ${columns}, chosen, leaseState, leasePurpose, leaseChangedAt, soldState, soldAt
   FROM own JOIN seat ON seat.event = :event AND seat.subevent = :subevent AND seat.guid = own.guid
   -- an ended lease says nothing any more once the platform's word about the seat is younger
   WHERE ifnull(leaseState, 'held') IN ('asked', 'held', 'returning') OR ifnull(soldAt, leaseChangedAt) >= seat.asked_at OR soldState <> 'sent'
   ORDER BY leaseChangedAt`,
)
const selectRow = query<KnownSeat, { event: string; subevent: number; sector: string; row: string }>(
  'hall.row',
  `SELECT ${columns} FROM seat WHERE event = :event AND subevent = :subevent AND sector = :sector AND row = :row ORDER BY ordinal`,
)
const selectSeat = query<KnownSeat, { event: string; subevent: number; guid: string }>(
  'hall.seat',
  `SELECT ${columns} FROM seat WHERE event = :event AND subevent = :subevent AND guid = :guid`,
)
