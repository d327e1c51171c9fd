import type { InletPreview, InletStep } from '#contract/onsale-hands'
import type { Figures } from '#contract/onsale-finding'
import { inletSteps } from '#contract/onsale-hands'
import { inLine, ordersPerAdmitted, recentMean } from './pace.ts'
import type { Sight } from './sight.ts'

/** What each step multiplies the number of people let in by. */
export const inletFactor = { 'slow-30': 0.7, 'slow-20': 0.8, 'open-10': 1.1 } as const satisfies Readonly<
  Record<InletStep, number>
>
/** Cloudflare's waiting rooms let in at least this many a minute, and never more than may be in at once ("Waiting Room settings"). */
const leastPerMinute = 200
/** Cloudflare advises to let in three quarters of what the shop has been shown to stand ("Waiting Room best practices"). */
export const safeShare = 0.75

export type InletSetting = { readonly newPerMinute: number; readonly totalActive: number }

/** The setting after a step: bounded by what the room takes, and when opening by the safe share of what a rehearsal has stood. */
export const inletAfter = (now: InletSetting, step: InletStep, rehearsedUsers: number | null): InletSetting => {
  const safe = rehearsedUsers === null ? now.totalActive : Math.floor(rehearsedUsers * safeShare)
  const totalActive = step === 'open-10' ? now.totalActive : Math.max(leastPerMinute, Math.min(now.totalActive, safe))
  const wanted = Math.round(now.newPerMinute * inletFactor[step])
  return { newPerMinute: Math.max(leastPerMinute, Math.min(wanted, totalActive)), totalActive }
}

/** The steps from a setting, each with what it is expected to do. Figures that hang on something unknown are left out. */
export const inletStepsFrom = (sight: Sight, now: InletSetting): InletPreview['steps'] =>
  inletSteps.map(step => {
    const after = inletAfter(now, step, sight.scene.plan.limits.rehearsedUsers)
    return { step, ...after, figures: effect(sight, after.newPerMinute / Math.max(1, now.newPerMinute), after) }
  })

/** Orders, connections, CPU and the wait for the last in line, were as many let in; load is taken to follow the people let in. */
const effect = (sight: Sight, factor: number, after: InletSetting): Figures => {
  const { standingConnections } = sight.scene.plan.limits
  const [orders, connections, cpu] = [
    recentMean(sight, 'sales.orders'),
    sight.latest('database.connections'),
    sight.latest('web.cpu'),
  ]
  const waiting = inLine(sight)
  return {
    ...(orders !== null && { ordersPerMinute: orders * factor }),
    ...(connections !== null && {
      connections: Math.round(standingConnections + Math.max(0, connections - standingConnections) * factor),
    }),
    ...(cpu !== null && { cpuPercent: Math.min(100, cpu * factor) }),
    ...(waiting !== null && { waitMs: (waiting / after.newPerMinute) * 60_000 }),
  }
}

/** Orders a minute that as many more people let in would bring; null when nothing tells how many of them buy. */
export const ordersFrom = (sight: Sight, morePerMinute: number): number | null => {
  const rate = ordersPerAdmitted(sight)
  return rate === null ? null : rate * morePerMinute
}
