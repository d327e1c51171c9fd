import type { Cancel, Clock } from '#main/world'

/** How virtual time goes: at `realAt` of the machine's clock it was `virtualAt`, and since then it runs `speed` times as fast. 0: it stands. */
export type Pacing = { readonly realAt: number; readonly virtualAt: number; readonly speed: number }

/**
 * A clock that can be told to run faster, to stand still, or to start from another time. Several processes given one pacing agree; one whose `realAt` is still to come holds from then on, so that
 * they change over at the same moment, however long it takes to tell them.
 */
export type PacedClock = Clock & { readonly pacing: () => Pacing; readonly pace: (pacing: Pacing) => void }

/** No timer of the machine is set for longer: beyond 2^31 milliseconds it would fire at once. */
const longestTimerMs = 2_000_000_000

/**
 * A virtual clock over a real one. `after` counts virtual milliseconds: what is scheduled is moved when the speed changes, and waits while time stands.
 * A jump of the virtual wall clock is not time gone by: `monotonic` and `after` take no part in it.
 */
export const pacedClock = (real: Clock, first: Pacing): PacedClock => {
  const tasks = new Map<object, { readonly due: number; readonly task: () => void }>()
  let pacing = first
  let anchor = { real: real.monotonic(), virtual: 0 }
  let cancelTimer: Cancel | null = null
  let cancelNext: Cancel | null = null

  const take = (next: Pacing): void => {
    cancelNext?.()
    cancelNext = null
    anchor = { real: real.monotonic(), virtual: monotonic() }
    pacing = next
    schedule()
  }
  const monotonic = (): number => anchor.virtual + (real.monotonic() - anchor.real) * pacing.speed
  const schedule = (): void => {
    cancelTimer?.()
    cancelTimer = null
    if (tasks.size === 0 || pacing.speed === 0) return
    let soonest = Number.POSITIVE_INFINITY
    for (const { due } of tasks.values()) soonest = Math.min(soonest, due)
    const delayMs = Math.min(longestTimerMs, Math.max(0, Math.ceil((soonest - monotonic()) / pacing.speed)))
    cancelTimer = real.after(delayMs, runDue)
  }
  const runDue = (): void => {
    cancelTimer = null
    const now = monotonic()
    const due = [...tasks].filter(([, entry]) => entry.due <= now).toSorted(([, a], [, b]) => a.due - b.due)
    // a task may throw: the rest stays scheduled
    try {
      for (const [key, { task }] of due) if (tasks.delete(key)) task()
    } finally {
      schedule()
    }
  }

  return {
    now: () => Math.round(pacing.virtualAt + (real.now() - pacing.realAt) * pacing.speed),
    monotonic,
    after: (delayMs, task) => {
      const key = {}
      tasks.set(key, { due: monotonic() + Math.max(0, delayMs), task })
      schedule()
      return () => {
        if (tasks.delete(key)) schedule()
      }
    },
    pacing: () => pacing,
    pace: next => {
      const waitMs = Math.min(longestTimerMs, next.realAt - real.now())
      if (waitMs <= 0) return take(next)
      cancelNext?.()
      cancelNext = real.after(waitMs, () => take(next))
    },
  }
}
