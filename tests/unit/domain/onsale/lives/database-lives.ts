import type { Role } from '#contract/onsale-roles'
import { afterAnHour, steady } from '../night.ts'
import type { Columns } from '../night.ts'
import { gone } from './life.ts'
import type { Life, Lives } from './life.ts'

/** Five minutes to begin, five to be over. */
const ofFive = (columns: Columns, role: Role, subject = ''): Life => ({
  night: { columns },
  subject,
  fires: 5,
  holds: 10,
  over: 11,
  hold: 'outlasts',
  missing: gone(role),
})
/** Three to begin, three to be over. */
const ofThree = (columns: Columns, role: Role): Life => ({
  night: { columns },
  fires: 3,
  holds: 6,
  over: 7,
  hold: 'outlasts',
  missing: gone(role),
})

/** Rule 10. */
export const databaseBusy: Lives = {
  plain: ofFive({ 'database.cpu': afterAnHour(20, 20, ...steady(85, 5), 78, ...steady(74, 5)) }, 'database.cpu'),
}

const open = (...connections: readonly number[]) => ({ columns: { 'database.connections': afterAnHour(380, ...connections) } })
const noConnections = gone('database.connections')

/** Rule 11. */
export const connectionsEnd: Lives = {
  full: {
    night: open(500, 500, 500, 500, 500, 570, 570, 530, 500, 500, 500),
    fires: 6,
    holds: 9,
    over: 10,
    hold: 'outlasts',
    missing: noConnections,
  },
  filling: {
    night: { ...open(380, 400, 420, 440, 460, 430, 430, 430), measuredLeadMs: 120_000 },
    fires: 3,
    holds: 6,
    over: 7,
    hold: 'while-so',
    missing: noConnections,
  },
  'before-server': {
    night: { ...open(380, 420, 460, 500, 540, 400, 440, 430), measuredLeadMs: 420_000 },
    fires: 3,
    holds: 6,
    over: 7,
    hold: 'while-so',
    missing: noConnections,
  },
}

/** Rule 12. */
export const diskSlow: Lives = {
  latency: ofFive(
    {
      'database.read-latency': afterAnHour(0.004, ...steady(0.004, 12)),
      'database.write-latency': afterAnHour(0.004, 0.004, ...steady(0.03, 5), 0.018, ...steady(0.004, 5)),
    },
    'database.write-latency',
  ),
  balance: ofThree({ 'database.io-balance': afterAnHour(90, 90, 8, 7, 6, 12, 16, 16, 16) }, 'database.io-balance'),
  queue: ofThree({ 'database.disk-queue': afterAnHour(2, 2, 5, 5, 5, 3.5, 3, 3, 3) }, 'database.disk-queue'),
}

const sessions = [2, 20, 20, 20, 15, 10, 10, 10]

/** Rule 13. */
export const locks: Lives = {
  plain: ofThree(
    {
      'database.load': afterAnHour(2, ...sessions),
      'database.load-cpu': afterAnHour(1, ...steady(1, 8)),
      'database.load-waiting': afterAnHour(1, ...sessions.map(all => all - 1)),
    },
    'database.load-waiting',
  ),
}

const cache = (columns: Columns, fires: number, over: number): Life => ({
  night: { columns: { 'mail.oldest': afterAnHour(5, ...steady(5, over + 1)), ...columns } },
  fires,
  holds: over - 1,
  over,
  hold: 'outlasts',
  subject: 'cache',
  missing: { is: 'gone', roles: Object.keys(columns).includes('cache.cpu') ? ['cache.cpu'] : ['cache.evictions'] },
})
const lateMail = [5, 90, 90, 90, 50, ...steady(5, 5)]

/** Rule 24. */
export const besideTheSale: Lives = {
  cache: cache({ 'cache.cpu': afterAnHour(20, 20, ...steady(95, 5), 88, ...steady(80, 5)) }, 5, 11),
  evictions: cache({ 'cache.evictions': afterAnHour(0, 0, 4, 4, 4, ...steady(0, 5)) }, 3, 8),
  mail: {
    night: {
      columns: { 'mail.oldest': afterAnHour(5, ...lateMail), 'cache.cpu': afterAnHour(20, ...steady(20, lateMail.length)) },
    },
    subject: 'mail',
    fires: 3,
    holds: 8,
    over: 9,
    hold: 'outlasts',
    missing: gone('mail.oldest'),
  },
}
