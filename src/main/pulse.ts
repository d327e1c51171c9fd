import type { Cancel, Clock } from './world.ts'

/** Changes that come in bursts are told once, this long after the first of them. */
const restMs = 120

/** Gathers many calls into one, a moment later; `cancel` drops what is due. */
export const atRest = (clock: Pick<Clock, 'after'>, tell: () => void): (() => void) & { readonly cancel: () => void } => {
  let due: Cancel | null = null
  const call = (): void => {
    due ??= clock.after(restMs, () => {
      due = null
      tell()
    })
  }
  return Object.assign(call, {
    cancel: () => {
      due?.()
      due = null
    },
  })
}
