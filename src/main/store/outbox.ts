import type { UploadState } from '#contract/cart'
import type { SaleId } from '#contract/nominal'
import type { Refusal } from '#contract/refusal'
import type { UploadProgress } from '#domain/upload-rule'
import { uploadLimits } from '#domain/upload-rule'
import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** A sale on its way up: the exact bytes to send, and how far they have come. */
export type Upload = {
  readonly saleId: SaleId
  readonly code: string
  readonly event: string
  readonly body: string
  readonly progress: UploadProgress
}

/** Puts a sale into the outbox. Part of the transaction that stores the sale. */
export const addUpload = (
  tx: Transaction,
  upload: {
    readonly saleId: string
    readonly event: string
    readonly body: string
    readonly idempotencyKey: string
    readonly at: number
  },
): void => {
  const { saleId, event, body, idempotencyKey, at } = upload
  tx.run(insertOutbox, { saleId, event, body, at })
  tx.run(insertProgress, { saleId, idempotencyKey, at })
}

/** Waiting sales whose time has come, the least tried first, then the oldest: bad ones never dam up good ones. A time too far off comes from a clock that has been set back: it counts as come. */
export const dueUploads = (db: Readable, now: number, most: number): readonly Upload[] =>
  db.all(selectDue, { now, absurd: now + 2 * uploadLimits.longestAskedWaitMs, most }).map(asUpload)

/** Makes every waiting sale due: what it waited for has come. */
export const makeAllDue = (tx: Transaction, now: number): number => tx.run(hurryWaiting, { now })

/** When the next waiting sale comes due; null when none waits. */
export const nextDueAt = (db: Readable): number | null => db.one(selectNextDue, {})?.at ?? null

/** Sales found in the middle of an upload. */
export const interruptedUploads = (db: Readable): readonly Upload[] => db.all(selectSending, {}).map(asUpload)

export const uploadOf = (db: Readable, saleId: string): Upload | undefined => {
  const row = db.one(selectUpload, { saleId })
  return row && asUpload(row)
}

/** Writes a sale's progress, provided that nobody else has moved it since it was read. False when somebody has. */
export const moveUpload = (
  tx: Transaction,
  before: Pick<Upload, 'saleId' | 'progress'>,
  after: UploadProgress,
  now: number,
): boolean =>
  tx.run(updateProgress, {
    saleId: before.saleId,
    beforeState: before.progress.state,
    beforeAttempts: before.progress.attempts,
    state: after.state,
    idempotencyKey: after.idempotencyKey,
    attempts: after.attempts,
    nextTryAt: after.nextTryAt,
    inDoubt: after.inDoubt ? 1 : 0,
    reason: after.reason && JSON.stringify(after.reason),
    answeredAt: after.answeredAt,
    now,
  }) === 1

/** Ids of sales that wait or are being sent, and of those a person must look at; oldest first, at most `most` of each. */
export const queuedSales = (
  db: Readable,
  most: number,
): { readonly waiting: readonly SaleId[]; readonly toSettle: readonly SaleId[] } => ({
  waiting: db.all(selectQueued, { first: 'waiting', second: 'sending', most }).map(row => row.saleId),
  toSettle: db.all(selectQueued, { first: 'refused', second: 'doubtful', most }).map(row => row.saleId),
})

/** How many sales wait or are being sent, and how many a person must look at. */
export const queueCounts = (db: Readable): { readonly waiting: number; readonly toSettle: number } =>
  db.one(selectCounts, {}) ?? { waiting: 0, toSettle: 0 }

/** When the first lease runs out that was spent on a sale not sent yet, Unix milliseconds; null: nothing waits. */
export const earliestUnsentExpiry = (db: Readable): number | null => db.one(selectUnsentExpiry, {})?.at ?? null

/** Where a sale stands, as screens show it. Throws for a sale without outbox row: none is stored without. */
export const uploadStateOf = (db: Readable, saleId: string): UploadState => {
  const upload = uploadOf(db, saleId)
  if (!upload) throw new Error(`sale ${saleId} has no outbox row`)
  return asUploadState(upload.progress)
}

/** The same of a sale put into the outbox at `at` and not looked at since. */
export const freshUploadState = (at: number): UploadState => ({ state: 'waiting', attempts: 0, nextTryAt: at, reason: null })

/** A progress in the words of the screens. */
const asUploadState = (progress: UploadProgress): UploadState => {
  const { state, attempts, nextTryAt } = progress
  if (state === 'waiting') return { state, attempts, nextTryAt, reason: progress.reason }
  if (state === 'sending') return { state }
  const at = progress.answeredAt ?? 0
  if (state === 'sent') return { state, at }
  if (!progress.reason) throw new Error(`a parked sale has a reason: ${state}`)
  return { state, at, reason: progress.reason }
}

