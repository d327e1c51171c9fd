import type { OnsalePlan, PlanEntry } from '#contract/onsale-plan'
import { planShape } from '#contract/onsale-plan'
import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** Every on-sale that was not removed, in order of their start. One whose plan this version cannot read is left out. */
export const listOnsales = (db: Readable): readonly OnsalePlan[] =>
  db
    .all(selectOnsales, {})
    .map(asPlan)
    .filter(plan => plan !== undefined)
    .toSorted((one, other) => one.startsAt - other.startsAt)

/** One on-sale; undefined when there is none by that id, or none that can be read. */
export const onsaleOf = (db: Readable, id: string): OnsalePlan | undefined => {
  const row = db.one(selectOnsale, { id })
  return row && asPlan(row)
}

/** Where and in what money an on-sale sells; undefined when the file does not have its event. */
export const eventOfPlan = (
  db: Readable,
  plan: PlanEntry,
): { readonly currency: string; readonly timezone: string; readonly testmode: boolean } | undefined => {
  const event = db.one(selectEvent, { event: plan.showing.event })
  return event && { ...event, testmode: event.testmode === 1 }
}

/** Keeps a new plan, or a changed one under its id. `at`: now. */
export const putOnsale = (
  tx: Transaction,
  id: string,
  plan: PlanEntry,
  more: { readonly currency: string; readonly timezone: string; readonly at: number },
): void => {
  tx.run(upsertOnsale, { id, plan: JSON.stringify(plan), ...more })
}

/** Starts or ends the watching of an on-sale. False: there is none by that id. */
export const setWatched = (tx: Transaction, id: string, watched: boolean, at: number): boolean =>
  tx.run(updateWatched, { id, watched: watched ? 1 : 0, at }) > 0

/** Takes an on-sale and its minutes out. What was done in it stays among the marks and in the ledger. */
export const removeOnsale = (tx: Transaction, id: string, at: number): void => {
  tx.run(markRemoved, { id, at })
  tx.run(clearSeries, { id })
}

type Row = {
  id: string
  plan: string
  currency: string
  timezone: string
  watched: number
  createdAt: number
  changedAt: number
}

const asPlan = (row: Row): OnsalePlan | undefined => {
  const plan = planShape.safeParse(parsed(row.plan))
  if (!plan.success) return undefined
  const { id, currency, timezone, createdAt, changedAt } = row
  return { ...plan.data, id, watched: row.watched === 1, currency, timezone, createdAt, changedAt }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const columns = 'id, plan, currency, timezone, watched, created_at AS createdAt, changed_at AS changedAt'
const selectOnsales = query<Row>('onsale.list', `SELECT ${columns} FROM onsale WHERE removed_at IS NULL`)
const selectOnsale = query<Row, { id: string }>(
  'onsale.get',
  `SELECT ${columns} FROM onsale WHERE id = :id AND removed_at IS NULL`,
)
const selectEvent = query<{ currency: string; timezone: string; testmode: number }, { event: string }>(
  'onsale.event',
  'SELECT currency, timezone, testmode FROM event WHERE slug = :event',
)
const upsertOnsale = command<{ id: string; plan: string; currency: string; timezone: string; at: number }>(
  'onsale.put',
  `INSERT INTO onsale (id, plan, currency, timezone, watched, created_at, changed_at) VALUES (:id, :plan, :currency, :timezone, 0, :at, :at)
   ON CONFLICT (id) DO UPDATE SET plan = excluded.plan, currency = excluded.currency, timezone = excluded.timezone, changed_at = excluded.changed_at`,
)
const updateWatched = command<{ id: string; watched: number; at: number }>(
  'onsale.watch',
  'UPDATE onsale SET watched = :watched, changed_at = :at WHERE id = :id AND removed_at IS NULL',
)
const markRemoved = command<{ id: string; at: number }>(
  'onsale.remove',
  'UPDATE onsale SET removed_at = :at, watched = 0, revision = revision + 1 WHERE id = :id AND removed_at IS NULL',
)
const clearSeries = command<{ id: string }>('onsale.clear', 'DELETE FROM minute_series WHERE onsale = :id')
