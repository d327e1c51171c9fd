import type { Role } from '#contract/onsale-roles'
import { sum } from './forecast.ts'
import { minuteMs } from './scene.ts'
import { isPause } from './sight.ts'
import type { Sight } from './sight.ts'

/**
 * The error budget of this sale and not of a month: the share of its requests that may fail by the objective in the plan. Thresholds follow the burn rates of Google's Site Reliability Workbook ("Alerting on SLOs"),
 * derived anew for a sale of W minutes: a share of the budget spent within a window is a burn of share times W divided by the window.
 */
export type BurnWindow = {
  readonly name: 'fast' | 'steady' | 'slow'
  readonly budgetShare: number
  readonly minutes: number
  readonly short: number
}
export const burnWindows: readonly BurnWindow[] = [
  { name: 'fast', budgetShare: 0.05, minutes: 1, short: 1 },
  { name: 'steady', budgetShare: 0.1, minutes: 5, short: 1 },
  { name: 'slow', budgetShare: 0.25, minutes: 15, short: 5 },
]
/** A sale is reckoned as at least half an hour and at most eight hours, so that a wrong end makes no threshold absurd. */
const [shortestSale, longestSale] = [30, 480]

/** The share of failing requests above which a window burns too fast: 3 %, 1.2 % and 1 % of requests at 99.5 % over two hours. */
export const burnThreshold = ({ scene: { plan } }: Sight, { budgetShare, minutes }: BurnWindow): number => {
  const length = (plan.plannedEndAt - plan.startsAt) / minuteMs
  const sale = Math.min(longestSale, Math.max(shortestSale, length))
  return Math.min(1, ((budgetShare * sale) / minutes) * allowedShare(plan.limits.objectiveBasisPoints))
}
const allowedShare = (objectiveBasisPoints: number): number => 1 - objectiveBasisPoints / 10_000

/** How much of the budget is spent, and how long the rest lasts at the pace of the last five minutes; null: it lasts past the planned end, or nothing is known. */
export const budgetLeft = (
  sight: Sight,
  failures: Role,
): { readonly usedShare: number; readonly lastsMs: number | null } | null => {
  const { plan, table, now } = sight.scene
  const minutes = Math.min(table.count, Math.max(5, Math.ceil((now - plan.startsAt) / minuteMs)))
  const seen = sight.window(['balancer.requests', failures], minutes)
  if (isPause(seen)) return null
  const requests = seen.of('balancer.requests').map(zeroWhenUnknown)
  const failed = seen.of(failures).map(zeroWhenUnknown)
  const minutesToGo = Math.max(0, (plan.plannedEndAt - seen.to) / minuteMs)
  const expected = sum(requests) + (sum(requests.slice(-5)) / 5) * minutesToGo
  const budget = expected * allowedShare(plan.limits.objectiveBasisPoints)
  const perMinute = sum(failed.slice(-5)) / 5
  if (budget <= 0) return null
  const minutesLeft = perMinute > 0 ? Math.max(0, budget - sum(failed)) / perMinute : Number.POSITIVE_INFINITY
  return { usedShare: sum(failed) / budget, lastsMs: minutesLeft < minutesToGo ? minutesLeft * minuteMs : null }
}
const zeroWhenUnknown = (value: number): number => (Number.isNaN(value) ? 0 : value)
