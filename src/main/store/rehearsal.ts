import type { KeptRehearsal, LastRehearsal, RehearsalReport } from '#contract/rehearsal'
import { rehearsalReportShape } from '#contract/rehearsal'
import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** Reports that can be read again; older ones stay in the file. */
const mostListed = 20

/** Keeps how a rehearsal ended. It is never changed or removed. `endedAt`: by the machine's clock. */
export const addRehearsal = (tx: Transaction, report: RehearsalReport, endedAt: number): void => {
  const { scenario, stood, sold } = report
  tx.run(insertRehearsal, { scenario: scenario.id, endedAt, ...stood, sold, report: JSON.stringify(report) })
}

/** The newest rehearsals with their reports, newest first. One that cannot be read is left out. */
export const listRehearsals = (db: Readable): readonly KeptRehearsal[] =>
  db.all(selectRehearsals, { most: mostListed }).flatMap(({ number, endedAt, report }) => {
    const read = rehearsalReportShape.safeParse(JSON.parse(report))
    return read.success ? [{ id: String(number), endedAt, report: read.data }] : []
  })

/** What the last rehearsal that measured anything stood; null: there was none. */
export const lastRehearsal = (db: Readable): LastRehearsal | null => {
  const row = db.one(selectLast, {})
  if (!row) return null
  const { namePl, nameEn, usersPerMinute, insideAtOnce, serverLeadMs, servers, ...rest } = row
  return { ...rest, name: { pl: namePl, en: nameEn }, stood: { usersPerMinute, insideAtOnce, serverLeadMs, servers } }
}

type Row = { number: number; endedAt: number; report: string }
type LastRow = LastRehearsal['stood'] & {
  readonly scenario: string
  readonly namePl: string
  readonly nameEn: string
  readonly endedAt: number
  readonly sold: number
}

const insertRehearsal = command<{
  scenario: string
  endedAt: number
  usersPerMinute: number | null
  insideAtOnce: number | null
  serverLeadMs: number | null
  servers: number | null
  sold: number
  report: string
}>(
  'rehearsal.add',
  `INSERT INTO rehearsal (scenario, ended_at, users_per_minute, inside_at_once, server_lead_ms, servers, sold, report)
   VALUES (:scenario, :endedAt, :usersPerMinute, :insideAtOnce, :serverLeadMs, :servers, :sold, :report)`,
)
const selectRehearsals = query<Row, { most: number }>(
  'rehearsal.list',
  'SELECT number, ended_at AS endedAt, report FROM rehearsal ORDER BY ended_at DESC, number DESC LIMIT :most',
)
const selectLast = query<LastRow, Record<string, never>>(
  'rehearsal.last',
  `SELECT scenario, report ->> '$.scenario.name.pl' AS namePl, report ->> '$.scenario.name.en' AS nameEn, ended_at AS endedAt,
   users_per_minute AS usersPerMinute, inside_at_once AS insideAtOnce, server_lead_ms AS serverLeadMs, servers, sold
   FROM rehearsal WHERE users_per_minute IS NOT NULL ORDER BY ended_at DESC, number DESC LIMIT 1`,
)
