import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assertDurable } from '#store/connection'
import { addAudit } from '#store/audit'
import { migrate } from '#store/migrate'
import { migrations, newestMigration } from '#store/migrations/all'
import type { Store } from '#store/open'
import { openReader, openStore } from '#store/open'
import { fileTag } from '#store/file-id'
import { query } from '#store/query'
import { testWorld } from '../../world-for-tests.ts'

const world = testWorld()
let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kasa-open-'))
  file = join(folder, 'kasa.sqlite')
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

/** `outside`: where a second word about the file is kept. */
const open = (path = file, outside: string | null = null): Store => {
  const opened = openStore(world, path, { witnesses: outside === null ? [] : [outside] })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value
}
const refusalAt = (path = file): string => {
  const opened = openStore(world, path)
  if (opened.ok) opened.value.close()
  return opened.ok ? 'opened' : opened.refusal.code
}
/** Opens the file in a process of its own, says what came of it, and goes on with `then`. */
const inChild = (then: string, who: { uid?: number; gid?: number } = {}) => {
  const source = pathToFileURL(new URL('../../../src/main/store/open.ts', import.meta.url).pathname).href
  const script = `
    const { openStore } = await import(${JSON.stringify(source)})
    const world = { clock: { now: () => 0, monotonic: () => 0 }, random: { bytes: length => new Uint8Array(length) }, log: () => {} }
    const opened = openStore(world, ${JSON.stringify(file)})
    console.log(opened.ok ? 'opened' : opened.refusal.code)
    ${then}`
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', ...who })
}
const proven = query<{ leases_proven: number }>('test.proven', 'SELECT leases_proven FROM file_identity')
const isDoubted = (store: Store): boolean => store.writable.one(proven, {})?.leases_proven === 0
const noteInLedger = (store: Store): void =>
  store.writable.transaction('test.note', tx => addAudit(tx, { at: 1, kind: 'test', subject: null }))

describe('opening the file', () => {
  test('a new file is made, closed and opened again without doubt', () => {
    open().close()
    const again = open()
    expect(again.restored).toBe(false)
    expect(isDoubted(again)).toBe(false)
    again.close()
  })
  test('the selling connection writes through to the disk: WAL, FULL, foreign keys', () => {
    open().close()
    const database = new Database(file)
    expect(() => assertDurable(database)).toThrow(/does not keep promises/)
    database.close()
  })
  test('a second Kasa on one file is refused, and let in once the first has gone', () => {
    const first = open()
    expect(refusalAt()).toBe('file-locked')
    first.close()
    expect(refusalAt()).toBe('opened')
  })
  test('a file of a newer version is refused and left as it is', () => {
    open().close()
    const database = new Database(file)
    database.pragma(`user_version = ${newestMigration + 1}`)
    database.close()
    expect(refusalAt()).toBe('file-newer')
    expect(new Database(file).pragma('user_version', { simple: true })).toBe(newestMigration + 1)
  })
  test('a file that is no database, and one of another program, are refused as damaged', () => {
    writeFileSync(file, 'not a database, but long enough to look like something else entirely'.repeat(100))
    expect(refusalAt()).toBe('file-damaged')
    const other = join(folder, 'other.sqlite')
    new Database(other).exec('CREATE TABLE recipes (id INTEGER)').close()
    expect(refusalAt(other)).toBe('file-damaged')
  })
  test('a file with a torn page is noticed after it was not closed in order', () => {
    const store = open()
    for (let index = 0; index < 2000; index += 1) noteInLedger(store)
    store.close()
    const bytes = new Database(file).serialize()
    bytes.fill(0xff, 4096 * 12, 4096 * 14)
    writeFileSync(file, bytes)
    rmSync(`${file}.witness`)
    expect(refusalAt()).toBe('file-damaged')
  })
  test('a folder that cannot be written to is refused in a sentence', () => {
    chmodSync(folder, 0o555)
    // the superuser may write anywhere: ask as nobody
    const asked = inChild('', process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {})
    expect(asked.stdout.trim(), asked.stderr).toBe('folder-read-only')
  })
  test('an older file is copied before it is migrated', () => {
    const database = new Database(file)
    migrate(database, migrations.slice(0, 1))
    database.pragma('user_version = 1')
    database.close()
    chmodSync(file, 0o600)
    open().close()
    const copies = readdirSync(folder).filter(name => name.startsWith('kasa.sqlite.before-'))
    expect(
      copies.map(name => (statSync(join(folder, name)).mode & 0o777).toString(8)),
      'for this user only',
    ).toEqual(['600'])
    const copy = new Database(join(folder, copies[0] ?? ''), { readonly: true })
    expect(copy.pragma('user_version', { simple: true })).toBe(1)
    copy.close()
  })
})

