import type { Clock } from '#main/world'

/** A clock that stands until it is told to pass; what falls due happens in its order. */
export type HandClock = { readonly clock: Clock; readonly pass: (ms: number) => void }

export const handClock = (start: number): HandClock => {
  const state = { now: start }
  const timers = new Map<object, { readonly at: number; readonly task: () => void }>()
  return {
    clock: {
      now: () => state.now,
      monotonic: () => state.now,
      after: (delayMs, task) => {
        const key = {}
        if (delayMs <= 0) setImmediate(() => (timers.delete(key) ? task() : undefined))
        timers.set(key, { at: state.now + Math.max(delayMs, 0), task })
        return () => void timers.delete(key)
      },
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

/** The same in one piece, from a time that does not matter: a machine's clock for what runs on it. */
export const machineClock = (): Clock & Pick<HandClock, 'pass'> => {
  const { clock, pass } = handClock(1_000_000)
  return { ...clock, pass }
}
