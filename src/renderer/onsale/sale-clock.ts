import type { OnsaleFace } from '#contract/onsale-face'
import { useNow } from '#app/kasa'

/** The sale's present: its clock as last told, and as much of it as has passed since at its speed. In a replay and while a rehearsal rests it stands. */
export const saleNow = (face: Pick<OnsaleFace, 'now' | 'speed'>, toldAt: number, clock: number): number =>
  face.now + Math.max(0, clock - toldAt) * face.speed

/** The sale's present, a second at a time. For clocks and ages only: whatever draws charts waits for the core. */
export const useSaleNow = (face: Pick<OnsaleFace, 'now' | 'speed'>, toldAt: number): number => {
  const clock = useNow()
  return saleNow(face, toldAt, Math.max(clock, toldAt))
}

/** `T+00:14:32`, `T−00:42:00`, with the hours that are needed. */
export const countdown = (startsAt: number, now: number): string => {
  const seconds = Math.floor(Math.abs(now - startsAt) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(part =>
    String(part).padStart(2, '0'),
  )
  return `T${now < startsAt ? '\u2212' : '+'}${parts.join(':')}`
}

/** `5:07` of a duration, for times to wait that a person counts with. */
export const minutesAndSeconds = (durationMs: number): string => {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
