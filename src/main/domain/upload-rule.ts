import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'

/** Where a sale stands on its way up. `inDoubt`: an earlier attempt may have been carried out without our knowing. */
export type UploadProgress = {
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused' | 'doubtful'
  readonly idempotencyKey: string
  readonly attempts: number
  readonly nextTryAt: number
  readonly inDoubt: boolean
  readonly reason: Refusal | null
  readonly answeredAt: number | null
}

/**
 * What one attempt came to. `stored`: the order stands on the platform as ours; `differs` when it is not what was printed.
 * `anothers`: the code belongs to somebody else's order. `vanished`: the code was called taken, yet no order has it.
 * `refused`: a no that repeating does not change. `barred`: the credentials do not do. `later`: surely not carried out; `everyone` when it is about all our requests.
 * `unknown`: no usable answer; with `sent` it may have been carried out.
 */
export type UploadOutcome =
  | { readonly kind: 'stored'; readonly differs: Refusal | null }
  | { readonly kind: 'anothers'; readonly code: string }
  | { readonly kind: 'vanished'; readonly code: string }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  | { readonly kind: 'barred'; readonly reason: Refusal }
  | { readonly kind: 'later'; readonly reason: Refusal; readonly afterMs: number; readonly everyone: boolean }
  | { readonly kind: 'unknown'; readonly reason: Refusal; readonly sent: boolean; readonly afterMs: number | null }

/** Waits between attempts, milliseconds; the rests are of the whole queue while the platform answers nothing usable. A killed worker of the platform answers 409 to its key for a day: after so many attempts a new key is taken. */
export const uploadLimits = {
  firstWaitMs: 2_000,
  longestWaitMs: 60_000,
  unreachableWaitMs: 2_000,
  barredWaitMs: 60_000,
  longestRestMs: 15_000,
  untriedWaitMs: 1_000,
  longestAskedWaitMs: 120_000,
  attemptsPerKey: 8,
  vanishedAttempts: 5,
} as const

/**
 * What becomes of a sale that was being sent. Total over its arguments and pure. Laws: a sale is never dropped; `sent` never changes again; the key changes only where
 * the old one would replay a stored no, or stays locked; a sale is parked (`refused`, `doubtful`) only on an answer about that very sale.
 * A new key is always safe, for the order code is the lasting guard against a second order. `randomUnit`: in [0, 1), spreads the tills.
 */
export const nextStep = (progress: UploadProgress, outcome: UploadOutcome, now: number, randomUnit: number): UploadProgress => {
  if (progress.state !== 'sending') return progress
  switch (outcome.kind) {
    case 'stored':
      return {
        ...progress,
        state: outcome.differs ? 'doubtful' : 'sent',
        reason: outcome.differs,
        inDoubt: false,
        answeredAt: now,
      }
    case 'anothers':
      return anothers(progress, outcome.code, now)
    case 'refused':
      return { ...parked(progress, now), state: 'refused', reason: outcome.reason }
    case 'barred':
      return waiting(progress, now + jittered(uploadLimits.barredWaitMs, randomUnit), outcome.reason, nextKey(progress))
    case 'vanished':
      // Our own earlier request may still be on its way in. Later on, the code is one that this till may not see.
      if (progress.attempts >= uploadLimits.vanishedAttempts) return anothers(progress, outcome.code, now)
      return waiting(progress, now + backoff(progress.attempts, randomUnit), progress.reason, nextKey(progress))
    case 'later':
      return waiting(progress, now + asked(outcome.afterMs, randomUnit), outcome.reason, wornKey(progress))
    case 'unknown':
      return unknown(progress, outcome, now, randomUnit)
  }
}

/** The sale is about to be sent: to be written before the request leaves. */
export const sending = (progress: UploadProgress): UploadProgress => ({
  ...progress,
  state: 'sending',
  attempts: progress.attempts + 1,
})

/** Found `sending` when the program started: the power failed meanwhile, so the platform may have it. Asked again at once with the same key. */
export const afterCrash = (progress: UploadProgress, now: number): UploadProgress =>
  progress.state === 'sending' ? { ...progress, state: 'waiting', inDoubt: true, nextTryAt: now } : progress

/** A person asks for another try. Null when there is nothing to try. A parked sale takes a new key: the platform replays a stored no under the old one. */
export const askedAgain = (progress: UploadProgress, now: number): UploadProgress | null => {
  if (progress.state === 'waiting') return { ...progress, nextTryAt: now }
  if (progress.state === 'sending' || progress.state === 'sent') return null
  return { ...progress, state: 'waiting', nextTryAt: now, idempotencyKey: nextKey(progress), answeredAt: null }
}

/** The key of a sale's first attempt; later ones count on. */
export const firstKey = (saleId: string): string => `sale-${saleId}-a1`

const unknown = (
  progress: UploadProgress,
  outcome: UploadOutcome & { readonly kind: 'unknown' },
  now: number,
  randomUnit: number,
): UploadProgress => {
  if (!outcome.sent) return waiting(progress, now + jittered(uploadLimits.unreachableWaitMs, randomUnit), outcome.reason)
  const wait = outcome.afterMs === null ? backoff(progress.attempts, randomUnit) : asked(outcome.afterMs, randomUnit)
  return { ...waiting(progress, now + wait, outcome.reason, wornKey(progress)), inDoubt: true }
}

const waiting = (
  progress: UploadProgress,
  nextTryAt: number,
  reason: Refusal | null,
  idempotencyKey = progress.idempotencyKey,
): UploadProgress => ({ ...progress, state: 'waiting', nextTryAt: Math.round(nextTryAt), reason, idempotencyKey })

const anothers = (progress: UploadProgress, code: string, now: number): UploadProgress => ({
  ...parked(progress, now),
  state: 'doubtful',
  reason: refusal('upload-code', { code }),
})

const parked = (progress: UploadProgress, now: number): UploadProgress => ({ ...progress, inDoubt: false, answeredAt: now })

const nextKey = (progress: UploadProgress): string => {
  const [, stem, count] = /^(.*)-a(\d{1,6})$/.exec(progress.idempotencyKey) ?? []
  return stem === undefined ? `${progress.idempotencyKey}-a2` : `${stem}-a${Number(count) + 1}`
}

const wornKey = (progress: UploadProgress): string =>
  progress.attempts > 0 && progress.attempts % uploadLimits.attemptsPerKey === 0 ? nextKey(progress) : progress.idempotencyKey

/** Doubles from the first wait to the longest; half of it is chance, so that tills do not come back in step. */
const backoff = (attempts: number, randomUnit: number): number =>
  jittered(
    Math.min(uploadLimits.longestWaitMs, uploadLimits.firstWaitMs * 2 ** Math.min(Math.max(attempts - 1, 0), 16)),
    randomUnit,
  )

const jittered = (wait: number, randomUnit: number): number => wait / 2 + (wait / 2) * randomUnit

/** Never earlier than the platform asked for, within reason. */
const asked = (afterMs: number, randomUnit: number): number =>
  Math.min(uploadLimits.longestAskedWaitMs, Math.max(0, afterMs)) + (uploadLimits.firstWaitMs / 2) * randomUnit
