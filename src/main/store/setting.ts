import type { Readable, Transaction } from './query.ts'
import { command, derivation, query } from './query.ts'

/** A setting as it was written; undefined when it never was. */
export const settingOf = (db: Readable, key: string): string | undefined => db.derive(setting, { key })

export const putSetting = (tx: Transaction, key: string, value: string, at: number): void => {
  tx.run(upsertSetting, { key, value, at })
}

const setting = derivation('setting', (db, key: { readonly key: string }) => db.one(selectSetting, key)?.value)
const selectSetting = query<{ value: string }, { key: string }>('setting.get', 'SELECT value FROM setting WHERE key = :key')
const upsertSetting = command<{ key: string; value: string; at: number }>(
  'setting.put',
  `INSERT INTO setting (key, value, changed_at) VALUES (:key, :value, :at)
   ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
)
