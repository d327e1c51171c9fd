import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** Who keeps a seat from being sold, as the platform says. */
export type SeatHolder = 'none' | 'order' | 'cart' | 'voucher'
/** The hall of a showing; `subevent` 0 is the event itself. */
export type HallKey = { readonly event: string; readonly subevent: number }
export type SeatRecord = HallKey & {
  readonly guid: string
  readonly id: number
  readonly ordinal: number
  readonly sector: string
  readonly row: string
  readonly number: string
  readonly item: number | null
  readonly blocked: number
  readonly holder: SeatHolder
  readonly askedAt: number
}

/** Stores a seat as the platform lists it. An order that this file knows of and that holds the seat outweighs a list that was made before it. `run` names the reading. */
export const putSeat = (tx: Transaction, seat: SeatRecord, run: number): void => void tx.run(upsertSeat, { ...seat, run })

/** Says who holds a seat, without touching what it is; false when the file does not know the seat. */
export const setHolder = (
  tx: Transaction,
  seat: HallKey & { readonly guid: string; readonly holder: SeatHolder; readonly blocked: number; readonly askedAt: number },
): boolean => tx.run(updateHolder, seat) > 0

/** The platform has just refused this seat: somebody has it, whoever that is. */
export const markTaken = (tx: Transaction, seat: HallKey & { readonly guid: string; readonly askedAt: number }): void =>
  void tx.run(updateTaken, seat)

/** Seats that a complete list of taken seats did not name are free, unless they were asked about since or an order holds them. Gives how many changed. */
export const freeUnlisted = (tx: Transaction, hall: HallKey & { readonly since: number }): number => tx.run(freeOthers, hall)

/** Free seats that a complete list of free seats did not name are held by somebody; who, nobody said. */
export const holdUnlisted = (tx: Transaction, hall: HallKey & { readonly since: number }): number => tx.run(holdOthers, hall)

/** After any list: everything known of this hall is as fresh as `askedAt`. */
export const refreshHall = (tx: Transaction, hall: HallKey & { readonly askedAt: number }): void => void tx.run(touchHall, hall)

/** Works out anew whether an order holds this seat, after orders came in. */
export const rederiveHolder = (tx: Transaction, seat: HallKey & { readonly guid: string }): number => tx.run(deriveHolder, seat)

/** Removes seats that a complete reading did not see: they are no longer in the plan. */
export const sweepSeats = (tx: Transaction, hall: HallKey, run: number): number => tx.run(deleteUnseen, { ...hall, run })

/** How many seats of a hall the file knows, and how many of them somebody holds. */
export const hallCounts = (db: Readable, hall: HallKey): { readonly seats: number; readonly taken: number } =>
  db.one(selectCounts, hall) ?? { seats: 0, taken: 0 }

/** Where each seat of a hall stands, for putting them in order when no plan tells. */
export const seatNames = (
  db: Readable,
  hall: HallKey,
): readonly { readonly guid: string; readonly sector: string; readonly row: string; readonly number: string }[] =>
  db.all(selectNames, hall)

export const setOrdinal = (tx: Transaction, seat: HallKey & { readonly guid: string; readonly ordinal: number }): void =>
  void tx.run(updateOrdinal, seat)

/** Positions of orders that live (pending or paid) keep their seat; expired and cancelled ones do not (platform's rule). */
const heldByOrder = `EXISTS (SELECT 1 FROM platform_position AS held JOIN platform_order ON platform_order.code = held.code
  WHERE held.event = :event AND held.subevent IS nullif(:subevent, 0) AND held.seat = :guid AND held.canceled = 0
    AND platform_order.status IN ('n', 'p') AND platform_order.gone_at IS NULL)`

const upsertSeat = command<SeatRecord & { run: number }>(
  'seat.put',
  `INSERT INTO seat (event, subevent, guid, id, ordinal, sector, row, number, item, blocked, holder, asked_at, run)
   VALUES (:event, :subevent, :guid, :id, :ordinal, :sector, :row, :number, :item, :blocked, CASE WHEN ${heldByOrder} THEN 'order' ELSE :holder END,
     :askedAt, :run)
   ON CONFLICT (event, subevent, guid) DO UPDATE SET id = excluded.id, ordinal = excluded.ordinal, sector = excluded.sector, row = excluded.row,
     number = excluded.number, item = excluded.item, blocked = excluded.blocked, holder = excluded.holder, asked_at = excluded.asked_at, run = excluded.run`,
)
const updateHolder = command<HallKey & { guid: string; holder: string; blocked: number; askedAt: number }>(
  'seat.set-holder',
  `UPDATE seat SET holder = CASE WHEN ${heldByOrder} THEN 'order' ELSE :holder END, blocked = :blocked, asked_at = :askedAt
   WHERE event = :event AND subevent = :subevent AND guid = :guid`,
)
const updateTaken = command<HallKey & { guid: string; askedAt: number }>(
  'seat.mark-taken',
  `UPDATE seat SET holder = CASE WHEN ${heldByOrder} THEN 'order' ELSE 'cart' END, asked_at = :askedAt
   WHERE event = :event AND subevent = :subevent AND guid = :guid AND holder = 'none'`,
)
const freeOthers = command<HallKey & { since: number }>(
  'seat.free-unlisted',
  `UPDATE seat SET holder = 'none' WHERE event = :event AND subevent = :subevent AND asked_at < :since AND holder <> 'none'
     AND NOT EXISTS (SELECT 1 FROM platform_position AS held JOIN platform_order ON platform_order.code = held.code
       WHERE held.event = :event AND held.subevent IS nullif(:subevent, 0) AND held.seat = seat.guid AND held.canceled = 0
         AND platform_order.status IN ('n', 'p') AND platform_order.gone_at IS NULL)`,
)
const holdOthers = command<HallKey & { since: number }>(
  'seat.hold-unlisted',
  `UPDATE seat SET holder = 'cart' WHERE event = :event AND subevent = :subevent AND asked_at < :since AND holder = 'none'`,
)
const touchHall = command<HallKey & { askedAt: number }>(
  'seat.touch',
  'UPDATE seat SET asked_at = :askedAt WHERE event = :event AND subevent = :subevent AND asked_at < :askedAt',
)
const deriveHolder = command<HallKey & { guid: string }>(
  'seat.derive-holder',
  `UPDATE seat SET holder = CASE WHEN ${heldByOrder} THEN 'order' WHEN holder = 'order' THEN 'none' ELSE holder END
   WHERE event = :event AND subevent = :subevent AND guid = :guid`,
)
const deleteUnseen = command<HallKey & { run: number }>(
  'seat.sweep',
  'DELETE FROM seat WHERE event = :event AND subevent = :subevent AND run <> :run',
)
const selectCounts = query<{ seats: number; taken: number }, HallKey>(
  'seat.counts',
  `SELECT count(*) AS seats, count(*) FILTER (WHERE holder <> 'none') AS taken FROM seat WHERE event = :event AND subevent = :subevent`,
)
const selectNames = query<{ guid: string; sector: string; row: string; number: string }, HallKey>(
  'seat.names',
  'SELECT guid, sector, row, number FROM seat WHERE event = :event AND subevent = :subevent',
)
const updateOrdinal = command<HallKey & { guid: string; ordinal: number }>(
  'seat.set-ordinal',
  'UPDATE seat SET ordinal = :ordinal WHERE event = :event AND subevent = :subevent AND guid = :guid AND ordinal <> :ordinal',
)
