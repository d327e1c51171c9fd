import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** The layout of a hall as JSON, and when it was fetched; undefined when it never was. */
export const seatingPlan = (db: Readable, id: number): { readonly layout: string; readonly fetchedAt: number } | undefined =>
  db.one(selectPlan, { id })

export const putSeatingPlan = (
  tx: Transaction,
  plan: { readonly id: number; readonly name: string; readonly layout: string; readonly fetchedAt: number },
): void => void tx.run(upsertPlan, plan)

const selectPlan = query<{ layout: string; fetchedAt: number }, { id: number }>(
  'seating-plan.get',
  'SELECT layout, fetched_at AS fetchedAt FROM seating_plan WHERE id = :id',
)
const upsertPlan = command<{ id: number; name: string; layout: string; fetchedAt: number }>(
  'seating-plan.put',
  `INSERT INTO seating_plan (id, name, layout, fetched_at) VALUES (:id, :name, :layout, :fetchedAt)
   ON CONFLICT (id) DO UPDATE SET name = excluded.name, layout = excluded.layout, fetched_at = excluded.fetched_at`,
)
