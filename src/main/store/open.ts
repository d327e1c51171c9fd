import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { World } from '#main/world'
import type { Backups } from './backup.ts'
import { backupsOf } from './backup.ts'
import { readableOver, writableOver } from './connection.ts'
import { diskTrouble } from './disk-trouble.ts'
import { findFileTag, putFileTag } from './file-id.ts'
import type { Witness } from './identity.ts'
import { inodeOf, isRestored, readWitness, witnessBeside, witnessIn, writeWitness } from './identity.ts'
import type { Lock } from './lock.ts'
import { takeLock } from './lock.ts'
import { applicationId, migrate, versionOf } from './migrate.ts'
import { migrations, newestMigration } from './migrations/all.ts'
import type { Readable, Writable } from './query.ts'
import { command, query } from './query.ts'

/** An open file: the one writing connection, and what belongs to having it open. */
export type Store = {
  readonly file: string
  readonly writable: Writable
  /** True when this is a copy or a restored backup: nothing may be sold from its leases before the platform was asked. */
  readonly restored: boolean
  readonly backups: Backups
  /** Lets the witness know how far the ledger has come; cheap, call it now and then. */
  readonly witness: () => void
  readonly close: () => void
}

type OpeningWorld = Pick<World, 'clock' | 'random' | 'log'>

/** `witnesses`: folders outside the data folder where a word about the file is kept as well, so that the data folder put back as a whole is noticed. */
export type OpeningOptions = { readonly witnesses: readonly string[] }

/** Buyers' names are in it; SQLite gives its own files beside it the same mode. */
const onlyThisUser = 0o600

const identityRow = query<{ file_id: string; epoch: number }>(
  'identity.get',
  'SELECT file_id, epoch FROM file_identity WHERE id = 1',
)
const createIdentity = command<{ fileId: string; at: number }>(
  'identity.create',
  'INSERT INTO file_identity (id, file_id, epoch, created_at) VALUES (1, :fileId, 0, :at)',
)
const enterEpoch = command<{ epoch: number }>('identity.enter-epoch', 'UPDATE file_identity SET epoch = :epoch WHERE id = 1')
const doubtLeases = command('identity.doubt-leases', 'UPDATE file_identity SET leases_proven = 0 WHERE id = 1')
const newestEntry = query<{ number: number }>('audit.newest', 'SELECT coalesce(max(number), 0) AS number FROM audit')

/**
 * Opens the file at `file` for selling, making it when there is none. Takes the lock that keeps a second Kasa out, refuses newer and damaged files,
 * copies before it migrates, and notices a copy or a restored backup.
 */
export const openStore = (world: OpeningWorld, file: string, options: OpeningOptions = { witnesses: [] }): Result<Store> => {
  try {
    return openLocked(world, file, options)
  } catch (problem) {
    return refusalOf(problem)
  }
}

const openLocked = (world: OpeningWorld, file: string, options: OpeningOptions): Result<Store> => {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true })
  accessSync(folder, constants.W_OK)
  const fresh = !existsSync(file)
  if (!fresh) accessSync(file, constants.W_OK)
  const lock = takeLock(`${file}.lock`)
  if (!lock) return refused('file-locked', { file })
  let database: Database.Database | null = null
  try {
    if (fresh) closeSync(openSync(file, 'a', onlyThisUser))
    database = new Database(file)
    const known = newestMigration
    const found = versionOf(database)
    if (found > known) return giveUp(database, lock, refused('file-newer', { found, known }))
    if (!isOurs(database)) return giveUp(database, lock, refused('file-damaged', { file }))
    if (!readWitness(witnessBeside(file))?.closedCleanly && !fresh && !isSound(database))
      return giveUp(database, lock, refused('file-damaged', { file }))
    if (found > 0 && found < known) copyBefore(database, `${file}.before-${known}-${world.clock.now()}`)
    migrate(database, migrations)
    return done(openedStore(world, { ...options, file }, database, lock))
  } catch (problem) {
    return giveUp(database, lock, refusalOf(problem))
  }
}

/** SQLite would make the copy readable by everybody: it fills an empty file that is there already, and leaves its mode. */
const copyBefore = (database: Database.Database, path: string): void => {
  closeSync(openSync(path, 'a', onlyThisUser))
  database.exec(`VACUUM INTO '${path.replaceAll("'", "''")}'`)
}

const isOurs = (database: Database.Database): boolean => {
  const empty = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number }
  return empty.tables === 0 || database.pragma('application_id', { simple: true }) === applicationId
}

