import { above } from './bar.ts'
import type { Bar, Level } from './bar.ts'
import { mostReached } from './constraint.ts'
import { beforeSale, lateFactor, serverLead } from './pace.ts'
import { leastRequests } from './role-table.ts'
import { fine, firstSign, heldOver, paused, tooFew } from './rule.ts'
import type { Held, Rule, Ruling, Said } from './rule.ts'
import { minuteMs } from './scene.ts'
import { isPause } from './sight.ts'
import type { Sight } from './sight.ts'

const three: Bar = { n: 3, m: 3, clear: 3 }
const outBar: Bar = { n: 2, m: 2, clear: 3 }
const outLevels: readonly Level[] = [{ severity: 'warning', fire: 0, stay: 0, bar: outBar }]

/** Rule 5: servers are out, by the least number of unhealthy ones in a minute, as Amazon advises to look at it; or fewer are healthy than the group was told to have. */
export const serversOut: Rule = {
  number: 5,
  says: { plain: 'warning', 'none-left': 'critical', fewer: 'warning' },
  judge: (sight, before) =>
    firstSign(
      [
        { variants: ['plain', 'none-left'], judge: said => unhealthy(sight, said) },
        { variants: ['fewer'], judge: said => fewerThanOrdered(sight, said) },
      ],
      before(''),
    ),
}

const unhealthy = (sight: Sight, said: Said | null): Ruling => {
  const seen = sight.window(['balancer.healthy', 'balancer.unhealthy'], 3)
  if (isPause(seen)) return paused(seen)
  const out = seen.of('balancer.unhealthy')
  const found = above(out, outLevels, said?.severity ?? null)
  if (found === 'unknown') return tooFew('aws')
  if (found === 'not') return fine
  const healthy = seen.of('balancer.healthy').at(-1) ?? 0
  const worst = Math.max(...out.filter(value => !Number.isNaN(value)))
  const figures = { outServers: worst, total: healthy + (out.at(-1) ?? 0) }
  const none = healthy === 0
  return heldOver(seen, found.first, {
    variant: none ? 'none-left' : 'plain',
    severity: none ? 'critical' : 'warning',
    source: 'aws',
    figures,
    lever: 'none',
  })
}

/** Healthy servers are a mean over the balancer's own machines: less than one whole server short is their disagreement. */
const shortLevels: readonly Level[] = [{ severity: 'warning', fire: 0.99, stay: 0, bar: outBar }]
/** A balancer that never counted as many as the group has counts otherwise, a zone at a time perhaps: the two are not compared. */
const comparedMinutes = 60

const fewerThanOrdered = (sight: Sight, said: Said | null): Ruling => {
  const seen = sight.window(['balancer.healthy', 'web.desired'], comparedMinutes)
  if (isPause(seen)) return paused(seen)
  const [healthy, desired] = [seen.of('balancer.healthy'), seen.of('web.desired')]
  if (!healthy.some((count, index) => count >= (desired[index] ?? Number.NaN))) return fine
  // those ordered since are still on their way, and those who were let go are no longer due
  const wayMinutes = Math.ceil((serverLead(sight.scene).ms * lateFactor) / minuteMs)
  const due = desired.map((_, index) => least(desired.slice(Math.max(0, index - wayMinutes), index + 1)))
  const short = healthy.map((count, index) => Math.max(0, (due[index] ?? Number.NaN) - count))
  const found = above(short, shortLevels, said?.severity ?? null)
  if (found === 'unknown') return tooFew('aws')
  if (found === 'not') return fine
  const figures = { healthy: Math.floor(healthy.at(-1) ?? 0), planned: due.at(-1) ?? 0 }
  const common = { severity: 'warning', source: 'aws', lever: 'none', threshold: 'own' } as const
  return heldOver(seen, found.first, { ...common, variant: 'fewer', figures })
}

/** The least of the values that are known. */
const least = (values: readonly number[]): number => {
  const known = values.filter(value => !Number.isNaN(value))
  return known.length === 0 ? Number.NaN : Math.min(...known)
}

const slowerThanBefore = 2
const calmer = 0.8

/** Rule 6: every twentieth buyer waits longer than the plan allows, or twice as long as before the sale and at least half of what it allows. */
export const slowAnswers: Rule = {
  number: 6,
  says: { slow: 'warning', slower: 'warning' },
  judge: (sight, before) => {
    const seen = sight.window(['balancer.p95', 'balancer.requests'], 3)
    if (isPause(seen)) return paused(seen)
    const requests = seen.of('balancer.requests')
    const seconds = seen
      .of('balancer.p95')
      .map((value, index) => ((requests[index] ?? 0) >= leastRequests['balancer.p95'] ? value : Number.NaN))
    const usual = beforeSale(sight, 'balancer.p95')
    const allowed = sight.scene.plan.limits.slowMs / 1000
    const limit = usual === null ? allowed : Math.min(allowed, Math.max(allowed / 2, usual * slowerThanBefore))
    const level: Level = { severity: 'warning', fire: limit, stay: limit * calmer, bar: three }
    const found = above(seconds, [level], before('')?.severity ?? null)
    if (found === 'unknown') return tooFew('aws')
    if (found === 'not') return fine
    const slowest = Math.max(...seconds.filter(value => !Number.isNaN(value)))
    const figures = { waitSeconds: slowest, limitSeconds: limit, ...(usual !== null && { usualSeconds: usual }), ...tail(sight) }
    const variant = limit === allowed ? 'slow' : 'slower'
    return heldOver(seen, found.first, { variant, severity: 'warning', source: 'aws', figures, lever: 'none', threshold: 'own' })
  },
}

