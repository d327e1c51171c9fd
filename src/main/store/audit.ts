import type { Transaction } from './query.ts'
import { command } from './query.ts'

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
