import Database from 'better-sqlite3'

export type Row = Readonly<Record<string, string | number | null>>
export type TableRows = { readonly table: string; readonly rows: readonly Row[] }

/** Opens a file the way the till does: what is on the disk when a commit returns is the same. */
export const durable = (file: string): Database.Database => {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  return database
}

/** Every row of these tables. */
export const rowsOf = (file: string, tables: readonly string[]): readonly TableRows[] => {
  const database = new Database(file, { readonly: true })
  const found = tables.map(table => ({ table, rows: database.prepare<[], Row>(`SELECT * FROM ${table}`).all() }))
  database.close()
  return found
}

/** A prepared INSERT for rows such as this one. */
export const inserter = (database: Database.Database, table: string, example: Row): ((row: Row) => void) => {
  const columns = Object.keys(example)
  const statement = database.prepare(
    `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(column => `:${column}`).join()})`,
  )
  return row => void statement.run(row)
}

/** An empty file with the tables and indexes of another and none of its triggers: those are work, not rows. */
export const emptyCopy = (from: string, to: string): Database.Database => {
  const known = new Database(from, { readonly: true })
  const schema = known
    .prepare<[], { sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'
       ORDER BY type DESC`,
    )
    .all()
  known.close()
  const database = durable(to)
  database.exec(schema.map(({ sql }) => `${sql};`).join('\n'))
  return database
}
