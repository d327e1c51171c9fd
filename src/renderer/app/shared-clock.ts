/** The clock of the window: whoever shows a time or an age listens to this one, so that a second that passes wakes the page once and is one picture. */
export type SharedClock = {
  /** Hears of each whole `everyMs`, all rhythms due in one turn; returns how to stop. */
  readonly listen: (everyMs: number, heard: () => void) => () => void
}

/** What passes and how to wait: the window's own, or a test's. `wait` returns how to stop waiting. */
export type Passing = {
  readonly now: () => number
  readonly wait: (task: () => void, delayMs: number) => () => void
}

type Rhythm = { dueAt: number; readonly ears: Set<() => void> }

/** One timer for everybody; none while nobody listens. */
export const createSharedClock = ({ now, wait }: Passing): SharedClock => {
  const rhythms = new Map<number, Rhythm>()
  const timer: { stop: (() => void) | null } = { stop: null }
  const nextOf = (everyMs: number, at: number): number => (Math.floor(at / everyMs) + 1) * everyMs
  const tick = (): void => {
    const at = now()
    // a clock that was set back would else stand still until it has caught up
    const due = [...rhythms].filter(([everyMs, { dueAt }]) => at >= dueAt || dueAt > nextOf(everyMs, at))
    for (const [everyMs, rhythm] of due) rhythm.dueAt = nextOf(everyMs, at)
    for (const [, { ears }] of due) for (const heard of Array.from(ears)) if (ears.has(heard)) heard()
    plan()
  }
  const plan = (): void => {
    timer.stop?.()
    const at = now()
    // never longer than the rhythm itself, however far a clock was set back meanwhile
    const restMs = Math.min(...[...rhythms].map(([everyMs, { dueAt }]) => Math.min(everyMs, dueAt - at)))
    timer.stop = Number.isFinite(restMs) ? wait(tick, Math.max(0, restMs)) : null
  }
  return {
    listen: (everyMs, heard) => {
      const rhythm = rhythms.get(everyMs) ?? { dueAt: nextOf(everyMs, now()), ears: new Set<() => void>() }
      rhythms.set(everyMs, rhythm)
      rhythm.ears.add(heard)
      plan()
      return () => {
        rhythm.ears.delete(heard)
        if (rhythm.ears.size === 0) rhythms.delete(everyMs)
        plan()
      }
    },
  }
}

/** The clock of a window. */
export const windowClock = (): SharedClock =>
  createSharedClock({
    now: () => Date.now(),
    wait: (task, delayMs) => {
      const timer = setTimeout(task, delayMs)
      return () => clearTimeout(timer)
    },
  })
