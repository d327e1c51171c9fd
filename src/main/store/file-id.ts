import type { Readable } from './query.ts'
import { query } from './query.ts'

/** What tells this file from every other, copies of it excepted; secrets are kept under it. Throws for a file that was never opened for selling. */
export const fileId = (db: Readable): string => {
  const row = db.one(selectIdentity, {})
  if (!row) throw new Error('the file has no identity')
  return row.id
}

const selectIdentity = query<{ id: string }>('identity.file-id', 'SELECT file_id AS id FROM file_identity WHERE id = 1')
