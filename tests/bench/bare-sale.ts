import Database from 'better-sqlite3'
import type { Row } from './bare-rows.ts'
import { durable, inserter } from './bare-rows.ts'

/** Commits the rows of a sale as better-sqlite3 does by itself: prepared statements, one transaction, synced to the disk. */
export type BareSales = {
  /** Copies what the sale will need, unmeasured: its leases and cart lines as they stand now in the till's file. */
  readonly prepare: () => void
  /** Reads the till's newest sale, unmeasured. What it gives stores it once more and tells the milliseconds that took. */
  readonly read: () => () => number
  readonly close: () => void
}

const parts = ['sale_position', 'sale_payment', 'outbox', 'outbox_progress'] as const

/** `file` is the till's; `copy` is made: the same tables, indexes, triggers and rows. */
export const openBareSales = (file: string, copy: string): BareSales => {
  const till = new Database(file, { readonly: true })
  till.prepare('VACUUM INTO ?').run(copy)
  const bare = durable(copy)
  const all = (sql: string, ...given: readonly string[]): readonly Row[] => till.prepare<string[], Row>(sql).all(...given)
  const inserters = new Map<string, (row: Row) => void>()
  const insert = (table: string, row: Row): void => {
    const known = inserters.get(table) ?? inserter(bare, table, row)
    inserters.set(table, known)
    known(row)
  }
  const [begin, commit] = [bare.prepare('BEGIN IMMEDIATE'), bare.prepare('COMMIT')]
  const spend = bare.prepare(`UPDATE lease SET state = 'spent', sale_id = ?, changed_at = ? WHERE cart_id = ? AND state = 'held'`)
  const clear = bare.prepare('DELETE FROM cart_line')
  const touch = bare.prepare('UPDATE cart SET version = version + 1, event = NULL, subevent = NULL')
  const knows = bare.prepare('SELECT 1 FROM lease WHERE cart_id = ?')
  return {
    prepare: () => {
      begin.run()
      const lines = all('SELECT * FROM cart_line')
      for (const lease of all('SELECT lease.* FROM lease JOIN cart_line ON cart_line.lease = cart_id'))
        if (!knows.get(lease['cart_id'])) insert('lease', lease)
      for (const line of lines) insert('cart_line', line)
      commit.run()
    },
    read: () => {
      const [sale] = all('SELECT * FROM sale ORDER BY rowid DESC LIMIT 1')
      const id = String(sale?.['id'])
      const [audit] = all('SELECT at, till_id, cashier_id, kind, subject, detail FROM audit WHERE subject = ?', id)
      const found = parts.map(table => ({ table, rows: all(`SELECT * FROM ${table} WHERE sale_id = ?`, id) }))
      const leases = found[0]?.rows.map(row => row['lease']) ?? []
      if (!sale || !audit) throw new Error('there is no sale')
      return () => {
        const start = performance.now()
        begin.run()
        insert('sale', sale)
        for (const { table, rows } of found) for (const row of rows) insert(table, row)
        for (const lease of leases) spend.run(id, sale['sold_at'], lease)
        insert('audit', audit)
        clear.run()
        touch.run()
        commit.run()
        return performance.now() - start
      }
    },
    close: () => {
      till.close()
      bare.close()
    },
  }
}
