import type { Body } from './body-fields.ts'
import { textIn, wholeIn } from './body-fields.ts'
import { fromWallTime, toWallTime } from '#contract/wall-time'

/** From when until when a ticket opens the door; Unix milliseconds. */
export type Validity = { readonly from: number; readonly until: number }

const hourMs = 3_600_000
const minuteMs = 60_000

/**
 * The validity of a ticket that counts from its sale (`validity_mode` dynamic); null for every other, which the platform fills in by itself. It has to be sent,
 * for the platform would count from the upload. Calendar arithmetic in the event's zone as in pretix (`Item.compute_validity`): days and months end at the
 * last second of a day, a month's pass ends on the day before the one it began on.
 */
export const dynamicValidity = (item: Body, timezone: string, soldAt: number): Validity | null => {
  if (textIn(item, 'validity_mode') !== 'dynamic') return null
  const part = (name: string): number => wholeIn(item, `validity_dynamic_duration_${name}`) ?? 0
  const [months, days] = [part('months'), part('days')]
  let wall = new Date(toWallTime(timezone, soldAt))
  if (months > 0) wall = endOfDay(addMonths(wall, months), days)
  else if (days > 0) wall = endOfDay(wall, days - 1)
  return { from: soldAt, until: fromWallTime(timezone, wall.getTime() + part('hours') * hourMs + part('minutes') * minuteMs) }
}

/** Wall times are carried in the UTC fields of a Date. A pass that begins on the first of a month ends with a month's last day, however long that is. */
const addMonths = (wall: Date, months: number): Date => {
  const before = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() - 1))
  const [year, month] = [before.getUTCFullYear(), before.getUTCMonth()]
  const day = before.getUTCDate() === daysIn(year, month) ? 31 : before.getUTCDate()
  return new Date(Date.UTC(year, month + months, Math.min(day, daysIn(year, month + months))))
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

const endOfDay = (wall: Date, daysLater: number): Date =>
  new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() + daysLater, 23, 59, 59))
