import { above, below, holds } from './bar.ts'
import type { Bar, Level } from './bar.ts'
import { untilFull } from './balancer-rules.ts'
import { believedForecast, forecastMinutes } from './forecast.ts'
import type { Forecast } from './forecast.ts'
import { beforeSale, serverLead } from './pace.ts'
import { fine, firstSign, heldOver, notGiven, paused, tooFew } from './rule.ts'
import type { Rule, Ruling, Said } from './rule.ts'
import { minuteMs } from './scene.ts'
import { isPause } from './sight.ts'
import type { Pause, Sight, Window } from './sight.ts'

const two: Bar = { n: 2, m: 2, clear: 3 }
const three: Bar = { n: 3, m: 3, clear: 3 }
const five: Bar = { n: 5, m: 5, clear: 5 }

const cpuLevels: readonly Level[] = [
  { severity: 'critical', fire: 90, stay: 85, bar: { ...three, clear: 5 } },
  { severity: 'warning', fire: 80, stay: 75, bar: five },
]

/** Rule 10: the database's processors are the bottleneck, and more web servers would make it worse. */
export const databaseBusy: Rule = {
  number: 10,
  says: { plain: 'critical' },
  judge: (sight, before) => {
    const seen = sight.window(['database.cpu'], 5)
    if (isPause(seen)) return paused(seen)
    const found = above(seen.of('database.cpu'), cpuLevels, before('')?.severity ?? null)
    if (found === 'unknown') return tooFew('aws')
    if (found === 'not') return fine
    const figures = { databasePercent: seen.of('database.cpu')[found.last] ?? 0 }
    return heldOver(seen, found.first, {
      variant: 'plain',
      severity: found.severity,
      source: 'aws',
      figures,
      lever: 'slow-inlet',
    })
  },
}

const connectionLevels: readonly Level[] = [
  { severity: 'critical', fire: 90, stay: 85, bar: two },
  { severity: 'warning', fire: 80, stay: 75, bar: two },
]
/** A forecast of connections below half of the limit is the ramp at the start of a sale and not yet a shortage. */
const leastForecastPercent = 50

/** Rule 11: the database's connections run out; critical when that will be before a server could come. */
export const connectionsEnd: Rule = {
  number: 11,
  says: { full: 'critical', filling: 'critical', 'before-server': 'critical' },
  judge: (sight, before) => {
    const most = sight.scene.plan.limits.databaseConnections
    if (most === null || most === 0) return notGiven('aws')
    const seen = sight.window(['database.connections'], 5)
    if (isPause(seen)) return paused(seen)
    const percent = seen.of('database.connections').map(value => (value / most) * 100)
    const full = fillingUp(sight, most, percent.at(-1) ?? 0)
    const found = above(percent, connectionLevels, before('')?.severity ?? null)
    const connections = seen.of('database.connections').at(-1) ?? 0
    const known = { connections, mostConnections: most, usedPercent: percent.at(-1) ?? 0 }
    const common = { source: 'aws', lever: 'slow-inlet' } as const
    const lead = serverLead(sight.scene)
    if (full) {
      const beforeServer = full.fromAt - sight.scene.now < lead.ms
      const figures = { ...known, ...untilFull(sight.scene, full), leadMs: lead.ms }
      const high = beforeServer || (typeof found === 'object' && found.severity === 'critical')
      const severity = high ? 'critical' : 'warning'
      const confidence = lead.measured ? 'middle' : 'low'
      const variant = beforeServer ? 'before-server' : 'filling'
      return heldOver(seen, 0, { ...common, variant, severity, figures, confidence })
    }
    if (found === 'unknown') return tooFew('aws')
    if (found === 'not') return fine
    return heldOver(seen, found.first, { ...common, variant: 'full', severity: found.severity, figures: known })
  },
}

/** The growth that the race shows, once it is a shortage and near. */
const fillingUp = (sight: Sight, most: number, percent: number): Forecast | null => {
  if (percent < leastForecastPercent) return null
  const full = believedForecast(sight.points('database.connections', forecastMinutes), most)
  return full && full.fromAt - sight.scene.now < nearMs ? full : null
}
/** Further away than this a shortage is no finding yet; the race on the screen shows it all the same. */
const nearMs = 15 * minuteMs

/** Latency by Amazon's recommended alarms for RDS; balance and queue are our own. */
const latencyLevels: readonly Level[] = [{ severity: 'warning', fire: 0.02, stay: 0.015, bar: five }]
const balanceLevels: readonly Level[] = [{ severity: 'warning', fire: 10, stay: 15, bar: three }]
const queueTimes = 2
const leastQueue = 1

