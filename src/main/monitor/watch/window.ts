import type { OnsalePlan } from '#contract/onsale-plan'
import { longestRunOverMs } from '#domain/onsale/end'
import { minuteMs } from '#domain/onsale/scene'

/** Before the start there is something to compare with: what a quiet hour looks like. */
const leadInMs = 60 * minuteMs
/** The longest sale, the hour before it and what it may run over; GetMetricData answers 100,800 points a call: so many minutes of 60 measures fit. */
const longestWindowMs = 28 * 60 * minuteMs

/** Where the minutes of an on-sale begin, as far as they are asked for now: an hour before the sale, and an hour back when that is still to come. */
export const windowFrom = (plan: Pick<OnsalePlan, 'startsAt'>, now: number): number => {
  const from = Math.min(plan.startsAt, now) - leadInMs
  return Math.floor(Math.max(from, now - longestWindowMs) / minuteMs) * minuteMs
}

/** The minutes of an on-sale as a whole, for the axis and the report: up to now, or to where it was over. */
export const wholeWindow = (plan: Pick<OnsalePlan, 'startsAt' | 'plannedEndAt'>, now: number): { from: number; to: number } => {
  const from = Math.floor((Math.min(plan.startsAt, now) - leadInMs) / minuteMs) * minuteMs
  const end = Math.min(now, plan.plannedEndAt + longestRunOverMs)
  const to = (Math.floor(Math.max(end, from) / minuteMs) + 1) * minuteMs
  return { from: Math.max(from, to - longestWindowMs), to }
}
