import { afterAnHour, steady } from '../night.ts'
import { gone } from './life.ts'
import type { Life, Lives } from './life.ts'

/** Rule 1. */
export const turnedAway: Lives = {
  plain: {
    night: { columns: { 'balancer.rejected': afterAnHour(0, 0, 5, 0, 0, 0) } },
    fires: 1,
    holds: 3,
    over: 4,
    hold: 'outlasts',
    missing: gone('balancer.rejected'),
  },
}

const surge = (...waiting: readonly number[]) => ({ columns: { 'balancer.surge': afterAnHour(0, ...waiting) } })
const noSurge = gone('balancer.surge')

/** Rule 2. */
export const surgeQueue: Lives = {
  waits: { night: surge(0, 3, 3, 0, 0, 0), fires: 2, holds: 4, over: 5, hold: 'outlasts', missing: noSurge },
  half: { night: surge(0, 600, 300, 300, 0, 0, 0), fires: 1, holds: 5, over: 6, hold: 'outlasts', missing: noSurge },
  fills: {
    night: { ...surge(100, 100, 100, 220, 330, 450, 560, 440, 0, 0, 0), measuredLeadMs: 420_000 },
    fires: 5,
    holds: 7,
    over: 8,
    hold: 'while-so',
    turnsInto: 'half',
    missing: noSurge,
  },
}

const classic = {
  aws: { profile: 'p', region: 'eu-central-1', resources: [{ kind: 'classic-balancer' as const, name: 'b', dimensions: {} }] },
  cloudflare: null,
  shop: null,
  queue: null,
}
const leap = { columns: { 'balancer.requests': afterAnHour(5_000, 5_000, ...steady(8_000, 8)) } }
const grown = { fires: 1, holds: 7, over: 8, hold: 'outlasts', missing: gone('balancer.requests') } as const

/** Rule 7. */
export const growth: Lives = {
  application: { night: leap, ...grown },
  classic: { night: { ...leap, plan: { cloud: classic } }, ...grown },
}

const failing = (role: 'balancer.errors' | 'balancer.target-errors', code: string | null): Life => {
  const failed = afterAnHour(0, 0, 400, 80, 0, 0, 0, 0, 0)
  return {
    night: {
      columns: {
        'balancer.requests': afterAnHour(10_000, ...steady(10_000, 8)),
        [role]: failed,
        ...(code !== null && {
          'balancer.502': afterAnHour(0, ...steady(0, 8)),
          'balancer.503': afterAnHour(0, ...steady(0, 8)),
          'balancer.504': afterAnHour(0, ...steady(0, 8)),
          [code]: failed,
        }),
      },
    },
    fires: 1,
    holds: 6,
    over: 7,
    hold: 'outlasts',
    missing: gone(role),
  }
}

/** Rule 3. */
export const balancerFails: Lives = {
  plain: failing('balancer.errors', null),
  broken: failing('balancer.errors', 'balancer.502'),
  unserved: failing('balancer.errors', 'balancer.503'),
  unanswered: failing('balancer.errors', 'balancer.504'),
}

/** Rule 4. */
export const shopFails: Lives = { plain: failing('balancer.target-errors', null) }
