import type { Readable, Transaction } from './query.ts'
import { command, derivation, query } from './query.ts'

/** A cashier's time at a till that has not been closed. */
export type OpenShift = { readonly id: string; readonly tillId: string; readonly cashierId: string; readonly cashier: string }

/** The open shift of a till; a till has one at most. */
export const openShift = (db: Readable, tillId: string): OpenShift | undefined => db.derive(open, { tillId })

export const cashierNamed = (db: Readable, name: string): string | undefined => db.one(selectCashier, { name })?.id

export const addCashier = (
  tx: Transaction,
  cashier: { readonly id: string; readonly name: string; readonly at: number },
): void => {
  tx.run(insertCashier, cashier)
}

export const addShift = (
  tx: Transaction,
  shift: { readonly id: string; readonly tillId: string; readonly cashierId: string; readonly at: number },
): void => {
  tx.run(insertShift, shift)
}

export const endShift = (tx: Transaction, id: string, at: number): void => {
  tx.run(closeShift, { id, at })
}

const open = derivation('shift.open', (db, till: { readonly tillId: string }) => db.one(selectShift, till))
const selectShift = query<OpenShift, { tillId: string }>(
  'shift.open',
  `SELECT shift.id, shift.till_id AS tillId, shift.cashier_id AS cashierId, cashier.name AS cashier FROM shift JOIN cashier ON cashier.id = shift.cashier_id
   WHERE shift.till_id = :tillId AND shift.closed_at IS NULL ORDER BY shift.opened_at DESC LIMIT 1`,
)
const selectCashier = query<{ id: string }, { name: string }>(
  'cashier.named',
  'SELECT id FROM cashier WHERE name = :name LIMIT 1',
)
const insertCashier = command<{ id: string; name: string; at: number }>(
  'cashier.insert',
  'INSERT INTO cashier (id, name, created_at) VALUES (:id, :name, :at)',
)
const insertShift = command<{ id: string; tillId: string; cashierId: string; at: number }>(
  'shift.insert',
  'INSERT INTO shift (id, till_id, cashier_id, opened_at) VALUES (:id, :tillId, :cashierId, :at)',
)
const closeShift = command<{ id: string; at: number }>(
  'shift.close',
  'UPDATE shift SET closed_at = :at WHERE id = :id AND closed_at IS NULL',
)
