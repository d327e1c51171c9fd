import type { Cancel, Clock } from '#main/world'

/** What others are told once a command has been answered: the cashier waits for the answer, not for them. */
export type Afterwards = {
  readonly tell: (work: () => void) => void
  /** Tells at once what has not been told so far; for the end. */
  readonly finish: () => void
}

/** Tells one after the other, each when whoever was answered has had a turn; what waits already is told once. */
export const createAfterwards = (clock: Pick<Clock, 'after'>): Afterwards => {
  const waiting = new Map<() => void, Cancel>()
  return {
    tell: work => {
      if (waiting.has(work)) return
      const cancel = clock.after(0, () => {
        waiting.delete(work)
        work()
      })
      waiting.set(work, cancel)
    },
    finish: () => {
      for (const [work, cancel] of waiting) {
        cancel()
        waiting.delete(work)
        work()
      }
    },
  }
}