const isSound = (database: Database.Database): boolean => database.pragma('quick_check(1)', { simple: true }) === 'ok'

const giveUp = (database: Database.Database | null, lock: Lock, why: Result<never>): Result<never> => {
  database?.close()
  lock.release()
  return why
}

const openedStore = (
  world: OpeningWorld,
  place: OpeningOptions & { readonly file: string },
  database: Database.Database,
  lock: Lock,
): Store => {
  const { file, witnesses } = place
  const writable = writableOver(database, { log: world.log, monotonic: world.clock.monotonic })
  const { fileId, tag, epoch, restored } = enter(world, place, writable)
  let current = epoch
  const note = (closedCleanly: boolean): void => {
    const ledger = writable.one(newestEntry, {})?.number ?? 0
    const seen = { fileId, epoch: current, ledger, inode: inodeOf(file), closedCleanly }
    writeWitness(witnessBeside(file), seen)
    for (const folder of witnesses) writeOutside(world, witnessIn(folder, fileId, tag), seen)
  }
  const nextEpoch = (): void => {
    current += 1
    writable.transaction('identity.next-epoch', tx => tx.run(enterEpoch, { epoch: current }))
    note(false)
  }
  note(false)
  return {
    file,
    writable,
    restored,
    // a copy made now carries the old epoch, the file goes on with a new one: the copy is known for one if it ever comes back
    backups: backupsOf(world, file, database, nextEpoch),
    witness: () => note(false),
    close: () => {
      try {
        nextEpoch()
        database.pragma('wal_checkpoint(TRUNCATE)')
        note(true)
      } catch (problem) {
        // closed as after a power cut: everything that was committed is there, and the next start looks the file over
        if (!diskTrouble(problem)) throw problem
        world.log({ level: 'warn', event: 'store.closed-on-full-disk' })
      } finally {
        database.close()
        lock.release()
      }
    },
  }
}

/** A place that takes nothing costs the leases at the next start, not the start. */
const writeOutside = (world: OpeningWorld, path: string, seen: Witness): void => {
  try {
    writeWitness(path, seen)
  } catch (problem) {
    if (!(problem instanceof Error) || !('code' in problem)) throw problem
    world.log({ level: 'warn', event: 'store.witness-refused', fields: { why: problem.message } })
  }
}

const enter = (
  world: Pick<World, 'clock' | 'random'>,
  { file, witnesses: folders }: OpeningOptions & { readonly file: string },
  writable: Writable,
): { fileId: string; tag: string; epoch: number; restored: boolean } =>
  writable.transaction('identity.enter', tx => {
    const draw = (bytes: number): string => Buffer.from(world.random.bytes(bytes)).toString('hex')
    const known = tx.one(identityRow, {})
    const fileId = known?.file_id ?? draw(16)
    if (!known) tx.run(createIdentity, { fileId, at: world.clock.now() })
    const oldTag = findFileTag(tx)
    const places = [witnessBeside(file), ...folders.map(folder => witnessIn(folder, fileId, oldTag ?? ''))]
    const witnesses = places.map(readWitness)
    const ledger = tx.one(newestEntry, {})?.number ?? 0
    const inode = inodeOf(file)
    const restored =
      known !== undefined && witnesses.some(witness => isRestored(witness, { fileId, epoch: known.epoch, ledger }, inode))
    if (restored) tx.run(doubtLeases, {})
    // drawn anew: what the original and other copies lease must never be taken for this file's own
    const tag = restored || oldTag === null ? draw(4) : oldTag
    if (tag !== oldTag) putFileTag(tx, tag, world.clock.now())
    const seen = witnesses.flatMap(witness => (witness?.fileId === fileId ? [witness.epoch] : []))
    const epoch = Math.max(known?.epoch ?? 0, ...seen) + 1
    tx.run(enterEpoch, { epoch })
    return { fileId, tag, epoch, restored }
  })

/** A second connection that cannot write, for reports beside the till. */
export const openReader = (
  world: Pick<World, 'clock' | 'log'>,
  file: string,
): { readonly read: Readable; readonly close: () => void } => {
  const database = new Database(file, { readonly: true })
  return { read: readableOver(database, { log: world.log, monotonic: world.clock.monotonic }), close: () => database.close() }
}

/** Turns what the disk and SQLite say into a refusal; anything else is a fault and is thrown on. */
export const refusalOf = (problem: unknown): Result<never> => {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : ''
  const trouble = diskTrouble(problem)
  if (trouble) return { ok: false, refusal: trouble }
  if (code.startsWith('SQLITE_BUSY')) return refused('file-locked')
  throw problem
}