const tail = (sight: Sight): { readonly longestSeconds?: number } => {
  const seen = sight.window(['balancer.p99', 'balancer.requests'], 1)
  if (isPause(seen) || (seen.of('balancer.requests')[0] ?? 0) < leastRequests['balancer.p99']) return {}
  return { longestSeconds: seen.of('balancer.p99')[0] ?? 0 }
}

/** CPU by Amazon's recommended alarms (80 %, there over 15 minutes); single servers by our own measure. */
const cpuLevels: readonly Level[] = [
  { severity: 'critical', fire: 90, stay: 85, bar: three },
  { severity: 'warning', fire: 80, stay: 75, bar: three },
]
const apartLevels: readonly Level[] = [{ severity: 'warning', fire: 30, stay: 20, bar: three }]

/** Rule 8: the servers are hot, or one of them is. */
export const hotServers: Rule = {
  number: 8,
  says: {
    hot: 'critical',
    coming: 'critical',
    overdue: 'critical',
    'no-room': 'critical',
    'at-most': 'critical',
    one: 'warning',
  },
  judge: (sight, before) => {
    const seen = sight.window(['web.cpu'], 3)
    if (isPause(seen)) return paused(seen)
    const said = before('')
    const found = above(seen.of('web.cpu'), cpuLevels, said && said.variant !== 'one' ? said.severity : null)
    if (found === 'unknown') return tooFew('aws')
    if (found !== 'not')
      return heldOver(seen, found.first, { ...hot(sight, seen.of('web.cpu')[found.last] ?? 0), severity: found.severity })
    const both = sight.window(['web.cpu', 'web.cpu-hottest'], 3)
    if (isPause(both)) return said?.variant === 'one' ? paused(both) : fine
    const [means, hottest] = [both.of('web.cpu'), both.of('web.cpu-hottest')]
    const apart = hottest.map((value, index) => value - (means[index] ?? Number.NaN))
    const one = above(apart, apartLevels, said?.variant === 'one' ? said.severity : null)
    if (one === 'unknown') return tooFew('aws')
    if (one === 'not') return fine
    const figures = { hottestPercent: hottest[one.last] ?? 0, cpuPercent: means[one.last] ?? 0 }
    return heldOver(both, one.first, {
      variant: 'one',
      severity: 'warning',
      source: 'aws',
      figures,
      lever: 'none',
      threshold: 'own',
    })
  },
}

/** More servers help only while the database has room for what they bring along, and only as long as any may be added; and those on their way are not ordered twice. */
const hot = (sight: Sight, cpuPercent: number): Pick<Held, 'variant' | 'source' | 'figures' | 'lever'> => {
  const hottest = sight.latest('web.cpu-hottest')
  const figures = { cpuPercent, ...(hottest !== null && { hottestPercent: hottest }) }
  const coming = sight.scene.servers?.coming
  if (coming) {
    const { servers: comingServers, readyAbout } = coming
    return coming.state === 'on-the-way'
      ? { variant: 'coming', source: 'aws', figures: { ...figures, comingServers, readyAt: readyAbout }, lever: 'slow-inlet' }
      : {
          variant: 'overdue',
          source: 'aws',
          figures: { ...figures, missingServers: comingServers, dueAt: readyAbout },
          lever: 'slow-inlet',
        }
  }
  if (!databaseHasRoom(sight)) return { variant: 'no-room', source: 'aws', figures, lever: 'slow-inlet' }
  const allowedServers = mostReached(sight)
  return allowedServers === null
    ? { variant: 'hot', source: 'aws', figures, lever: 'add-servers' }
    : { variant: 'at-most', source: 'aws', figures: { ...figures, allowedServers }, lever: 'slow-inlet' }
}

/** Whether the database may be asked for more: CPU and connections both under 80 %, as far as they are known. */
const databaseHasRoom = (sight: Sight): boolean => {
  const { databaseConnections, connectionsPerServer } = sight.scene.plan.limits
  const [cpu, connections] = [sight.latest('database.cpu'), sight.latest('database.connections')]
  if (cpu !== null && cpu > crowded * 100) return false
  if (connections === null || databaseConnections === null) return true
  return connections + 2 * (connectionsPerServer ?? 0) <= databaseConnections && connections <= databaseConnections * crowded
}
const crowded = 0.8
