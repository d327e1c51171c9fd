import type { ProductKey } from './lease.ts'
import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** How many units of a product this till is to keep in stock. */
export type LeaseTarget = ProductKey & { readonly target: number }
/** A row of seats that this till is to keep in stock. */
export type WantedRow = {
  readonly event: string
  readonly subevent: number | null
  readonly sector: string
  readonly row: string
}
/** A seat of a wanted row, as far as is known. `leased`: by this till, whether in stock, in the cart or being asked for. */
export type RowSeat = {
  readonly guid: string
  readonly item: number
  readonly variation: number | null
  readonly free: number
  readonly leased: number
}

export const leaseTargets = (db: Readable): readonly LeaseTarget[] =>
  db.all(selectTargets, {}).map(row => ({ ...row, subevent: row.subevent || null, variation: row.variation || null }))

/** Zero takes the wish back. */
export const setLeaseTarget = (tx: Transaction, { target, ...product }: LeaseTarget): void => {
  const key = { event: product.event, subevent: product.subevent ?? 0, item: product.item, variation: product.variation ?? 0 }
  if (target > 0) tx.run(putTarget, { ...key, target })
  else tx.run(removeTarget, key)
}

export const wantedRows = (db: Readable): readonly WantedRow[] =>
  db.all(selectRows, {}).map(row => ({ ...row, subevent: row.subevent || null }))

export const setWantedRow = (tx: Transaction, row: WantedRow, wanted: boolean): void => {
  tx.run(wanted ? putRow : removeRow, { ...row, subevent: row.subevent ?? 0 })
}

/** This till wants nothing in stock any more. */
export const dropLeaseWishes = (tx: Transaction): void => {
  tx.run(removeTargets, {})
  tx.run(removeRows, {})
}

/** The seats of a row that have a product; where it comes in variations, the first active one stands for all (the platform credits by quota). */
export const seatsOfRow = (db: Readable, row: WantedRow): readonly RowSeat[] =>
  db.all(selectSeats, { ...row, subevent: row.subevent ?? 0 })

const selectTargets = query<{ event: string; subevent: number; item: number; variation: number; target: number }>(
  'lease-target.all',
  'SELECT event, subevent, item, variation, target FROM lease_target ORDER BY event, subevent, item, variation',
)
type Key = { event: string; subevent: number; item: number; variation: number }
const putTarget = command<Key & { target: number }>(
  'lease-target.put',
  `INSERT INTO lease_target (event, subevent, item, variation, target) VALUES (:event, :subevent, :item, :variation, :target)
   ON CONFLICT DO UPDATE SET target = excluded.target`,
)
const removeTarget = command<Key>(
  'lease-target.remove',
  'DELETE FROM lease_target WHERE event = :event AND subevent = :subevent AND item = :item AND variation = :variation',
)
const removeTargets = command('lease-target.remove-all', 'DELETE FROM lease_target')
type Row = { event: string; subevent: number; sector: string; row: string }
const selectRows = query<Row>(
  'seat-block.all',
  'SELECT event, subevent, sector, row FROM seat_block ORDER BY event, subevent, sector, row',
)
const putRow = command<Row>(
  'seat-block.put',
  'INSERT OR IGNORE INTO seat_block (event, subevent, sector, row) VALUES (:event, :subevent, :sector, :row)',
)
const removeRow = command<Row>(
  'seat-block.remove',
  'DELETE FROM seat_block WHERE event = :event AND subevent = :subevent AND sector = :sector AND row = :row',
)
const removeRows = command('seat-block.remove-all', 'DELETE FROM seat_block')
const selectSeats = query<RowSeat, Row>(
  'seat-block.seats',
  `SELECT guid, seat.item, (SELECT id FROM variation WHERE variation.item = seat.item AND active = 1 AND gone_at IS NULL ORDER BY position, id LIMIT 1) AS variation,
   holder = 'none' AND blocked = 0 AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.event = seat.event AND ifnull(lease.subevent, 0) = seat.subevent
     AND lease.seat = seat.guid AND state = 'spent' AND changed_at >= seat.asked_at) AS free,
   EXISTS (SELECT 1 FROM lease WHERE lease.event = seat.event AND ifnull(lease.subevent, 0) = seat.subevent AND lease.seat = seat.guid
     AND state IN ('asked', 'held', 'returning')) AS leased
   FROM seat WHERE event = :event AND subevent = :subevent AND sector = :sector AND row = :row AND seat.item IS NOT NULL ORDER BY ordinal`,
)
