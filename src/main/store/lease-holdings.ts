import type { Readable } from './query.ts'
import { derivation, query } from './query.ts'
import type { ProductKey } from './lease.ts'
import { living } from './lease.ts'

/** What is in stock of one product of general admission, in the open cart or not. */
export type StockHeld = ProductKey & { readonly held: number; readonly expiresAt: number }

/** Everything in stock by product; seats are counted by row instead. */
export const stockHeld = (db: Readable, pessimisticNow: number): readonly StockHeld[] => db.all(selectStock, { pessimisticNow })

/** The same whatever has run out since; a round of the background asks for it again and again. */
export const stockInBook = (db: Readable): readonly StockHeld[] => db.derive(bookStock, {})

/** Seats of a row in stock, in the open cart or not. */
export const rowHeld = (
  db: Readable,
  row: { readonly event: string; readonly subevent: number | null; readonly sector: string; readonly row: string },
): number => db.one(countRow, { ...row, subevent: row.subevent ?? 0 })?.held ?? 0

/** Units of general admission asked for as stock and not answered. */
export const leasesAsked = (db: Readable, product: ProductKey): number => {
  const { event, subevent, item, variation } = product
  return db.one(countAsked, { event, subevent: subevent ?? 0, item, variation: variation ?? 0 })?.asked ?? 0
}

const selectStock = query<StockHeld, { pessimisticNow: number }>(
  'lease-holdings.stock',
  `SELECT event, subevent, item, variation, count(*) AS held, min(expires_at) AS expiresAt FROM lease
   WHERE ${living} AND state = 'held' AND purpose = 'pool' AND seat IS NULL AND expires_at > :pessimisticNow GROUP BY event, subevent, item, variation`,
)
const bookStock = derivation('lease-holdings.book', db => db.all(selectStock, { pessimisticNow: 0 }))
const countRow = query<{ held: number }, { event: string; subevent: number; sector: string; row: string }>(
  'lease-holdings.row',
  `SELECT count(*) AS held FROM lease JOIN seat ON seat.event = lease.event AND seat.subevent = ifnull(lease.subevent, 0) AND seat.guid = lease.seat
   WHERE lease.event = :event AND ifnull(lease.subevent, 0) = :subevent AND sector = :sector AND row = :row AND ${living} AND state = 'held' AND purpose = 'pool'`,
)
const countAsked = query<{ asked: number }, { event: string; subevent: number; item: number; variation: number }>(
  'lease-holdings.asked',
  `SELECT count(*) AS asked FROM lease WHERE event = :event AND ifnull(subevent, 0) = :subevent AND item = :item AND ifnull(variation, 0) = :variation
   AND ${living} AND state = 'asked' AND purpose = 'pool' AND seat IS NULL`,
)
