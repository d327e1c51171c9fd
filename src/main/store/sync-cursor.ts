import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** A note of the download to itself, by name; undefined when there is none. What was written by `writeCursor` comes back as it was. */
export const readCursor = (db: Readable, name: string): unknown => {
  const row = db.one(getCursor, { name })
  return row && JSON.parse(row.value)
}

/** Stores where the download stands, in the same transaction as the rows that brought it there. */
export const writeCursor = (tx: Transaction, name: string, value: unknown, at: number): void => {
  tx.run(putCursor, { name, value: JSON.stringify(value), at })
}

/** Every note whose name begins with `prefix`, for the cursors kept one an event or showing. */
export const cursorsBelow = (db: Readable, prefix: string): readonly { readonly name: string; readonly value: unknown }[] =>
  db.all(listCursors, { prefix }).map(row => ({ name: row.name, value: JSON.parse(row.value) }))

/** Forgets a note. */
export const dropCursor = (tx: Transaction, name: string): void => {
  tx.run(removeCursor, { name })
}

const getCursor = query<{ value: string }, { name: string }>(
  'sync-cursor.get',
  'SELECT value FROM sync_cursor WHERE name = :name',
)
const putCursor = command<{ name: string; value: string; at: number }>(
  'sync-cursor.put',
  `INSERT INTO sync_cursor (name, value, changed_at) VALUES (:name, :value, :at)
   ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
)
const listCursors = query<{ name: string; value: string }, { prefix: string }>(
  'sync-cursor.list',
  'SELECT name, value FROM sync_cursor WHERE substr(name, 1, length(:prefix)) = :prefix ORDER BY name',
)
const removeCursor = command<{ name: string }>('sync-cursor.drop', 'DELETE FROM sync_cursor WHERE name = :name')
