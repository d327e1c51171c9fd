import type { Cancel, Clock } from './world.ts'

/** Changes that come in bursts are told once, this long after the first of them. */
const restMs = 120

/** Gathers many calls into one, a moment later; after `end` nothing is told any more, whoever still calls. */
export const atRest = (clock: Pick<Clock, 'after'>, tell: () => void): (() => void) & { readonly end: () => void } => {
  let due: Cancel | null = null
  let ended = false
  const call = (): void => {
    if (!ended)
      due ??= clock.after(restMs, () => {
        due = null
        tell()
      })
  }
  return Object.assign(call, {
    end: () => {
      ended = true
      due?.()
    },
  })
}
