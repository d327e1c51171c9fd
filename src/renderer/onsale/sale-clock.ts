import type { OnsaleFace } from '#contract/onsale-face'
import { useNow } from '#app/kasa'

/** The sale's present: its clock as last told, and as much of it as has passed since at its speed. In a replay and while a rehearsal rests it stands. */
export const saleNow = (face: Pick<OnsaleFace, 'now' | 'speed'>, toldAt: number, clock: number): number =>
  face.now + Math.max(0, clock - toldAt) * face.speed

/** An age is renewed so often: nobody decides by less, and each renewal paints from the head to the foot. What is told meanwhile renews it at once. */
const ageMs = 5000
const secondMs = 1000

/** How often ages are renewed: where the clock of the sale runs faster than the one on the wall, each second. */
export const ageEvery = ({ speed }: Pick<OnsaleFace, 'speed'>): number => (speed > 1 ? secondMs : ageMs)

/** The sale's present, for ages: up to five seconds behind. Whatever draws charts waits for the core. */
export const useSaleNow = (face: Pick<OnsaleFace, 'now' | 'speed'>, toldAt: number, everyMs = ageEvery(face)): number => {
  const clock = useNow(everyMs)
  return saleNow(face, toldAt, Math.max(clock, toldAt))
}

/** The same to the second, for the one clock that a person counts with. */
export const useSaleSecond = (face: Pick<OnsaleFace, 'now' | 'speed'>, toldAt: number): number =>
  useSaleNow(face, toldAt, secondMs)

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
