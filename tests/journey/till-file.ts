import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** What the till wrote down, read as plain SQL from its file. */
export type TillFile = {
  /** What this till's codes and leases begin with. */
  readonly prefix: string
  readonly sales: readonly {
    readonly id: string
    readonly code: string
    readonly totalMinor: number
    readonly takenMinor: number
    readonly positionsMinor: number
    readonly state: string
    readonly reason: string | null
  }[]
  readonly tickets: readonly { readonly code: string; readonly secret: string }[]
  readonly leasesSpentTwice: number
  /** Units that were sold without a lease of their own which the platform had granted and which was good until then. */
  readonly unleased: readonly {
    readonly event: string
    readonly subevent: number | null
    readonly item: number
    readonly variation: number | null
  }[]
  /** Leases that still stand open; after closing time there are none. */
  readonly liveLeases: readonly string[]
}

export const readTillFile = (folder: string): TillFile => {
  const name = readdirSync(folder).find(file => file.endsWith('.sqlite'))
  const database = new Database(join(folder, name ?? 'none.sqlite'), { readonly: true })
  const rows = (sql: string): readonly unknown[] => database.prepare(sql).all()
  try {
    const [till] = rows('SELECT code_prefix FROM till WHERE retired_at IS NULL') as { code_prefix: string }[]
    return {
      prefix: till?.code_prefix ?? '',
      sales: rows(`
        SELECT s.id, s.code, s.total_minor AS totalMinor, p.state, p.reason,
          (SELECT ifnull(sum(amount_minor), 0) FROM sale_payment WHERE sale_id = s.id) AS takenMinor,
          (SELECT ifnull(sum(price_minor), 0) FROM sale_position WHERE sale_id = s.id) AS positionsMinor
        FROM sale s LEFT JOIN outbox_progress p ON p.sale_id = s.id`) as TillFile['sales'],
      tickets: rows('SELECT s.code, p.secret FROM sale_position p JOIN sale s ON s.id = p.sale_id') as TillFile['tickets'],
      leasesSpentTwice: rows('SELECT lease FROM sale_position WHERE lease IS NOT NULL GROUP BY lease HAVING count(*) > 1').length,
      unleased: rows(`
        SELECT s.event, s.subevent, p.item, p.variation
        FROM sale_position p JOIN sale s ON s.id = p.sale_id LEFT JOIN lease l ON l.cart_id = p.lease
        WHERE l.platform_id IS NULL OR l.state <> 'spent' OR l.expires_at <= s.sold_at`) as TillFile['unleased'],
      liveLeases: (rows(`SELECT cart_id FROM lease WHERE state IN ('asked', 'held', 'returning')`) as { cart_id: string }[]).map(
        row => row.cart_id,
      ),
    }
  } finally {
    database.close()
  }
}
