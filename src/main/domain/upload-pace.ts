import type { UploadOutcome } from './upload-rule.ts'
import { uploadLimits } from './upload-rule.ts'

/** How the uploads go as a whole: failures in a row that were no sale's own fault, and how long nothing is tried. Not kept on disk. */
export type Pace = { readonly failures: number; readonly quietUntil: number }

/** Two in flight double the platform's rate; more gain nothing (measured: 4.6 a second alone, 9.6 with two or more). */
export const mostInFlight = 2
/** So many failures in a row, whichever sales they hit, mean that the platform is ill and not one sale. */
const failuresToRest = 3

/** A fresh start: also after a person, a wake-up or a new connection says that things may be well again. */
export const fresh: Pace = { failures: 0, quietUntil: 0 }

/** While it rests one sale at a time is tried, the oldest that is due, so that one bad sale never holds up another. */
export const roomFor = (pace: Pace, inFlight: number, monotonic: number): number => {
  if (monotonic < pace.quietUntil) return 0
  return Math.max(0, (pace.failures >= failuresToRest ? 1 : mostInFlight) - inFlight)
}

/** The pace after one more outcome. An answer about a sale shows a platform that works; silence and shut doors slow all down. */
export const nextPace = (pace: Pace, outcome: UploadOutcome, monotonic: number, randomUnit: number): Pace => {
  if (outcome.kind === 'later')
    return outcome.everyone ? resting(pace, monotonic + Math.min(outcome.afterMs, uploadLimits.longestAskedWaitMs)) : pace
  if (outcome.kind !== 'unknown' && outcome.kind !== 'barred') return fresh
  const failures = pace.failures + 1
  const unreachable = outcome.kind === 'unknown' && !outcome.sent
  if (failures < failuresToRest && !unreachable) return { ...pace, failures }
  const wait = Math.min(uploadLimits.longestWaitMs, uploadLimits.firstWaitMs * 2 ** Math.min(failures - 1, 16))
  return { failures, quietUntil: monotonic + wait / 2 + (wait / 2) * randomUnit }
}

const resting = (pace: Pace, until: number): Pace => ({ ...pace, quietUntil: Math.max(pace.quietUntil, until) })
