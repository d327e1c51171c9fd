import type Database from 'better-sqlite3'
import type { Derivation, Parameters, Readable } from './query.ts'

/** How often a table was written since the file was opened. */
export type WrittenTable = { writes: number }
/** The tables that a statement reads and writes, those of its triggers and foreign keys among them. */
export type Touched = { readonly reads: readonly WrittenTable[]; readonly writes: readonly WrittenTable[] }

/** Remembered at once; beyond it everything is worked out anew. */
const mostRemembered = 1000

type Memory = { readonly value: unknown; readonly read: readonly (readonly [WrittenTable, number])[] }

/**
 * Remembers what was worked out of rows until one of the tables it was made of is written. Only for the one writing connection: what others write it cannot see.
 * Which tables a statement touches is SQLite's own word (`EXPLAIN` lists every tree that its program opens), so it cannot be told wrongly.
 */
export type Remembered = {
  readonly touchedBy: (sql: string, parameters: Parameters) => Touched
  /** A statement reads these: whatever is being worked out right now depends on them. */
  readonly noteRead: (touched: Touched) => void
  readonly noteWritten: (touched: Touched) => void
  /** Rows went back to what they were, whatever was worked out of them in between. */
  readonly forgetAll: () => void
  /** True while something is being worked out. */
  readonly isDeriving: () => boolean
  readonly derive: <P extends Parameters, Value>(derivation: Derivation<P, Value>, parameters: P, db: Readable) => Value
}

/** Made once the tables are what they will be while the file is open. */
export const rememberedOver = (database: Database.Database): Remembered => {
  const trees = treesOf(database)
  const memories = new Map<unknown, Map<string, Memory>>()
  let remembered = 0
  const forgetAll = (): void => {
    memories.clear()
    remembered = 0
  }
  const remember = (derivation: unknown, key: string, memory: Memory): void => {
    if (remembered >= mostRemembered) forgetAll()
    const known = memories.get(derivation) ?? new Map<string, Memory>()
    if (!known.has(key)) remembered += 1
    memories.set(derivation, known.set(key, memory))
  }
  const deriving: Set<WrittenTable>[] = []
  const dependOn = (tables: Iterable<WrittenTable>): void => {
    for (const one of deriving) for (const table of tables) one.add(table)
  }
  return {
    touchedBy: (sql, parameters) => touchedBy(database, trees, sql, parameters),
    noteRead: ({ reads }) => dependOn(reads),
    noteWritten: ({ writes }) => {
      for (const table of writes) table.writes += 1
    },
    forgetAll,
    isDeriving: () => deriving.length > 0,
    derive: <P extends Parameters, Value>(derivation: Derivation<P, Value>, parameters: P, db: Readable) => {
      const key = keyOf(parameters)
      const known = memories.get(derivation)?.get(key)
      if (known?.read.every(([table, writes]) => table.writes === writes)) {
        if (deriving.length > 0) dependOn(known.read.map(([table]) => table))
        return known.value as Value // kept below for the same derivation
      }
      const read = new Set<WrittenTable>()
      deriving.push(read)
      try {
        const value = derivation.work(db, parameters)
        remember(derivation, key, { value, read: [...read].map(table => [table, table.writes]) })
        return value
      } finally {
        deriving.pop()
        if (deriving.length > 0) dependOn(read)
      }
    },
  }
}

const keyOf = (parameters: Parameters): string => (Object.keys(parameters).length === 0 ? '' : JSON.stringify(parameters))

/** Each tree of the file (a table's or one of its indexes') by its root page. */
const treesOf = (database: Database.Database): ReadonlyMap<number, WrittenTable> => {
  const rows = database.prepare('SELECT tbl_name AS name, rootpage FROM sqlite_schema WHERE rootpage > 0').all() as {
    name: string
    rootpage: number
  }[]
  const tables = new Map(rows.map(({ name }) => [name, { writes: 0 }]))
  return new Map(rows.map(({ name, rootpage }) => [rootpage, tables.get(name) ?? { writes: 0 }]))
}

type Step = { readonly opcode: string; readonly p1: number; readonly p2: number; readonly p3: number }

/** https://sqlite.org/opcode.html: `OpenRead` and `OpenWrite` name a root page in P2, `Clear` in P1. */
const touchedBy = (
  database: Database.Database,
  trees: ReadonlyMap<number, WrittenTable>,
  sql: string,
  parameters: Parameters,
): Touched => {
  const steps = database.prepare<Parameters, Step>(`EXPLAIN ${sql}`).all(parameters)
  const tablesAt = (roots: readonly number[]): readonly WrittenTable[] => [
    ...new Set(roots.map(root => trees.get(root)).filter(table => table !== undefined)),
  ]
  const roots = (opcode: string): readonly number[] => steps.filter(step => step.opcode === opcode).map(step => step.p2)
  const cleared = steps.filter(step => step.opcode === 'Clear').map(step => step.p1)
  const reads = tablesAt([...roots('OpenRead'), ...roots('ReopenIdx')])
  return { reads, writes: tablesAt([...roots('OpenWrite'), ...cleared]) }
}
