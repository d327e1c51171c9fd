import type { Readable, Transaction } from './query.ts'
import { query } from './query.ts'
import { putSetting, settingOf } from './setting.ts'

/** What tells this file from every other, copies of it excepted; secrets are kept under it. Throws for a file that was never opened for selling. */
export const fileId = (db: Readable): string => {
  const row = db.one(selectIdentity, {})
  if (!row) throw new Error('the file has no identity')
  return row.id
}

/**
 * What tells this file from its own copies as well: drawn by chance when the file is made, and anew whenever it turns out to be a copy or a restored backup.
 * It is part of the name of every unit that the file leases. Throws for a file that was never opened for selling.
 */
export const fileTag = (db: Readable): string => {
  const tag = settingOf(db, tagKey)
  if (tag === undefined) throw new Error('the file has no tag')
  return tag
}

/** Null in a file that has none yet. */
export const findFileTag = (db: Readable): string | null => settingOf(db, tagKey) ?? null

export const putFileTag = (tx: Transaction, tag: string, at: number): void => putSetting(tx, tagKey, tag, at)

const tagKey = 'file.tag'
const selectIdentity = query<{ id: string }>('identity.file-id', 'SELECT file_id AS id FROM file_identity WHERE id = 1')
