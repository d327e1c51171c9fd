import { z } from 'zod'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { Held } from '#domain/printed-order'
import { differenceOf } from '#domain/printed-order'
import type { UploadOutcome } from '#domain/upload-rule'
import type { Upload } from '#store/outbox'
import { printedSale } from '#store/printed-sale'
import type { Readable } from '#store/query'
import { maySell, profileIn } from './connection.ts'
import type { Platform, PlatformAnswer } from './platform-answer.ts'
import { codeIsTaken, uploadRefusal } from './upload-refusal.ts'

const orderShape = z.looseObject({
  code: z.string(),
  total: z.string(),
  api_meta: z.unknown().optional(),
  positions: z.array(z.looseObject({ positionid: z.int(), secret: z.string(), price: z.string() })),
})

/** What one attempt came to, and the order when the platform showed it. `recovered`: it had been stored by an earlier attempt. */
export type Attempt = { readonly outcome: UploadOutcome; readonly order: unknown; readonly recovered: boolean }

/**
 * Sends one sale as its stored bytes and sorts the answer. Wherever the platform may have it from an earlier attempt (its code is taken; it is refused after
 * an answer was lost) the order of that code is looked up: it is ours when `api_meta.sale` names the sale. This works without the platform's
 * idempotency store, which forgets after a day.
 */
export const attemptUpload = async (
  store: Readable,
  platform: Platform,
  upload: Upload,
  wasInDoubt: boolean,
): Promise<Attempt> => {
  const path = `events/${encodeURIComponent(upload.event)}/orders/`
  const answer = await platform.send('POST', path, upload.body, { urgent: true, idempotencyKey: upload.progress.idempotencyKey })
  if (answer.kind === 'ok') return stored(store, upload, answer.body, false) ?? unreadable()
  if (answer.kind !== 'refused' && !(await isAboutEvent(platform, answer)))
    return { outcome: withoutOrder(answer), order: null, recovered: false }
  const taken = answer.kind === 'refused' && codeIsTaken(answer.body)
  const reason =
    answer.kind === 'refused' ? uploadRefusal(answer.status, answer.body, upload.body) : refusal('upload-not-permitted')
  const refusedOutcome: UploadOutcome = { kind: 'refused', reason }
  if (!taken && !wasInDoubt) return { outcome: refusedOutcome, order: null, recovered: false }
  const found = await lookUp(store, platform, upload)
  if (found.outcome.kind === 'vanished' && !taken) return { ...found, outcome: refusedOutcome }
  return found
}

/** The platform says 403 also of an event that is closed to the till, or gone. The till itself is well when it is told about itself, and may sell. */
const isAboutEvent = async (platform: Platform, answer: PlatformAnswer): Promise<boolean> => {
  if (answer.kind !== 'barred' || answer.status !== 403 || answer.refusal.code === 'profile-cannot-sell') return false
  const self = await platform.get('/device/info', {}, { urgent: true })
  if (self.kind !== 'ok') return false
  const profile = profileIn(self.body)
  return profile !== null && maySell(profile)
}

const pageShape = z.looseObject({ results: z.array(z.unknown()) })

/** Codes are unique over all events of the organizer, so that is where it is looked for. */
const lookUp = async (store: Readable, platform: Platform, upload: Upload): Promise<Attempt> => {
  const { code } = upload
  const search = { code, include_canceled_positions: 'true' }
  const answer = await platform.get('orders/', search, { urgent: true })
  if (answer.kind === 'refused') return unreadable()
  if (answer.kind !== 'ok') return { outcome: inDoubt(withoutOrder(answer)), order: null, recovered: false }
  const page = pageShape.safeParse(answer.body)
  if (!page.success) return unreadable()
  const [found] = page.data.results
  if (found === undefined) return { outcome: { kind: 'vanished', code }, order: null, recovered: false }
  if (!orderShape.safeParse(found).success) return unreadable()
  return stored(store, upload, found, true) ?? { outcome: { kind: 'anothers', code }, order: null, recovered: false }
}

/** Null when it is no order, or not this sale's. */
const stored = (store: Readable, upload: Upload, body: unknown, recovered: boolean): Attempt | null => {
  const order = orderShape.safeParse(body)
  if (!order.success || order.data.code !== upload.code || saleIn(order.data.api_meta) !== upload.saleId) return null
  const held: Held = order.data
  return { outcome: { kind: 'stored', differs: differenceOf(printedSale(store, upload.saleId), held) }, order: body, recovered }
}

const saleIn = (meta: unknown): string | null =>
  typeof meta === 'object' && meta !== null && 'sale' in meta && typeof meta.sale === 'string' ? meta.sale : null

const unreadable = (): Attempt => {
  const reason: Refusal = refusal('platform-answer-unreadable', { url: 'pretix' })
  return { outcome: { kind: 'unknown', reason, sent: true, afterMs: null }, order: null, recovered: false }
}

const withoutOrder = (answer: Exclude<PlatformAnswer, { readonly kind: 'ok' | 'refused' }>): UploadOutcome => {
  if (answer.kind === 'barred') return { kind: 'barred', reason: answer.refusal }
  if (answer.kind === 'later')
    return { kind: 'later', reason: answer.refusal, afterMs: answer.afterMs, everyone: answer.status === 429 }
  return { kind: 'unknown', reason: answer.refusal, sent: answer.sent, afterMs: answer.afterMs }
}

/** The order request was answered, the look-up was not: whatever the silence means for the look-up, the sale stays in doubt. */
const inDoubt = (outcome: UploadOutcome): UploadOutcome =>
  outcome.kind === 'barred' || outcome.kind === 'unknown'
    ? { kind: 'unknown', reason: outcome.reason, sent: true, afterMs: null }
    : outcome
