import type { Check } from './onsale-face.ts'

/**
 * The checklist before a sale, in the order it is read, by group. Figures of each, beside those of a person's word (`byText`, `noteText`, `confirmedAt`):
 * minute-metrics `pointsInQuarter`; core-quota `need`, `most`; scale-in-held `minimum`, `desired`; connection-pool `servers`, `connectionsPerServer`, `standing`, `need`, `most`,
 * `fitServers`; group-ceiling `maximum`, `planned`; edge-cache `cachedPercent`, `neededPercent`; room-limit `limit`, `most`, `rehearsed`; cloudflare-token and aws-session `endsAt`,
 * `plannedEndAt`; shop-probe `answerMs`; clock `skewMs`.
 */
export const onsaleChecks = {
  'minute-metrics': 'servers',
  'scheduled-growth': 'servers',
  'core-quota': 'servers',
  'scale-in-held': 'servers',
  'connection-pool': 'balancer-database',
  'balancer-warmed': 'balancer-database',
  'health-check-grace': 'balancer-database',
  'group-ceiling': 'balancer-database',
  'edge-cache': 'entrance',
  'room-limit': 'entrance',
  'cloudflare-token': 'entrance',
  'shop-probe': 'entrance',
  'aws-session': 'access-people',
  clock: 'access-people',
  'servers-role': 'access-people',
  people: 'access-people',
} as const satisfies Readonly<Record<string, Check['group']>>
export type CheckName = keyof typeof onsaleChecks
