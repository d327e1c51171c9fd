import { minuteMs } from './minute-store.ts'

/** What of the time axis is in view. */
export type TimeWindow = { readonly from: number; readonly to: number }

/** Minutes in view around the start, and where the present stands in them once it has got there. */
const minutesBefore = 6
const minutesInView = 28.5
const placeOfNow = 0.72
/** The window slides in steps, so that a second that passes is not a redraw. */
const slideMs = 15_000
const leastWholeMinutes = 60

/** The minutes around the present: it stays put from a little before the start until the present has come to its place, then slides. */
export const nearWindow = (startsAt: number, now: number): TimeWindow => {
  const span = minutesInView * minuteMs
  const atStart = startsAt - minutesBefore * minuteMs
  const sliding = Math.floor((now - placeOfNow * span) / slideMs) * slideMs
  const from = now < atStart ? sliding : Math.max(atStart, sliding)
  return { from, to: from + span }
}

/** The whole event: from the first minute known to the planned end, or to the present when that is later. */
export const wholeWindow = (
  plan: { readonly startsAt: number; readonly plannedEndAt: number },
  first: number,
  now: number,
): TimeWindow => {
  const from = Math.min(first, plan.startsAt - minutesBefore * minuteMs)
  const to = Math.max(plan.plannedEndAt, now + 5 * minuteMs, from + leastWholeMinutes * minuteMs)
  return { from, to }
}

/** Share of the window that has passed at `at`. */
export const placeIn = ({ from, to }: TimeWindow, at: number): number => (at - from) / (to - from)

const stepsMinutes = [1, 2, 5, 10, 15, 30, 60, 120]

/** Whole times of day to write under the axis: as many as there is room for. */
export const axisTimes = ({ from, to }: TimeWindow, room: number): readonly number[] => {
  const minutes = (to - from) / minuteMs
  const step = (stepsMinutes.find(each => minutes / each <= room) ?? 240) * minuteMs
  const first = Math.ceil(from / step) * step
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, place) => first + place * step)
}
