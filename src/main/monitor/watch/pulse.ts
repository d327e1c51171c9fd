import type { Cancel, Clock } from '#main/world'

/** Gathers many reasons to do something into doing it once, `restMs` after the first of them. */
export const gathered = (
  clock: Pick<Clock, 'after'>,
  restMs: () => number,
  work: () => void,
): { readonly soon: () => void; readonly stop: () => void } => {
  const state: { due: Cancel | null; stopped: boolean } = { due: null, stopped: false }
  return {
    soon: () => {
      if (state.stopped) return
      state.due ??= clock.after(restMs(), () => {
        state.due = null
        work()
      })
    },
    stop: () => {
      state.stopped = true
      state.due?.()
    },
  }
}
