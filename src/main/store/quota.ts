import type { Transaction } from './query.ts'
import { command } from './query.ts'

/** A quota as the platform has it. `size` and `availableNumber` null: unlimited. */
export type QuotaRecord = {
  readonly id: number
  readonly event: string
  readonly subevent: number | null
  readonly name: string
  readonly size: number | null
  readonly closed: number
  readonly available: number | null
  readonly availableNumber: number | null
  readonly askedAt: number
  readonly body: string
}

/** Stores a quota with the products it counts; variation 0 stands for a product without variations. `run` names the reading that saw it. */
export const putQuota = (
  tx: Transaction,
  quota: QuotaRecord,
  products: readonly { readonly item: number; readonly variation: number }[],
  run: number,
): void => {
  tx.run(upsertQuota, { ...quota, run })
  tx.run(clearProducts, { quota: quota.id })
  for (const product of products) tx.run(addProduct, { quota: quota.id, ...product })
}

/** Marks quotas that this reading did not see, of one event or of one date of it. */
export const sweepQuotas = (tx: Transaction, event: string, subevent: number | 'all', run: number): number =>
  subevent === 'all' ? tx.run(markEventQuotasGone, { event, run }) : tx.run(markDateQuotasGone, { event, subevent, run })

const upsertQuota = command<QuotaRecord & { run: number }>(
  'quota.put',
  `INSERT INTO quota (id, event, subevent, name, size, closed, available, available_number, asked_at, body, seen_at)
   VALUES (:id, :event, :subevent, :name, :size, :closed, :available, :availableNumber, :askedAt, :body, :run)
   ON CONFLICT (id) DO UPDATE SET event = excluded.event, subevent = excluded.subevent, name = excluded.name, size = excluded.size,
     closed = excluded.closed, available = excluded.available, available_number = excluded.available_number, asked_at = excluded.asked_at,
     body = excluded.body, seen_at = excluded.seen_at, gone_at = NULL`,
)
const clearProducts = command<{ quota: number }>('quota-product.clear', 'DELETE FROM quota_product WHERE quota = :quota')
const addProduct = command<{ quota: number; item: number; variation: number }>(
  'quota-product.add',
  'INSERT OR IGNORE INTO quota_product (quota, item, variation) VALUES (:quota, :item, :variation)',
)
const markEventQuotasGone = command<{ event: string; run: number }>(
  'quota.sweep',
  'UPDATE quota SET gone_at = :run WHERE event = :event AND seen_at <> :run AND gone_at IS NULL',
)
const markDateQuotasGone = command<{ event: string; subevent: number; run: number }>(
  'quota.sweep-date',
  'UPDATE quota SET gone_at = :run WHERE event = :event AND subevent = :subevent AND seen_at <> :run AND gone_at IS NULL',
)
