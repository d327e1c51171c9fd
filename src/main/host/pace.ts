import type { Clock } from '#main/world'

/** How many calls a door takes: `burst` at once, `perSecond` on the long run. True while there is room. */
export const pace = (
  clock: Pick<Clock, 'monotonic'>,
  limit: { readonly burst: number; readonly perSecond: number },
): (() => boolean) => {
  let room = limit.burst
  let at = clock.monotonic()
  return () => {
    const now = clock.monotonic()
    room = Math.min(limit.burst, room + ((now - at) / 1000) * limit.perSecond)
    at = now
    if (room < 1) return false
    room -= 1
    return true
  }
}
