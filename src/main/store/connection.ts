import Database from 'better-sqlite3'
import type { LogEntry } from '#main/world'
import { isCartOpen } from './cart.ts'
import type { Cell, Command, Parameters, Query, Readable, Transaction, Writable } from './query.ts'
import type { Remembered, Touched } from './remembered.ts'
import { rememberedOver } from './remembered.ts'

/** A statement slower than this is named in the log. */
const slowMs = 50
const busyTimeoutMs = 2000
/** Kept of the file in memory: the indexes of a hundred thousand orders mostly fit. */
const cacheKiB = 16_384
/**
 * Pages in the log before they are carried into the file, which takes as long as twenty sales. The download does so, when nothing lies in the cart as a rule; while
 * somebody stands at the counter it lets the log grow to 64 MB before. The sale's own bound is there for a till that downloads nothing.
 */
const checkpointAtPages = { sale: 20_000, whileSelling: 16_000, otherwise: 8000 }

export type Observer = { readonly log: (entry: LogEntry) => void; readonly monotonic: () => number }

type Statement = {
  readonly run: (p: Parameters) => { changes: number }
  readonly get: (p: Parameters) => unknown
  readonly all: (p: Parameters) => unknown[]
  /** What it touches; found out when that first matters. */
  touched?: Touched
}

/** Statements are compiled once a connection. */
const compiler = (database: Database.Database) => {
  const compiled = new Map<string, Statement>()
  return (sql: string): Statement => {
    const known = compiled.get(sql)
    if (known) return known
    const { places, names } = placesFor(sql)
    const prepared = database.prepare<Cell[], Record<string, Cell>>(places)
    const cells = (p: Parameters): Cell[] => names.map(name => cellIn(p, name))
    const fresh: Statement = {
      run: p => prepared.run(...cells(p)),
      get: p => prepared.get(...cells(p)),
      all: p => prepared.all(...cells(p)),
    }
    compiled.set(sql, fresh)
    return fresh
  }
}

/** Cells are bound by place: finding each by its name takes a quarter of the time of a small statement. Names within quotes are text. */
const placesFor = (sql: string): { readonly places: string; readonly names: readonly string[] } => {
  const names: string[] = []
  const places = sql.replaceAll(/'(?:[^']|'')*'|--[^\n]*|:([A-Za-z]\w*)/g, (found: string, name: string | undefined) => {
    if (name === undefined) return found
    names.push(name)
    return '?'
  })
  return { places, names }
}

const cellIn = (parameters: Parameters, name: string): Cell => {
  const cell = parameters[name]
  if (cell === undefined) throw new RangeError(`missing parameter ${name}`)
  return cell
}

const measured = (observer: Observer) => {
  return <Value>(name: string, work: () => Value): Value => {
    const start = observer.monotonic()
    const value = work()
    const tookMs = observer.monotonic() - start
    if (tookMs > slowMs) observer.log({ level: 'warn', event: 'store.slow-query', fields: { name, tookMs: Math.round(tookMs) } })
    return value
  }
}

const reader = (database: Database.Database, observer: Observer): Omit<Readable, 'derive'> => {
  const compile = compiler(database)
  const measure = measured(observer)
  return {
    one: <P extends Parameters, Row>(query: Query<P, Row>, parameters: P) =>
      measure(query.name, () => compile(query.sql).get(parameters) as Row | undefined),
    all: <P extends Parameters, Row>(query: Query<P, Row>, parameters: P) =>
      measure(query.name, () => compile(query.sql).all(parameters) as Row[]),
  }
}

/** Reads and writes, and remembers what is worked out of the rows until they change. */
const writer = (database: Database.Database, observer: Observer, remembered: Remembered): Transaction => {
  const compile = compiler(database)
  const measure = measured(observer)
  const touched = (statement: Statement, sql: string, parameters: Parameters): Touched =>
    (statement.touched ??= remembered.touchedBy(sql, parameters))
  const compiledToRead = (sql: string, parameters: Parameters): Statement => {
    const statement = compile(sql)
    if (remembered.isDeriving()) remembered.noteRead(touched(statement, sql, parameters))
    return statement
  }
  const connection: Transaction = {
    one: <P extends Parameters, Row>(query: Query<P, Row>, parameters: P) =>
      measure(query.name, () => compiledToRead(query.sql, parameters).get(parameters) as Row | undefined),
    all: <P extends Parameters, Row>(query: Query<P, Row>, parameters: P) =>
      measure(query.name, () => compiledToRead(query.sql, parameters).all(parameters) as Row[]),
    run: <P extends Parameters>(command: Command<P>, parameters: P) =>
      measure(command.name, () => {
        const statement = compile(command.sql)
        // noted first: a statement that fails halfway may have written all the same
        remembered.noteWritten(touched(statement, command.sql, parameters))
        return statement.run(parameters).changes
      }),
    derive: (derivation, parameters) => remembered.derive(derivation, parameters, connection),
  }
  return connection
}

/**
 * The selling connection: WAL, `synchronous = FULL` (a commit is on the disk when it returns), foreign keys.
 * Throws when the file does not take these settings: selling on less would break the promise that paper means disk.
 */
export const writableOver = (database: Database.Database, observer: Observer): Writable => {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma(`busy_timeout = ${busyTimeoutMs}`)
  database.pragma(`cache_size = -${cacheKiB}`)
  database.pragma(`wal_autocheckpoint = ${checkpointAtPages.sale}`)
  assertDurable(database)
  const remembered = rememberedOver(database)
  const connection = writer(database, observer, remembered)
  const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map(sql => database.prepare(sql))
  if (!begin || !commit || !rollback) throw new Error('unreachable')
  const transaction: Writable['transaction'] = (name, work) => {
    begin.run()
    try {
      const value = work(connection)
      observer.log({ level: 'debug', event: 'store.commit', fields: { name } })
      commit.run()
      observer.log({ level: 'debug', event: 'store.committed', fields: { name } })
      return value
    } catch (problem) {
      if (database.inTransaction) rollback.run()
      remembered.forgetAll()
      throw problem
    }
  }
  return {
    one: connection.one,
    all: connection.all,
    derive: connection.derive,
    transaction,
    refetchable: (name, work) => {
      // WAL keeps commits in order and whole at either level: https://sqlite.org/pragma.html#pragma_synchronous
      const pages = checkpointAtPages[isCartOpen(connection) ? 'whileSelling' : 'otherwise']
      database.exec(`PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${pages}`)
      try {
        return transaction(name, work)
      } finally {
        database.exec(`PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${checkpointAtPages.sale}`)
      }
    },
  }
}

/** A connection that cannot write, for reports. */
export const readableOver = (database: Database.Database, observer: Observer): Readable => {
  database.pragma('query_only = ON')
  database.pragma(`busy_timeout = ${busyTimeoutMs}`)
  const reading: Readable = { ...reader(database, observer), derive: ({ work }, parameters) => work(reading, parameters) }
  return reading
}

/** Throws unless commits reach the disk before they return. 2 = FULL (https://sqlite.org/pragma.html#pragma_synchronous). */
export const assertDurable = (database: Database.Database): void => {
  const mode = database.pragma('journal_mode', { simple: true })
  const synchronous = database.pragma('synchronous', { simple: true })
  const foreignKeys = database.pragma('foreign_keys', { simple: true })
  if (mode !== 'wal' || synchronous !== 2 || foreignKeys !== 1)
    throw new Error(
      `the file does not keep promises: journal ${String(mode)}, synchronous ${String(synchronous)}, foreign keys ${String(foreignKeys)}`,
    )
}
