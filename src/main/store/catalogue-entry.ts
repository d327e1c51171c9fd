import type { Transaction } from './query.ts'
import { command } from './query.ts'

/** Smaller parts of a catalogue that are kept as they come. */
export type EntryKind = 'category' | 'tax-rule' | 'question' | 'discount'
export type EntryRecord = {
  readonly event: string
  readonly kind: EntryKind
  readonly id: number
  readonly position: number
  readonly body: string
}

/** `run` names the reading that saw the row. */
export const putEntry = (tx: Transaction, entry: EntryRecord, run: number): void => void tx.run(upsertEntry, { ...entry, run })

/** Marks entries of one kind that this reading did not see. */
export const sweepEntries = (tx: Transaction, event: string, kind: EntryKind, run: number): number =>
  tx.run(markEntriesGone, { event, kind, run })

const upsertEntry = command<EntryRecord & { run: number }>(
  'catalogue-entry.put',
  `INSERT INTO catalogue_entry (event, kind, id, position, body, seen_at) VALUES (:event, :kind, :id, :position, :body, :run)
   ON CONFLICT (event, kind, id) DO UPDATE SET position = excluded.position, body = excluded.body, seen_at = excluded.seen_at, gone_at = NULL`,
)
const markEntriesGone = command<{ event: string; kind: string; run: number }>(
  'catalogue-entry.sweep',
  'UPDATE catalogue_entry SET gone_at = :run WHERE event = :event AND kind = :kind AND seen_at <> :run AND gone_at IS NULL',
)