/** Rule 12: the disk holds the database back. */
export const diskSlow: Rule = {
  number: 12,
  says: { latency: 'warning', balance: 'warning', queue: 'warning' },
  judge: (sight, before) => {
    const signs = diskSigns.map(({ variant, judge }) => ({
      variants: [variant],
      judge: (said: Said | null) => judge(sight, said),
    }))
    return firstSign(signs, before(''))
  },
}

const [reading, writing] = ['database.read-latency', 'database.write-latency'] as const

/** A disk that nothing was read from says nothing of reading: then writing is judged alone, and the other way round. */
const latency = (sight: Sight, said: Said | null): Ruling => {
  const both = sight.window([reading, writing], 5)
  const seen = isPause(both) ? ([writing, reading].map(role => sight.window([role], 5)).find(isSeen) ?? both) : both
  if (isPause(seen)) return paused(seen)
  const reads = seen.of(reading)
  const writes = seen.of(writing)
  const worst = Array.from({ length: 5 }, (_, index) => worse(reads[index], writes[index]))
  const found = above(worst, latencyLevels, said?.severity ?? null)
  if (found === 'unknown') return tooFew('aws')
  // the slow side may be the one that is not reported any more
  if (found === 'not') return said && isPause(both) && both.because === 'late' ? paused(both) : fine
  return disk(seen, found.first, 'latency', { diskSeconds: worst[found.last] ?? 0 })
}

const isSeen = (seen: Window | Pause): seen is Window => !isPause(seen)
const worse = (one = Number.NaN, other = Number.NaN): number => {
  if (Number.isNaN(one)) return other
  return Number.isNaN(other) ? one : Math.max(one, other)
}

const balance = (sight: Sight, said: Said | null): Ruling => {
  const seen = sight.window(['database.io-balance'], 3)
  if (isPause(seen)) return paused(seen)
  const left = seen.of('database.io-balance')
  const found = below(left, balanceLevels, said?.severity ?? null)
  if (found === 'unknown') return tooFew('aws')
  if (found === 'not') return fine
  return disk(seen, found.first, 'balance', { balancePercent: left[found.last] ?? 0 })
}

const diskQueue = (sight: Sight, said: Said | null): Ruling => {
  const seen = sight.window(['database.disk-queue'], 3)
  if (isPause(seen)) return paused(seen)
  const usual = beforeSale(sight, 'database.disk-queue')
  if (usual === null) return tooFew('aws')
  const limit = Math.max(leastQueue, usual * queueTimes)
  const queue = seen.of('database.disk-queue')
  const found = above(queue, [{ severity: 'warning', fire: limit, stay: limit * 0.8, bar: three }], said?.severity ?? null)
  if (found === 'unknown') return tooFew('aws')
  if (found === 'not') return fine
  return disk(seen, found.first, 'queue', { diskQueue: queue[found.last] ?? 0, usualQueue: usual })
}

const disk = (seen: Window, first: number, variant: string, figures: Readonly<Record<string, number>>): Ruling => {
  const threshold = variant === 'latency' ? 'documented' : 'own'
  return heldOver(seen, first, { variant, severity: 'warning', source: 'aws', figures, lever: 'none', threshold })
}

const diskSigns = [
  { variant: 'latency', judge: latency },
  { variant: 'balance', judge: balance },
  { variant: 'queue', judge: diskQueue },
] as const

/** Rule 13: sessions wait for one another and not for the processors: buyers fight for the same seats. */
export const locks: Rule = {
  number: 13,
  says: { plain: 'warning' },
  judge: (sight, before) => {
    const cores = sight.scene.plan.limits.databaseCores
    if (cores === null || cores === 0) return notGiven('aws')
    const seen = sight.window(['database.load', 'database.load-cpu', 'database.load-waiting'], 3)
    if (isPause(seen)) return paused(seen)
    const [load, busy, waiting] = [seen.of('database.load'), seen.of('database.load-cpu'), seen.of('database.load-waiting')]
    const test = (most: number) => (index: number) => {
      const [all, cpu, wait] = [load[index] ?? Number.NaN, busy[index] ?? Number.NaN, waiting[index] ?? Number.NaN]
      return Number.isNaN(all + cpu + wait) ? null : all > most && wait > cpu * (most / cores)
    }
    const found = holds(three, load.length, { fires: test(cores), stays: test(cores * 0.8) }, before('') !== null)
    if (found === 'unknown') return tooFew('aws')
    if (found === 'not') return fine
    const figures = { sessions: load[found.last] ?? 0, waitingSessions: waiting[found.last] ?? 0, cores }
    return heldOver(seen, found.first, { variant: 'plain', severity: 'warning', source: 'aws', figures, lever: 'none' })
  },
}
