import type { Readable, Transaction } from './query.ts'
import { command, derivation, query } from './query.ts'

/** A note of the download to itself, by name; undefined when there is none. What was written by `writeCursor` comes back as it was. */
export const readCursor = (db: Readable, name: string): unknown => db.derive(cursor, { name })

/** Stores where the download stands, in the same transaction as the rows that brought it there. */
export const writeCursor = (tx: Transaction, name: string, value: unknown, at: number): void => {
  tx.run(putCursor, { name, value: JSON.stringify(value), at })
}

const cursor = derivation('sync-cursor', (db, name: { readonly name: string }): unknown => {
  const row = db.one(getCursor, name)
  return row && JSON.parse(row.value)
})
const getCursor = query<{ value: string }, { name: string }>(
  'sync-cursor.get',
  'SELECT value FROM sync_cursor WHERE name = :name',
)
const putCursor = command<{ name: string; value: string; at: number }>(
  'sync-cursor.put',
  `INSERT INTO sync_cursor (name, value, changed_at) VALUES (:name, :value, :at)
   ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
)
