import type { Role } from '#contract/onsale-roles'
import { afterAnHour, group, startsAt, steady } from '../night.ts'
import type { Columns } from '../night.ts'
import { minute } from '../timeline.ts'
import { gone } from './life.ts'
import type { Life, Lives } from './life.ts'

const out = (unhealthy: readonly number[], healthy: readonly number[]): Life => ({
  night: { columns: { 'balancer.unhealthy': afterAnHour(0, ...unhealthy), 'balancer.healthy': afterAnHour(10, ...healthy) } },
  fires: 2,
  holds: 4,
  over: 5,
  hold: 'outlasts',
  missing: gone('balancer.unhealthy'),
})

/** Rule 5. */
export const serversOut: Lives = {
  plain: out([0, 2, 2, 0, 0, 0], steady(10, 6)),
  'none-left': out([0, 10, 10, 0, 0, 0], [10, 0, 0, 0, 0, 10]),
  fewer: {
    night: {
      columns: {
        'balancer.healthy': afterAnHour(12, 12, 10, 10, 11.5, 12, 12, 12),
        'web.desired': afterAnHour(12, ...steady(12, 7)),
      },
    },
    fires: 2,
    holds: 5,
    over: 6,
    hold: 'outlasts',
    missing: gone('balancer.healthy'),
  },
}

const answers = (usual: number, ...seconds: readonly number[]): Life => ({
  night: {
    columns: {
      'balancer.p95': afterAnHour(usual, usual, ...seconds),
      'balancer.requests': afterAnHour(5_000, ...steady(5_000, seconds.length + 1)),
    },
  },
  fires: 3,
  holds: 6,
  over: 7,
  hold: 'outlasts',
  missing: gone('balancer.p95'),
})

/** Rule 6. */
export const slowAnswers: Lives = {
  slow: answers(0.6, 2, 2, 2, 0.9, 0.7, 0.7, 0.7),
  slower: answers(0.3, 0.7, 0.7, 0.7, 0.5, 0.4, 0.4, 0.4),
}

const hot = (columns: Columns, ...missing: readonly Role[]): Life => ({
  night: { columns },
  fires: 3,
  holds: 6,
  over: 7,
  hold: 'outlasts',
  missing: gone(...missing),
})
const heat = { 'web.cpu': afterAnHour(20, 20, 85, 85, 85, 78, 74, 74, 74) }

/** Rule 8. */
export const hotServers: Lives = {
  hot: hot(heat, 'web.cpu'),
  coming: {
    ...hot(heat, 'web.cpu'),
    meanwhile: () => ({
      servers: group({ coming: { servers: 2, askedAt: startsAt, readyAbout: startsAt + 420_000, state: 'on-the-way' } }),
    }),
  },
  overdue: {
    ...hot(heat, 'web.cpu'),
    meanwhile: () => ({
      servers: group({ coming: { servers: 2, askedAt: startsAt - 900_000, readyAbout: startsAt - 480_000, state: 'overdue' } }),
    }),
  },
  'no-room': hot({ ...heat, 'database.connections': afterAnHour(660, ...steady(660, 8)) }, 'web.cpu'),
  'at-most': {
    ...hot(heat, 'web.cpu'),
    meanwhile: () => ({ servers: group({ desired: 20, inService: 20, maximum: 20 }) }),
  },
  one: hot(
    { 'web.cpu': afterAnHour(40, ...steady(40, 8)), 'web.cpu-hottest': afterAnHour(45, 45, 95, 95, 95, 65, 55, 55, 55) },
    'web.cpu-hottest',
  ),
}

const everyFive = Array.from({ length: 26 }, (_, index) => (index % 5 === 0 ? 40 : Number.NaN))

/** Rule 9: points a minute until the sale, then every five, then every minute again. */
export const basicMonitoring: Lives = {
  plain: {
    night: { columns: { 'web.cpu': afterAnHour(40, ...everyFive, 40, 40) } },
    fires: 19,
    holds: 25,
    over: 26,
    hold: 'while-so',
    missing: { is: 'gone', roles: ['web.cpu'], after: 20 },
  },
}

/** Ten a minute, then seven, then none. */
const credits = [340, 330, 320, 310, 300, 290, 283, 276, 269, 262, 255, 255]
const burst = (role: 'web.credits' | 'database.credits', subject: string): Life => ({
  night: { columns: { [role]: afterAnHour(340, ...credits) } },
  subject,
  fires: 5,
  holds: 10,
  over: 11,
  hold: 'outlasts',
  missing: { is: 'gone', roles: [role], after: 31 },
})

/** Rule 14. */
export const creditsEnd: Lives = { web: burst('web.credits', 'web'), database: burst('database.credits', 'database') }

const ordered = {
  'web.in-service': afterAnHour(12, ...steady(12, 9), 14),
  'web.desired': afterAnHour(12, ...steady(14, 9), 14),
}
const failure = { at: minute(2), text: 'We currently do not have sufficient c3.xlarge capacity.' }

/** Rule 15. A lead that is measured as longer than promised does not take back what was said. */
export const serversMissing: Lives = {
  late: {
    night: { columns: ordered },
    meanwhile: at => ({ measuredLeadMs: at < 7 ? 240_000 : 420_000 }),
    fires: 6,
    holds: 8,
    over: 9,
    hold: 'outlasts',
    missing: gone('web.in-service'),
  },
  failed: {
    night: { columns: ordered, measuredLeadMs: 420_000 },
    meanwhile: at => ({ servers: group(at < 2 ? {} : { failure }) }),
    fires: 2,
    holds: 8,
    over: 9,
    hold: 'while-so',
    missing: gone('web.in-service'),
  },
}

/** Rule 16. */
export const groupFull: Lives = {
  plain: {
    night: {
      columns: {
        'web.cpu': afterAnHour(20, 20, 75, 75, 75, 68, 60, 60, 60),
        'web.desired': afterAnHour(20, ...steady(20, 8)),
        'web.maximum': afterAnHour(20, ...steady(20, 8)),
      },
    },
    fires: 3,
    holds: 6,
    over: 7,
    hold: 'outlasts',
    missing: gone('web.cpu'),
  },
}
