import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import type { World } from '#main/world'

/** Copies of the file in the folder `backups` beside it, newest kept. */
export type Backups = {
  /** Copies the file while it is in use; the path of the copy. Rejects when the disk refuses. */
  readonly make: () => Promise<string>
  /** When the newest copy was made; null: none yet. Unix milliseconds. */
  readonly newest: () => number | null
}

const kept = 14

/** `onMade` runs after each copy. */
export const backupsOf = (
  world: Pick<World, 'clock'>,
  file: string,
  database: Database.Database,
  onMade: () => void,
): Backups => {
  const folder = join(dirname(file), 'backups')
  const stem = basename(file)
  const made = (): readonly { name: string; at: number }[] =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter(name => name.startsWith(`${stem}.`) && name.endsWith('.copy'))
      .map(name => ({ name, at: Number(name.slice(stem.length + 1, -'.copy'.length)) }))
      .sort((a, b) => b.at - a.at)
  return {
    make: async () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, `${stem}.${world.clock.now()}.copy`)
      closeSync(openSync(`${path}.draft`, 'w', 0o600))
      await database.backup(`${path}.draft`)
      renameSync(`${path}.draft`, path)
      onMade()
      for (const old of made().slice(kept)) rmSync(join(folder, old.name), { force: true })
      return path
    },
    newest: () => made()[0]?.at ?? null,
  }
}