type UploadRow = {
  readonly saleId: SaleId
  readonly code: string
  readonly event: string
  readonly body: string
  readonly state: UploadProgress['state']
  readonly idempotencyKey: string
  readonly attempts: number
  readonly nextTryAt: number
  readonly inDoubt: number
  readonly reason: string | null
  readonly answeredAt: number | null
}

const asUpload = (row: UploadRow): Upload => {
  const { saleId, code, event, body, state, idempotencyKey, attempts, nextTryAt, answeredAt } = row
  const reason = row.reason === null ? null : (JSON.parse(row.reason) as Refusal) // written by moveUpload only
  return {
    saleId,
    code,
    event,
    body,
    progress: { state, idempotencyKey, attempts, nextTryAt, inDoubt: row.inDoubt === 1, reason, answeredAt },
  }
}

const columns = `outbox_progress.sale_id AS saleId, sale.code, outbox.event, outbox.body, state, idempotency_key AS idempotencyKey, attempts,
  next_try_at AS nextTryAt, in_doubt AS inDoubt, reason, answered_at AS answeredAt
  FROM outbox_progress JOIN outbox USING (sale_id) JOIN sale ON sale.id = outbox_progress.sale_id`

const insertOutbox = command<{ saleId: string; event: string; body: string; at: number }>(
  'outbox.insert',
  'INSERT INTO outbox (sale_id, event, body, created_at) VALUES (:saleId, :event, :body, :at)',
)
const insertProgress = command<{ saleId: string; idempotencyKey: string; at: number }>(
  'outbox-progress.insert',
  `INSERT INTO outbox_progress (sale_id, state, idempotency_key, next_try_at, changed_at) VALUES (:saleId, 'waiting', :idempotencyKey, :at, :at)`,
)
const selectDue = query<UploadRow, { now: number; absurd: number; most: number }>(
  'outbox.due',
  // which ones first, their bodies after: sorting would carry the bodies of all that wait
  `SELECT ${columns} WHERE outbox_progress.sale_id IN (
     SELECT sale_id FROM outbox_progress JOIN sale ON sale.id = sale_id
     WHERE state = 'waiting' AND (next_try_at <= :now OR next_try_at > :absurd) ORDER BY attempts, sale.sold_at, sale.rowid LIMIT :most)
   ORDER BY attempts, sale.sold_at, sale.rowid`,
)
const selectUnsentExpiry = query<{ at: number | null }>(
  'outbox.unsent-expiry',
  // by the primary keys of what waits, never through the whole book of leases
  `SELECT min(lease.expires_at) AS at FROM outbox_progress JOIN sale_position USING (sale_id) JOIN lease ON lease.cart_id = sale_position.lease
   WHERE outbox_progress.state IN ('waiting', 'sending')`,
)
const hurryWaiting = command<{ now: number }>(
  'outbox.hurry',
  `UPDATE outbox_progress SET next_try_at = :now, changed_at = :now WHERE state = 'waiting' AND next_try_at > :now`,
)
const selectNextDue = query<{ at: number | null }>(
  'outbox.next-due',
  `SELECT min(next_try_at) AS at FROM outbox_progress WHERE state = 'waiting'`,
)
const selectSending = query<UploadRow>('outbox.sending', `SELECT ${columns} WHERE state = 'sending' ORDER BY sale.sold_at`)
const selectUpload = query<UploadRow, { saleId: string }>(
  'outbox.one',
  `SELECT ${columns} WHERE outbox_progress.sale_id = :saleId`,
)
const selectQueued = query<{ saleId: SaleId }, { first: string; second: string; most: number }>(
  'outbox.queued',
  `SELECT sale_id AS saleId FROM outbox_progress JOIN sale ON sale.id = sale_id WHERE state IN (:first, :second) ORDER BY sale.sold_at, sale.rowid LIMIT :most`,
)
const selectCounts = query<{ waiting: number; toSettle: number }>(
  'outbox.counts',
  `SELECT count(*) FILTER (WHERE state IN ('waiting', 'sending')) AS waiting, count(*) FILTER (WHERE state IN ('refused', 'doubtful')) AS toSettle
   FROM outbox_progress WHERE state <> 'sent'`,
)
type ProgressChange = {
  saleId: string
  beforeState: string
  beforeAttempts: number
  state: string
  idempotencyKey: string
  attempts: number
  nextTryAt: number
  inDoubt: number
  reason: string | null
  answeredAt: number | null
  now: number
}
const updateProgress = command<ProgressChange>(
  'outbox-progress.move',
  `UPDATE outbox_progress SET state = :state, idempotency_key = :idempotencyKey, attempts = :attempts, next_try_at = :nextTryAt, in_doubt = :inDoubt,
   reason = :reason, answered_at = :answeredAt, changed_at = :now WHERE sale_id = :saleId AND state = :beforeState AND attempts = :beforeAttempts`,
)