describe('a file knows whether it is the one last used here', () => {
  test('after a crash (no clean close) it is still the same file', () => {
    const crashed = inChild("process.kill(process.pid, 'SIGKILL')")
    expect(crashed.signal).toBe('SIGKILL')
    const reopened = open()
    expect(reopened.restored).toBe(false)
    reopened.close()
  })
  test('a backup put in its place is noticed, even written into the same file', async () => {
    const store = open()
    const backup = await store.backups.make()
    noteInLedger(store)
    store.close()
    copyFileSync(backup, file)
    const restored = open()
    expect(restored.restored).toBe(true)
    expect(isDoubted(restored)).toBe(true)
    restored.close()
  })
  test('a copy carried elsewhere is noticed, with or without what lay beside it', () => {
    open().close()
    const elsewhere = mkdtempSync(join(tmpdir(), 'kasa-elsewhere-'))
    cpSync(folder, elsewhere, { recursive: true })
    const copy = open(join(elsewhere, 'kasa.sqlite'))
    expect(copy.restored).toBe(true)
    copy.close()
    rmSync(elsewhere, { recursive: true })
    const alone = join(folder, 'alone.sqlite')
    copyFileSync(file, alone)
    const lonely = open(alone)
    expect(lonely.restored).toBe(true)
    lonely.close()
  })
  test('a file put back from before its last ledger entries is noticed', () => {
    const store = open()
    store.close()
    const early = join(folder, 'early.sqlite')
    copyFileSync(file, early)
    const later = open()
    noteInLedger(later)
    later.close()
    copyFileSync(early, file)
    const restored = open()
    expect(restored.restored).toBe(true)
    restored.close()
  })
  describe('with a word kept outside the data folder', () => {
    let data = ''
    let outside = ''
    let inside = ''
    beforeEach(() => {
      data = join(folder, 'data')
      outside = join(folder, 'state')
      inside = join(data, 'kasa.sqlite')
    })
    /** Puts the files of `from` back over those of the data folder, as a backup program does: into the same files. */
    const putBack = (from: string): void => {
      for (const name of ['kasa.sqlite', 'kasa.sqlite.witness']) copyFileSync(join(from, name), join(data, name))
    }
    const doubtedAfterOpening = (): boolean => {
      const store = open(inside, outside)
      store.close()
      return store.restored
    }
    test('the same file is opened again without doubt, and keeps its tag', () => {
      const first = open(inside, outside)
      const tag = fileTag(first.writable)
      first.close()
      const again = open(inside, outside)
      expect([again.restored, fileTag(again.writable)]).toEqual([false, tag])
      again.close()
      expect(readdirSync(outside)).toHaveLength(1)
    })
    test('a data folder put back as a whole is noticed each time, and gets another tag', () => {
      open(inside, outside).close()
      const backup = join(folder, 'friday')
      cpSync(data, backup, { recursive: true })
      expect(doubtedAfterOpening()).toBe(false)
      const tags = [1, 2, 3].map(() => {
        putBack(backup)
        const store = open(inside, outside)
        expect([store.restored, isDoubted(store)]).toEqual([true, true])
        const tag = fileTag(store.writable)
        store.close()
        return tag
      })
      expect(new Set(tags).size).toBe(3)
      expect(doubtedAfterOpening(), 'what was put back goes on as itself').toBe(false)
    })
    test('a file that is not known outside is doubted', () => {
      open(inside, outside).close()
      rmSync(outside, { recursive: true })
      expect(doubtedAfterOpening()).toBe(true)
      expect(doubtedAfterOpening()).toBe(false)
    })
    test('a copy of the folder used on the same machine does not put the original in doubt', () => {
      open(inside, outside).close()
      cpSync(data, join(folder, 'copy'), { recursive: true })
      const copy = open(join(folder, 'copy', 'kasa.sqlite'), outside)
      expect(copy.restored).toBe(true)
      copy.close()
      expect(doubtedAfterOpening()).toBe(false)
    })
    test('a place that takes nothing does not keep the till from opening', () => {
      writeFileSync(outside, 'a file where the folder should be')
      expect(doubtedAfterOpening()).toBe(false)
      expect(doubtedAfterOpening(), 'nobody can vouch for it').toBe(true)
    })
  })
  test('doubt about leases stays until somebody has asked the platform, also over restarts', () => {
    open().close()
    rmSync(`${file}.witness`)
    open().close()
    const again = open()
    expect(again.restored).toBe(false)
    expect(isDoubted(again)).toBe(true)
    again.close()
  })
})

describe('what money did cannot be changed afterwards', () => {
  for (const table of ['sale', 'sale_position', 'sale_payment', 'outbox', 'audit'])
    test(`${table} takes no update and no delete`, () => {
      const database = new Database(':memory:')
      migrate(database, migrations)
      const triggers = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?`).all(table)
      expect(triggers).toEqual(expect.arrayContaining([{ name: `${table}_no_update` }, { name: `${table}_no_delete` }]))
    })
  test('an audit entry resists both', () => {
    const store = open()
    noteInLedger(store)
    store.close()
    const database = new Database(file)
    expect(() => database.exec(`UPDATE audit SET kind = 'other'`)).toThrow('audit is append-only')
    expect(() => database.exec('DELETE FROM audit')).toThrow('audit is append-only')
    database.close()
  })
  test('a lease that was spent does not live again', () => {
    const database = new Database(':memory:')
    migrate(database, migrations)
    database.exec(`INSERT INTO till VALUES ('t', 'Kasa 1', 'u', 'o', 'O', 1, 's', 'AAA', 'full', 0, NULL);
      INSERT INTO lease VALUES ('c@api', 't', 'e', NULL, 1, NULL, NULL, 'pool', 'k', 'spent', 7, 0, 1, 'sale', 0)`)
    expect(() => database.exec(`UPDATE lease SET state = 'held', sale_id = NULL`)).toThrow('does not live again')
  })
})

describe('reports read beside the till', () => {
  test('the reading connection cannot write', () => {
    const store = open()
    const reader = openReader(world, file)
    expect(() => reader.read.all(query('test.sneak', 'DELETE FROM audit RETURNING number'), {})).toThrow()
    reader.close()
    store.close()
  })
  test('backups are kept to a number, newest first', async () => {
    const store = open()
    for (let index = 0; index < 16; index += 1) await store.backups.make()
    expect(readdirSync(join(folder, 'backups')).length).toBeLessThanOrEqual(14)
    expect(existsSync(join(folder, 'backups'))).toBe(true)
    store.close()
  })
})
