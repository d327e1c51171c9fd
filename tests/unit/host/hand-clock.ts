import type { Clock } from '#main/world'

/** A machine's clock that goes when the test says so. */
export const handClock = (): Clock & { readonly pass: (ms: number) => void } => {
  const state = { now: 1_000_000 }
  const timers = new Map<object, { at: number; task: () => void }>()
  return {
    now: () => state.now,
    monotonic: () => state.now,
    after: (delayMs, task) => {
      const key = {}
      timers.set(key, { at: state.now + delayMs, task })
      return () => void timers.delete(key)
    },
    pass: ms => {
      const end = state.now + ms
      for (;;) {
        const [next] = [...timers].filter(([, timer]) => timer.at <= end).toSorted(([, a], [, b]) => a.at - b.at)
        if (!next) break
        timers.delete(next[0])
        state.now = Math.max(state.now, next[1].at)
        next[1].task()
      }
      state.now = end
    },
  }
}
