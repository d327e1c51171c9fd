import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** A product as the platform has it; `name` and `body` are JSON. */
export type ItemRecord = {
  readonly id: number
  readonly event: string
  readonly category: number | null
  readonly name: string
  readonly position: number
  readonly admission: number
  readonly active: number
  readonly priceMinor: number
  readonly body: string
}
/** One form of a product: a pass for adults, for children. */
export type VariationRecord = {
  readonly id: number
  readonly item: number
  readonly event: string
  readonly name: string
  readonly position: number
  readonly active: number
  readonly priceMinor: number
  readonly body: string
}

/** `run` names the reading that saw the row. */
export const putItem = (tx: Transaction, item: ItemRecord, run: number): void => void tx.run(upsertItem, { ...item, run })

export const putVariation = (tx: Transaction, variation: VariationRecord, run: number): void =>
  void tx.run(upsertVariation, { ...variation, run })

/** Marks products and variations of an event that this reading did not see. */
export const sweepItems = (tx: Transaction, event: string, run: number): number =>
  tx.run(markItemsGone, { event, run }) + tx.run(markVariationsGone, { event, run })

/** Which product each variation of an event belongs to. */
export const itemsOfVariations = (db: Readable, event: string): ReadonlyMap<number, number> =>
  new Map(db.all(selectVariations, { event }).map(row => [row.id, row.item]))

const upsertItem = command<ItemRecord & { run: number }>(
  'item.put',
  `INSERT INTO item (id, event, category, name, position, admission, active, price_minor, body, seen_at)
   VALUES (:id, :event, :category, :name, :position, :admission, :active, :priceMinor, :body, :run)
   ON CONFLICT (id) DO UPDATE SET event = excluded.event, category = excluded.category, name = excluded.name, position = excluded.position,
     admission = excluded.admission, active = excluded.active, price_minor = excluded.price_minor, body = excluded.body, seen_at = excluded.seen_at,
     gone_at = NULL`,
)
const upsertVariation = command<VariationRecord & { run: number }>(
  'variation.put',
  `INSERT INTO variation (id, item, event, name, position, active, price_minor, body, seen_at)
   VALUES (:id, :item, :event, :name, :position, :active, :priceMinor, :body, :run)
   ON CONFLICT (id) DO UPDATE SET item = excluded.item, event = excluded.event, name = excluded.name, position = excluded.position,
     active = excluded.active, price_minor = excluded.price_minor, body = excluded.body, seen_at = excluded.seen_at, gone_at = NULL`,
)
const markItemsGone = command<{ event: string; run: number }>(
  'item.sweep',
  'UPDATE item SET gone_at = :run WHERE event = :event AND seen_at <> :run AND gone_at IS NULL',
)
const markVariationsGone = command<{ event: string; run: number }>(
  'variation.sweep',
  'UPDATE variation SET gone_at = :run WHERE event = :event AND seen_at <> :run AND gone_at IS NULL',
)
const selectVariations = query<{ id: number; item: number }, { event: string }>(
  'variation.items',
  'SELECT id, item FROM variation WHERE event = :event',
)
