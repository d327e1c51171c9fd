import type { InletStep } from '#contract/onsale-hands'
import { ordersPerAdmitted } from './pace.ts'
import type { Sight } from './sight.ts'

/** What each step multiplies the number of people let in a minute by. */
export const inletFactor = { 'slow-30': 0.7, 'slow-20': 0.8, 'open-10': 1.1 } as const satisfies Readonly<
  Record<InletStep, number>
>
/** Cloudflare's waiting rooms take no smaller number ("Waiting Room configuration settings"). */
export const leastPerMinute = 200
/** Cloudflare advises to let in three quarters of what the shop has been shown to stand ("Waiting Room best practices"). */
export const safeShare = 0.75

/** People let in a minute after a step. */
export const letInAfter = (step: InletStep, newPerMinute: number): number =>
  Math.max(Math.min(leastPerMinute, newPerMinute), Math.round(newPerMinute * inletFactor[step]))

/** Orders a minute that as many more people let in would bring; null when nothing tells how many of them buy. */
export const ordersFrom = (sight: Sight, morePerMinute: number): number | null => {
  const rate = ordersPerAdmitted(sight)
  return rate === null ? null : rate * morePerMinute
}
