import type { Clock } from '#main/world'

/** How fast the first copy goes, and so how long it will take. Forgets what was before an interruption. */
export type Estimate = {
  readonly remainingMs: (done: number, total: number) => number | null
  readonly interrupt: () => void
}

/** Long enough that the first, always slow, page does not tell the pace. */
const measureForMs = 2000

export const createEstimate = (clock: Clock): Estimate => {
  let start: { at: number; done: number } | null = null
  return {
    remainingMs: (done, total) => {
      start ??= { at: clock.monotonic(), done }
      const passedMs = clock.monotonic() - start.at
      const won = done - start.done
      return passedMs < measureForMs || won <= 0 ? null : Math.round(((total - done) / won) * passedMs)
    },
    interrupt: () => {
      start = null
    },
  }
}
