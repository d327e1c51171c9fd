declare const shape: unique symbol

/** What SQLite takes and gives: money and times are integers; never a float. */
export type Cell = string | number | bigint | null | Uint8Array
export type Parameters = Readonly<Record<string, Cell>>

/** A named statement. Its name stands in the slow-query log; its types are claimed once, beside its SQL. */
export type Query<P extends Parameters, Row> = {
  readonly name: string
  readonly sql: string
  readonly [shape]?: (parameters: P) => Row
}
/** A statement that changes rows; only a writable database runs it. */
export type Command<P extends Parameters> = {
  readonly name: string
  readonly sql: string
  readonly [shape]?: (parameters: P) => void
}

/** Something worked out of rows and of nothing else. Whoever gets it must not change it: the writing connection remembers it. */
export type Derivation<P extends Parameters, Value> = {
  readonly name: string
  readonly work: (db: Readable, parameters: P) => Value
}

type None = Readonly<Record<string, never>>

/** A statement that reads rows of type `Row` with named parameters `P` (`:name` in the SQL). */
export const query = <Row, P extends Parameters = None>(name: string, sql: string): Query<P, Row> => ({ name, sql })
/** A statement that writes with named parameters `P`. */
export const command = <P extends Parameters = None>(name: string, sql: string): Command<P> => ({ name, sql })

/** What `work` makes of rows; `name` and parameters tell it from others. It must read with the connection it is given, and no clock. */
export const derivation = <Value, P extends Parameters = None>(
  name: string,
  work: (db: Readable, parameters: P) => Value,
): Derivation<P, Value> => ({ name, work })

/** A database one may only read: totals and searches get this type, so that they cannot write by mistake. */
export type Readable = {
  readonly one: <P extends Parameters, Row>(query: Query<P, Row>, parameters: P) => Row | undefined
  readonly all: <P extends Parameters, Row>(query: Query<P, Row>, parameters: P) => readonly Row[]
  /** What the derivation makes of the rows as they are now. The writing connection works it out again only after one of the tables it was made of was written. */
  readonly derive: <P extends Parameters, Value>(derivation: Derivation<P, Value>, parameters: P) => Value
}

/** Inside a transaction: reads and writes that become true together. */
export type Transaction = Readable & {
  /** Runs it and gives the number of rows changed. */
  readonly run: <P extends Parameters>(command: Command<P>, parameters: P) => number
}

/** The one writing connection. Work is synchronous: nothing is awaited inside a transaction. */
export type Writable = Readable & {
  /** All of `work` or nothing of it, synced to disk when this returns. Throws what `work` throws, after rolling back. */
  readonly transaction: <Value>(name: string, work: (tx: Transaction) => Value) => Value
  /**
   * The same for what the platform can be asked for again: a power cut may undo it, as a whole and in order, with the notes on how far the download has come.
   * So it need not wait for the disk. The next `transaction` brings it there with its own.
   */
  readonly refetchable: <Value>(name: string, work: (tx: Transaction) => Value) => Value
}
