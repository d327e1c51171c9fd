import type { Role } from './onsale-roles.ts'

/** What a metric of an agent's or of the shop's own can stand for, and the statistic it is asked by: the worst of a minute where a limit is near, else its mean. */
export const ownMetrics = {
  'database.connections': 'Maximum',
  'database.memory': 'Average',
  'database.disk-queue': 'Average',
  'database.io-balance': 'Minimum',
} as const satisfies Partial<Record<Role, string>>
export type OwnRole = keyof typeof ownMetrics
export const ownRoles = Object.keys(ownMetrics).filter((role): role is OwnRole => role in ownMetrics)
