import { afterAnHour, room, startsAt, steady } from '../night.ts'
import type { Columns } from '../night.ts'
import { gone } from './life.ts'
import type { Life, Lives } from './life.ts'

/** Rule 17. */
export const cacheLeaks: Lives = {
  plain: {
    night: {
      columns: {
        'edge.requests': afterAnHour(50_000, ...steady(50_000, 8)),
        'edge.bytes': afterAnHour(1_000, ...steady(1_000, 8)),
        'edge.cached-bytes': afterAnHour(900, 900, 780, 780, 780, 820, 880, 880, 880),
      },
    },
    fires: 3,
    holds: 6,
    over: 7,
    hold: 'outlasts',
    missing: gone('edge.cached-bytes'),
  },
}

const idleThenBusy: Columns = {
  'web.cpu': afterAnHour(10, 70, 50, 50, 50, 63, 70),
  'database.cpu': afterAnHour(10, ...steady(40, 6)),
  'balancer.p95': afterAnHour(0.2, ...steady(0.3, 6)),
  'balancer.requests': afterAnHour(9_000, ...steady(9_000, 6)),
  'sales.left': afterAnHour(40_000, ...steady(30_000, 6)),
}
const toOpen = (columns: Columns): Life => ({
  night: { columns: { ...idleThenBusy, ...columns }, room: room(), plan: { startsAt: startsAt - 10 * 60_000 } },
  fires: 3,
  holds: 4,
  over: 5,
  hold: 'outlasts',
  missing: gone('database.cpu'),
})

/** Rule 18: advice to let in more ends with the first minute that speaks against it. */
export const roomToOpen: Lives = {
  plain: toOpen({}),
  sales: toOpen({
    'queue.admitted': afterAnHour(1_000, ...steady(1_000, 6)),
    'sales.orders': afterAnHour(200, ...steady(200, 6)),
  }),
}

/** Rule 19: as long as the overload, which is not over because nobody sees it. */
export const tooManyIn: Lives = {
  plain: {
    night: { columns: { 'balancer.rejected': afterAnHour(0, 0, 40, 0, 0, 0) }, room: room() },
    fires: 1,
    holds: 3,
    over: 4,
    hold: 'outlasts',
    missing: gone('balancer.rejected'),
  },
  slowed: {
    night: {
      columns: {
        'balancer.rejected': afterAnHour(0, 0, 40, 0, 0, 0),
        'queue.limit-admitted': afterAnHour(1_400, ...steady(1_400, 5)),
      },
      room: room({ newPerMinute: 980 }),
    },
    fires: 1,
    holds: 3,
    over: 4,
    hold: 'outlasts',
    missing: gone('balancer.rejected'),
  },
}

/** Rule 20. */
export const aboveSafe: Lives = {
  plain: {
    night: {
      columns: { 'queue.active': afterAnHour(100, 100, 7_600, 7_600, 7_200, 6_900, 6_900, 6_900) },
      limits: { rehearsedUsers: 10_000 },
    },
    fires: 2,
    holds: 5,
    over: 6,
    hold: 'outlasts',
    missing: gone('queue.active'),
  },
}

/** A quarter of those let in buy two tickets each: half a ticket for each in line, and 8,000 are left. */
const inLine = [16_000, 20_000, 16_400, 15_900]
const leftByMinute = [400, 290, 330, 400]

/** Rule 21. */
export const nothingLeft: Lives = {
  line: {
    night: {
      columns: {
        'queue.admitted': afterAnHour(1_000, ...steady(1_000, 4)),
        'sales.orders': afterAnHour(250, ...steady(250, 4)),
        'sales.left': afterAnHour(40_000, ...steady(8_000, 4)),
      },
      basket: { tickets: 2, grossMinor: 50_000 },
    },
    meanwhile: at => ({ room: room({ waiting: inLine[at] ?? 20_000 }) }),
    fires: 1,
    holds: 2,
    over: 3,
    hold: 'outlasts',
    missing: { is: 'unseen', instead: { faces: { queue: { state: 'late' } } } },
  },
  category: {
    night: { columns: { 'sales.left': afterAnHour(9_000, ...steady(9_000, 4)) }, room: room({ waiting: 0 }) },
    meanwhile: at => ({
      categories: [{ name: 'Golden Circle', left: leftByMinute[at] ?? 290, capacity: 1_000, perMinute: 30 }],
    }),
    subject: 'Golden Circle',
    fires: 1,
    holds: 2,
    over: 3,
    hold: 'outlasts',
    missing: { is: 'unseen', instead: { faces: { sales: { state: 'late' } } } },
  },
}

const selling = {
  'sales.orders': afterAnHour(0, ...steady(200, 8), 80, 80, 80, 150, 190),
  'balancer.requests': afterAnHour(5_000, ...steady(50_000, 13)),
  'sales.left': afterAnHour(40_000, ...steady(20_000, 13)),
}
const closed = (columns: Columns, role: 'shop.answered' | 'shop.maintenance'): Life => ({
  night: {
    columns: {
      'sales.orders': afterAnHour(200, ...steady(200, 5)),
      'balancer.requests': afterAnHour(5_000, ...steady(5_000, 5)),
      ...columns,
    },
  },
  subject: 'shop',
  fires: 2,
  holds: 3,
  over: 4,
  hold: 'outlasts',
  missing: gone(role),
})

/** Rule 22. */
export const moneyStops: Lives = {
  plain: { night: { columns: selling }, fires: 9, holds: 11, over: 12, hold: 'outlasts', missing: gone('balancer.requests') },
  maintenance: closed({ 'shop.maintenance': afterAnHour(0, 0, 1, 1, 0, 0) }, 'shop.maintenance'),
  unanswered: closed({ 'shop.answered': afterAnHour(1, 1, 0, 0, 1, 1) }, 'shop.answered'),
}

const stopped = (columns: Columns, role: 'edge.threats' | 'firewall.blocked'): Life => ({
  night: { columns },
  fires: 3,
  holds: 6,
  over: 7,
  hold: 'outlasts',
  missing: gone(role),
})

/** Rule 23. */
export const bots: Lives = {
  edge: stopped(
    {
      'edge.requests': afterAnHour(50_000, ...steady(50_000, 8)),
      'edge.threats': afterAnHour(1_000, 1_000, 3_000, 3_000, 3_000, 1_600, 1_000, 1_000, 1_000),
      'firewall.blocked': afterAnHour(100, ...steady(100, 8)),
      'firewall.allowed': afterAnHour(9_900, ...steady(9_900, 8)),
    },
    'edge.threats',
  ),
  firewall: stopped(
    {
      'firewall.blocked': afterAnHour(200, 200, 900, 900, 900, 350, 200, 200, 200),
      'firewall.allowed': afterAnHour(9_800, ...steady(9_800, 8)),
    },
    'firewall.blocked',
  ),
}
