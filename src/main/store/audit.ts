import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** One thing that happened and may be asked about later. `subject`: the id of what it happened to. `detail` holds no secrets and no customer's data. */
export type AuditEntry = {
  readonly at: number
  readonly kind: string
  readonly subject: string | null
  readonly tillId?: string | null
  readonly cashierId?: string | null
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Writes into the one ledger, in the transaction of what it tells. Nothing written there is ever changed. */
export const addAudit = (tx: Transaction, entry: AuditEntry): void => {
  const { at, kind, subject, tillId = null, cashierId = null, detail = {} } = entry
  tx.run(insertAudit, { at, tillId, cashierId, kind, subject, detail: JSON.stringify(detail) })
}

/** A line of the ledger as it is read again: what was written in figures and words of its detail. */
export type AuditNote = {
  readonly at: number
  readonly kind: string
  readonly detail: Readonly<Record<string, number | string>>
}

/** Everything the ledger holds of one thing, in the order it was written. */
export const auditNotes = (db: Readable, subject: string): readonly AuditNote[] =>
  db.all(selectAudit, { subject }).map(({ detail, ...row }) => ({ ...row, detail: plainOnly(JSON.parse(detail)) }))

const plainOnly = (value: unknown): AuditNote['detail'] =>
  Object.fromEntries(
    Object.entries(value ?? {}).flatMap(([name, one]) =>
      typeof one === 'number' || typeof one === 'string' ? [[name, one]] : [],
    ),
  )

const selectAudit = query<{ at: number; kind: string; detail: string }, { subject: string }>(
  'audit.list',
  'SELECT at, kind, detail FROM audit WHERE subject = :subject ORDER BY number',
)
const insertAudit = command<{
  at: number
  tillId: string | null
  cashierId: string | null
  kind: string
  subject: string | null
  detail: string
}>(
  'audit.insert',
  'INSERT INTO audit (at, till_id, cashier_id, kind, subject, detail) VALUES (:at, :tillId, :cashierId, :kind, :subject, :detail)',
)
