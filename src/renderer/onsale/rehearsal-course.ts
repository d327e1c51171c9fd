import type { RehearsalFace, ScenarioFault, ScenarioSummary } from '#contract/rehearsal'
import { offsetFromStart } from './cockpit-words.ts'
import { minuteMs } from './minute-store.ts'

/** Minutes from the start of the sale of a moment in a rehearsal that runs. */
export const minuteOf = ({ now, startsAt }: Pick<NonNullable<RehearsalFace>, 'now' | 'startsAt'>): number =>
  (now - startsAt) / minuteMs

type Course = Pick<ScenarioSummary, 'minutes' | 'startMinute' | 'arrivals'>

/** Share of the scenario that has passed in a minute counted from the start of the sale. */
export const placeOfMinute = ({ minutes, startMinute }: Course, minute: number): number =>
  Math.min(1, Math.max(0, (minute + startMinute) / Math.max(1, minutes)))

/** The minute of the sale at a share of the scenario. */
export const minuteAtPlace = ({ minutes, startMinute }: Course, place: number): number => place * minutes - startMinute

/** Height the curve may take, in the units of its drawing. */
export const courseHeight = 100

/** The people of each minute as a path across so many units as there are minutes. */
export const coursePath = ({ arrivals }: Pick<Course, 'arrivals'>): string => {
  const top = Math.max(1, ...arrivals)
  return arrivals
    .map((value, minute) => `${minute === 0 ? 'M' : 'L'}${minute + 0.5},${round(courseHeight * (1 - value / top))}`)
    .join('')
}

const round = (value: number): number => Math.round(value * 100) / 100

/** The busiest minute, counted from the start of the sale. */
export const peakMinute = ({ arrivals, startMinute }: Course): number => arrivals.indexOf(Math.max(...arrivals)) - startMinute

const stepsMinutes = [5, 10, 15, 20, 30, 60]
const axisRoom = 8

/** Whole minutes to write under the curve; the start is always among them. */
export const axisMinutes = ({ minutes, startMinute }: Course): readonly number[] => {
  const step = stepsMinutes.find(each => minutes / each <= axisRoom) ?? 120
  const first = Math.ceil(-startMinute / step) * step
  return Array.from({ length: Math.floor((minutes - startMinute - first) / step) + 1 }, (_, place) => first + place * step)
}

/** The part of a fault that lies within the scenario; one without an end lasts to the scenario's. */
export const spanOf = (
  fault: Pick<ScenarioFault, 'fromMinute' | 'toMinute'>,
  course: Course,
): { readonly from: number; readonly to: number } => ({
  from: placeOfMinute(course, fault.fromMinute),
  to: placeOfMinute(course, fault.toMinute),
})

/** A fault moved so that it begins in a minute, as long as it was, within the scenario. */
export const movedTo = (
  fault: Pick<ScenarioFault, 'fromMinute' | 'toMinute'>,
  minute: number,
  { minutes, startMinute }: Course,
): { readonly fromMinute: number; readonly toMinute: number } => {
  const lasts = fault.toMinute - fault.fromMinute
  const latest = Math.max(-startMinute, minutes - startMinute - Math.min(lasts, minutes))
  const fromMinute = Math.min(latest, Math.max(-startMinute, Math.round(minute)))
  return { fromMinute, toMinute: fromMinute + lasts }
}

/** How long the rest of a rehearsal takes by the clock on the wall. */
export const remainingMs = ({
  now,
  endsAt,
  effectiveSpeed,
}: Pick<NonNullable<RehearsalFace>, 'now' | 'endsAt' | 'effectiveSpeed'>): number => Math.max(0, endsAt - now) / effectiveSpeed

/** `T+15`: a minute of the sale. */
export const offsetWords = (minute: number): string => offsetFromStart(0, minute * minuteMs)
