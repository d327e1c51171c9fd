import type { Check } from './onsale-face.ts'

/**
 * The checklist before a sale, in the order it is read, by group. Figures of each, beside those of a person's word (`byText`, `noteText`, `confirmedAt`):
 * minute-metrics `pointsInQuarter`; core-quota `need`, `most`; scheduled-growth `servers`, `fromAt`, `utcText`, `readyAt`, `startsAt`; scale-in-held `minimum`, `desired`, `heldAt`; zone-balance `zonesText`;
 * health-check-grace `graceSeconds`, `leadSeconds`; room-open `openAt`, `letsInAt`, `startsAt`; connection-pool `servers`, `connectionsPerServer`, `standing`, `need`, `most`,
 * `fitServers`; group-ceiling `maximum`, `planned`; edge-cache `cachedPercent`, `neededPercent`; room-limit `limit`, `most`, `rehearsed`; cloudflare-token and aws-session `endsAt`,
 * `plannedEndAt`; shop-probe `answerMs`; clock `skewMs`. `howText` names which sentence tells the value where there are several.
 */
export const onsaleChecks = {
  'minute-metrics': 'servers',
  'group-metrics': 'servers',
  'scheduled-growth': 'servers',
  'core-quota': 'servers',
  'scale-in-held': 'servers',
  'zone-balance': 'servers',
  'connection-pool': 'balancer-database',
  'balancer-warmed': 'balancer-database',
  'health-check-grace': 'balancer-database',
  'group-ceiling': 'balancer-database',
  'edge-cache': 'entrance',
  'room-open': 'entrance',
  'room-limit': 'entrance',
  'cloudflare-token': 'entrance',
  'shop-probe': 'entrance',
  'aws-session': 'access-people',
  clock: 'access-people',
  'servers-role': 'access-people',
  people: 'access-people',
} as const satisfies Readonly<Record<string, Check['group']>>
export type CheckName = keyof typeof onsaleChecks
