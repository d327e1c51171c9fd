import type { Role, Source } from '#contract/onsale-roles'
import { decimals } from '#words/figures'
import type { FigureSetting } from '#words/figures'
import { money, number } from '#words/format'
import type { WordKey } from '#words/say'
import type { Lane } from './bands.ts'
import type { Minutes } from './minute-store.ts'
import { valueAt } from './minute-store.ts'

/** How a value of a measure is written. */
type Unit = 'number' | 'perMinute' | 'percent' | 'seconds' | 'milliseconds' | 'minutes' | 'megabytes' | 'money' | 'flag'

/** A measure that has no band of its own: it stands in the table of its lane as soon as somebody reports it. */
export type Measure = {
  readonly role: Role
  readonly source: Source
  readonly lane: Lane
  readonly unit: Unit
  readonly word: WordKey
}

export const measures: readonly Measure[] = [
  { role: 'queue.active', source: 'queue', lane: 'fans', unit: 'number', word: 'measures.queueActive' },
  { role: 'queue.wait', source: 'queue', lane: 'fans', unit: 'minutes', word: 'measures.queueWait' },
  { role: 'queue.limit-admitted', source: 'queue', lane: 'fans', unit: 'perMinute', word: 'measures.queueLimitAdmitted' },
  { role: 'queue.limit-active', source: 'queue', lane: 'fans', unit: 'number', word: 'measures.queueLimitActive' },
  { role: 'edge.visits', source: 'cloudflare', lane: 'edge', unit: 'perMinute', word: 'measures.edgeVisits' },
  { role: 'edge.addresses', source: 'cloudflare', lane: 'edge', unit: 'flag', word: 'measures.edgeAddresses' },
  { role: 'edge.cached-requests', source: 'cloudflare', lane: 'edge', unit: 'perMinute', word: 'measures.edgeCachedRequests' },
  { role: 'edge.bytes', source: 'cloudflare', lane: 'edge', unit: 'megabytes', word: 'measures.edgeBytes' },
  { role: 'edge.cached-bytes', source: 'cloudflare', lane: 'edge', unit: 'megabytes', word: 'measures.edgeCachedBytes' },
  { role: 'edge.threats', source: 'cloudflare', lane: 'edge', unit: 'perMinute', word: 'measures.edgeThreats' },
  { role: 'edge.errors', source: 'cloudflare', lane: 'edge', unit: 'perMinute', word: 'measures.edgeErrors' },
  { role: 'edge.sample-interval', source: 'cloudflare', lane: 'edge', unit: 'number', word: 'measures.edgeSampleInterval' },
  { role: 'firewall.allowed', source: 'aws', lane: 'edge', unit: 'perMinute', word: 'measures.firewallAllowed' },
  { role: 'firewall.blocked', source: 'aws', lane: 'edge', unit: 'perMinute', word: 'measures.firewallBlocked' },
  { role: 'firewall.challenged', source: 'aws', lane: 'edge', unit: 'perMinute', word: 'measures.firewallChallenged' },
  { role: 'firewall.proved', source: 'aws', lane: 'edge', unit: 'perMinute', word: 'measures.firewallProved' },
  { role: 'cdn.requests', source: 'aws', lane: 'edge', unit: 'perMinute', word: 'measures.cdnRequests' },
  { role: 'cdn.bytes', source: 'aws', lane: 'edge', unit: 'megabytes', word: 'measures.cdnBytes' },
  { role: 'shop.time', source: 'shop', lane: 'edge', unit: 'seconds', word: 'measures.shopTime' },
  { role: 'shop.answered', source: 'shop', lane: 'edge', unit: 'flag', word: 'measures.shopAnswered' },
  { role: 'shop.maintenance', source: 'shop', lane: 'edge', unit: 'flag', word: 'measures.shopMaintenance' },
  { role: 'shop.free-places', source: 'shop', lane: 'edge', unit: 'number', word: 'measures.shopFreePlaces' },
  { role: 'balancer.requests', source: 'aws', lane: 'cloud', unit: 'perMinute', word: 'measures.balancerRequests' },
  { role: 'balancer.rejected', source: 'aws', lane: 'cloud', unit: 'perMinute', word: 'measures.balancerRejected' },
  { role: 'balancer.surge', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.balancerSurge' },
  { role: 'balancer.errors', source: 'aws', lane: 'cloud', unit: 'perMinute', word: 'measures.balancerErrors' },
  { role: 'balancer.502', source: 'aws', lane: 'cloud', unit: 'perMinute', word: 'measures.balancer502' },
  { role: 'balancer.503', source: 'aws', lane: 'cloud', unit: 'perMinute', word: 'measures.balancer503' },
  { role: 'balancer.504', source: 'aws', lane: 'cloud', unit: 'perMinute', word: 'measures.balancer504' },
  { role: 'balancer.target-errors', source: 'aws', lane: 'cloud', unit: 'perMinute', word: 'measures.balancerTargetErrors' },
  { role: 'balancer.gave-up', source: 'aws', lane: 'cloud', unit: 'perMinute', word: 'measures.balancerGaveUp' },
  {
    role: 'balancer.connection-errors',
    source: 'aws',
    lane: 'cloud',
    unit: 'perMinute',
    word: 'measures.balancerConnectionErrors',
  },
  { role: 'balancer.p50', source: 'aws', lane: 'cloud', unit: 'seconds', word: 'measures.balancerP50' },
  { role: 'balancer.p99', source: 'aws', lane: 'cloud', unit: 'seconds', word: 'measures.balancerP99' },
  { role: 'balancer.healthy', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.balancerHealthy' },
  { role: 'balancer.unhealthy', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.balancerUnhealthy' },
  { role: 'web.cpu-hottest', source: 'aws', lane: 'cloud', unit: 'percent', word: 'measures.webCpuHottest' },
  { role: 'web.desired', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.webDesired' },
  { role: 'web.pending', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.webPending' },
  { role: 'web.maximum', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.webMaximum' },
  { role: 'web.credits', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.webCredits' },
  { role: 'web.memory', source: 'aws', lane: 'cloud', unit: 'percent', word: 'measures.webMemory' },
  { role: 'database.cpu', source: 'aws', lane: 'cloud', unit: 'percent', word: 'measures.databaseCpu' },
  { role: 'database.memory', source: 'aws', lane: 'cloud', unit: 'percent', word: 'measures.databaseMemory' },
  { role: 'database.read-latency', source: 'aws', lane: 'cloud', unit: 'milliseconds', word: 'measures.databaseReadLatency' },
  { role: 'database.write-latency', source: 'aws', lane: 'cloud', unit: 'milliseconds', word: 'measures.databaseWriteLatency' },
  { role: 'database.disk-queue', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.databaseDiskQueue' },
  { role: 'database.load', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.databaseLoad' },
  { role: 'database.load-cpu', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.databaseLoadCpu' },
  { role: 'database.load-waiting', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.databaseLoadWaiting' },
  { role: 'database.io-balance', source: 'aws', lane: 'cloud', unit: 'percent', word: 'measures.databaseIoBalance' },
  { role: 'database.credits', source: 'aws', lane: 'cloud', unit: 'number', word: 'measures.databaseCredits' },
  { role: 'cache.cpu', source: 'aws', lane: 'cloud', unit: 'percent', word: 'measures.cacheCpu' },
  { role: 'cache.evictions', source: 'aws', lane: 'cloud', unit: 'perMinute', word: 'measures.cacheEvictions' },
  { role: 'mail.oldest', source: 'aws', lane: 'cloud', unit: 'seconds', word: 'measures.mailOldest' },
  { role: 'sales.tickets', source: 'sales', lane: 'money', unit: 'perMinute', word: 'measures.salesTickets' },
  { role: 'sales.gross', source: 'sales', lane: 'money', unit: 'money', word: 'measures.salesGross' },
]

/** Those of a lane of which something is known in the minutes given. */
export const knownMeasures = (lane: Lane, minutes: Minutes, at: readonly number[]): readonly Measure[] =>
  measures.filter(measure => measure.lane === lane && at.some(minute => valueAt(minutes, measure.role, minute) !== null))

/** So many requests a percentile needs before it means anything: ten beyond it (Amazon, "Percentiles"). */
const leastRequests: Readonly<Partial<Record<Role, number>>> = { 'balancer.p50': 20, 'balancer.p99': 1_000 }

/** Whether a minute had too few requests for this measure of it. */
export const isChanceMeasure = ({ role }: Measure, minutes: Minutes, at: number): boolean => {
  const least = leastRequests[role]
  return least !== undefined && (valueAt(minutes, 'balancer.requests', at) ?? least) < least
}

/** A value of a measure as it stands in a table; its head names the unit where the figure does not. */
export const measureText = ({ unit }: Measure, value: number, setting: FigureSetting): string => {
  const { say, currency } = setting
  const plain = (figure: number): string =>
    Number.isInteger(figure) || figure >= 100 ? number(Math.round(figure), say.language) : decimals(figure, say.language)
  switch (unit) {
    case 'number':
    case 'minutes':
      return plain(value)
    case 'perMinute':
      return number(Math.round(value), say.language)
    case 'percent':
      return say('onsale.percent', { figure: plain(Math.round(value)) })
    case 'seconds':
      return say('onsale.seconds', { figure: decimals(value, say.language) })
    case 'milliseconds':
      return plain(value * 1_000)
    case 'megabytes':
      return plain(value / 1_000_000)
    case 'money':
      return money(Math.round(value), currency, say.language)
    case 'flag':
      return say(value > 0 ? 'measures.yes' : 'measures.no')
  }
}
