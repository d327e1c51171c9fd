import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { World } from '#main/world'
import { writableOver } from '#store/connection'
import { migrate } from '#store/migrate'
import { migrations } from '#store/migrations/all'
import type { Writable } from '#store/query'
import { testWorld } from './world-for-tests.ts'

/** A fresh file with all migrations in a folder of its own; `close` removes it. */
export const openTestStore = (
  world: World = testWorld(),
): { readonly store: Writable; readonly database: Database.Database; readonly file: string; readonly close: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-test-'))
  const file = join(folder, 'kasa.db')
  const database = new Database(file)
  migrate(database, migrations)
  return {
    store: writableOver(database, { log: world.log, monotonic: world.clock.monotonic }),
    database,
    file,
    close: () => {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
