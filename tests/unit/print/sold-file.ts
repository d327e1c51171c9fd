import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { readableOver } from '#store/connection'
import { migrations } from '#store/migrations/all'
import type { Readable } from '#store/query'

/** A file in a folder of its own with every table; closed and removed by `close`. */
export const freshFile = (): { file: string; database: Database.Database; read: Readable; close: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-sold-'))
  const file = join(folder, 'kasa.sqlite')
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  for (const migration of migrations) database.exec(migration.sql)
  const read = readableOver(new Database(file, { readonly: true }), { log: () => undefined, monotonic: () => 0 })
  return {
    file,
    database,
    read,
    close: () => {
      database.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Puts whole rows into a table; columns are the keys of the first. */
export const insert = (database: Database.Database, table: string, rows: readonly Readonly<Record<string, unknown>>[]): void => {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const statement = database.prepare(
    `INSERT INTO "${table}" (${columns.map(column => `"${column}"`).join()}) VALUES (${columns.map(column => `:${column}`).join()})`,
  )
  database.transaction(() => rows.forEach(row => statement.run(row)))()
}

/** One till with one cashier and one shift. */
export const insertTill = (database: Database.Database): void => {
  insert(database, 'till', [
    {
      id: 'till-1',
      name: 'Kasa 2, wejście zachodnie',
      url: 'https://bilety.example',
      organizer: 'ga',
      organizer_name: 'Prestige MJM & Żółwie sp. z o.o.',
      device_id: 7,
      unique_serial: 'ABC',
      code_prefix: 'K7',
      security_profile: 'full',
      registered_at: 0,
    },
  ])
  insert(database, 'cashier', [{ id: 'anna', name: 'Anna Kowalska-Wiśniewska', created_at: 0 }])
  insert(database, 'shift', [{ id: 'shift-1', till_id: 'till-1', cashier_id: 'anna', opened_at: 0 }])
}
