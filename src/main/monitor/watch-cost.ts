import type { Limits } from '#contract/onsale-plan'

/** One web server for one hour, in US cents with its fraction. */
export const serverHourCents = (limits: Pick<Limits, 'serverHourMicroDollars'>): number => limits.serverHourMicroDollars / 10_000

/** GetMetricData costs 0.01 USD for a thousand metrics asked for, and has no free tier ("Amazon CloudWatch pricing"). */
const metricsPerCent = 1_000

/** What the questions so far have cost, in US cents with its fraction kept to a hundredth. */
export const watchingCents = (metricsAsked: number): number => Math.round((metricsAsked / metricsPerCent) * 100) / 100
