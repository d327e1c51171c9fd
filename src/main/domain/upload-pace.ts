import type { UploadOutcome } from './upload-rule.ts'
import { uploadLimits } from './upload-rule.ts'

/**
 * How the uploads go as a whole; not kept on disk. `failed`: sales that got no usable answer since the platform last worked, each once, so that a few bad ones never
 * pass for an ill platform. `silences`: how often in a row nothing reached it. Until `quietUntil` no sale is tried again, until `untriedFrom` none at all.
 */
export type Pace = {
  readonly failed: readonly string[]
  readonly silences: number
  readonly quietUntil: number
  readonly untriedFrom: number
}

/** One attempt: of which sale, and what it came to. */
export type Tried = { readonly saleId: string; readonly outcome: UploadOutcome }

/** Two in flight double the platform's rate; more gain nothing (measured: 4.6 a second alone, 9.6 with two or more). */
export const mostInFlight = 2
/** So many different sales failing, with no answer about any in between, mean that the platform is ill and not one sale. */
const failuresToRest = 3
/** Waits no longer grow beyond so many failed sales, so no more are remembered. */
const mostRemembered = 16

/** A fresh start: also after a person, a wake-up or a new connection says that things may be well again. */
export const fresh: Pace = { failed: [], silences: 0, quietUntil: 0, untriedFrom: 0 }

/** While it rests one sale at a time is tried. */
export const roomFor = (pace: Pace, inFlight: number, monotonic: number): number => {
  if (monotonic < pace.untriedFrom) return 0
  return Math.max(0, (pace.failed.length + pace.silences >= failuresToRest ? 1 : mostInFlight) - inFlight)
}

/** Whether only sales that were never tried may go: a good one never waits for bad ones, while those are not asked about over and over. */
export const onlyUntried = (pace: Pace, monotonic: number): boolean => monotonic < pace.quietUntil

/** The pace after one more outcome. An answer about a sale shows a platform that works; silence and shut doors slow all down. */
export const nextPace = (pace: Pace, { saleId, outcome }: Tried, monotonic: number, randomUnit: number): Pace => {
  if (outcome.kind === 'later') {
    if (!outcome.everyone) return pace
    const until = monotonic + Math.min(outcome.afterMs, uploadLimits.longestAskedWaitMs)
    return resting(pace, until, until)
  }
  if (outcome.kind !== 'unknown' && outcome.kind !== 'barred') return fresh
  const jittered = (wait: number): number => monotonic + wait / 2 + (wait / 2) * randomUnit
  if (outcome.kind === 'unknown' && !outcome.sent) {
    const silences = pace.silences + 1
    const until = jittered(doubled(silences, uploadLimits.longestWaitMs))
    return resting({ ...pace, silences }, until, until)
  }
  const known = pace.failed.includes(saleId) || pace.failed.length >= mostRemembered
  const failed = known ? pace.failed : [...pace.failed, saleId]
  if (failed.length < failuresToRest) return { ...pace, failed }
  const wait = doubled(failed.length, uploadLimits.longestRestMs)
  return resting({ ...pace, failed }, jittered(wait), jittered(uploadLimits.untriedWaitMs))
}

const doubled = (failures: number, longest: number): number =>
  Math.min(longest, uploadLimits.firstWaitMs * 2 ** Math.min(failures - 1, mostRemembered))

const resting = (pace: Pace, quietUntil: number, untriedFrom: number): Pace => ({
  ...pace,
  quietUntil: Math.max(pace.quietUntil, quietUntil),
  untriedFrom: Math.max(pace.untriedFrom, untriedFrom),
})
