import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** What watching has cost, counted: metrics asked of CloudWatch, and milliseconds that servers have run while it was watched. */
export type CostCounter = 'metrics-asked' | 'server-ms'

/** Adds to a counter; whole numbers. */
export const addCost = (tx: Transaction, onsale: string, counter: CostCounter, amount: number): void => {
  if (amount !== 0) tx.run(raise, { onsale, counter, amount: Math.round(amount) })
}

/** All counters of an on-sale; those never counted are 0. */
export const costsOf = (db: Readable, onsale: string): Readonly<Record<CostCounter, number>> => {
  const amounts = new Map(db.all(selectCosts, { onsale }).map(({ counter, amount }) => [counter, amount]))
  const of = (counter: CostCounter): number => amounts.get(counter) ?? 0
  return { 'metrics-asked': of('metrics-asked'), 'server-ms': of('server-ms') }
}

const raise = command<{ onsale: string; counter: string; amount: number }>(
  'onsale-cost.add',
  `INSERT INTO onsale_cost (onsale, counter, amount) VALUES (:onsale, :counter, :amount)
   ON CONFLICT (onsale, counter) DO UPDATE SET amount = amount + excluded.amount`,
)
const selectCosts = query<{ counter: string; amount: number }, { onsale: string }>(
  'onsale-cost.list',
  'SELECT counter, amount FROM onsale_cost WHERE onsale = :onsale',
)
