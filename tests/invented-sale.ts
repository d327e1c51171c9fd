import type { OnsalePlan } from '#contract/onsale-plan'
import { cloudShape, usualLimits } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import type { MinuteTable } from '#domain/onsale/scene'
import type { KeptMark } from '#store/onsale-mark'

/** A sale of two hours as its minutes tell it, for the report. Nothing of it comes from the code that writes the report. */
const minuteMs = 60_000
export const saleStartsAt = Date.UTC(2026, 10, 20, 9)
export const saleFrom = saleStartsAt - 20 * minuteMs
export const saleMinutes = 160

export const inventedPlan: OnsalePlan = {
  id: 'night',
  name: 'Justin Bieber, Tauron Arena Kraków',
  showing: { event: 'bieber', subevent: null },
  startsAt: saleStartsAt,
  plannedEndAt: saleStartsAt + 120 * minuteMs,
  stock: 15_000,
  limits: { ...usualLimits, databaseConnections: 700 },
  cloud: cloudShape.parse({
    aws: { profile: 'sale', region: 'eu-central-1', resources: [] },
    cloudflare: null,
    shop: null,
    queue: null,
  }),
  watched: false,
  currency: 'PLN',
  timezone: 'Europe/Warsaw',
  createdAt: 0,
  changedAt: 0,
}

const ramp = (minute: number): number =>
  Math.max(0, Math.min(1, (minute - 18) / 12)) * Math.max(0, Math.min(1, (150 - minute) / 60))

/** What each minute holds; a role that is not here was never measured, and minute 40 was seen by nobody. */
export const inventedFigures = (minute: number): Partial<Record<Role, number>> => {
  if (minute === 40) return {}
  const crowd = ramp(minute)
  const sold = Math.min(14_600, Math.round(Math.max(0, minute - 20) * 140))
  const soldBefore = Math.min(14_600, Math.round(Math.max(0, minute - 21) * 140))
  return {
    'queue.waiting': Math.round(crowd * 9_640),
    'queue.wait': Math.round(crowd * 18),
    'edge.visits': Math.round(400 + crowd * 12_600),
    'edge.addresses': 1,
    'edge.requests': Math.round(9_000 + crowd * 380_000),
    'edge.cached-requests': Math.round(8_000 + crowd * 340_000),
    'edge.bytes': Math.round(2e8 + crowd * 9e9),
    'edge.cached-bytes': Math.round(1.7e8 + crowd * 8.1e9),
    'balancer.requests': Math.round(100 + crowd * 38_000),
    'balancer.errors': minute >= 55 && minute < 60 ? 310 : 0,
    'balancer.target-errors': minute === 57 ? 40 : 0,
    'balancer.p95': minute < 10 ? 3.2 : 0.3 + crowd,
    'web.cpu': 20 + crowd * 60,
    'web.in-service': minute < 60 ? 10 : 12,
    'database.connections': Math.round(180 + crowd * 420),
    'database.read-latency': 0.004,
    'sales.orders': Math.round((sold - soldBefore) / 2),
    'sales.tickets': sold - soldBefore,
    'sales.gross': (sold - soldBefore) * 24_900,
    'sales.left': 15_000 - sold,
  }
}

export const inventedTable = (): MinuteTable => {
  const minutes = Array.from({ length: saleMinutes }, (_, minute) => inventedFigures(minute))
  const column = (role: Role): Float64Array => Float64Array.from(minutes, figures => figures[role] ?? Number.NaN)
  return { from: saleFrom, count: saleMinutes, column, each: role => [column(role)] }
}

const at = (minute: number): number => saleStartsAt + minute * minuteMs
export const inventedMarks: readonly (KeptMark & {
  kind: Exclude<KeptMark['kind'], 'finding-ended' | 'disarmed' | 'confirmed'>
})[] = [
  { id: '1', at: at(-10), kind: 'armed', subject: '', figures: { untilAt: at(120) }, by: 'Anna K.' },
  {
    id: '2',
    at: at(35),
    kind: 'servers-asked',
    subject: 'web',
    figures: { fromServers: 10, toServers: 12, reasonText: 'kolejka rośnie' },
    by: 'Anna K.',
  },
  {
    id: '3',
    at: at(38),
    kind: 'inlet',
    subject: 'room',
    figures: { fromPerMinute: 1200, toPerMinute: 840, reasonText: '' },
    by: 'Anna K.',
  },
  { id: '4', at: at(40), kind: 'servers-ready', subject: 'web', figures: { readyServers: 2, leadMs: 421_000 }, by: null },
  { id: '5', at: at(70), kind: 'note', subject: '', figures: { noteText: 'Artysta wrzucił post, drugi szczyt' }, by: 'Piotr M.' },
  { id: '6', at: at(140), kind: 'watch-ended', subject: '', figures: { endedAt: at(120) }, by: null },
]

export const inventedFindings = [
  { rule: 3, variant: 'plain', subject: '', since: at(35), endedAt: at(41), figures: { failedPercent: 1.2 } },
  {
    rule: 11,
    variant: 'filling',
    subject: '',
    since: at(31),
    endedAt: at(44),
    figures: { usedPercent: 84, fullFromMs: 300_000, fullToMs: 420_000 },
  },
] as const
