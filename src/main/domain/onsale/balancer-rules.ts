import { above, holds } from './bar.ts'
import type { Bar, Level } from './bar.ts'
import { believedForecast, forecastMinutes } from './forecast.ts'
import type { Forecast } from './forecast.ts'
import { serverLead } from './pace.ts'
import { fine, heldOver, paused, tooFew } from './rule.ts'
import type { Rule } from './rule.ts'
import { minuteMs } from './scene.ts'
import type { Scene } from './scene.ts'
import { isPause } from './sight.ts'

/** A classic balancer holds this many requests and turns away the rest (Amazon, "CloudWatch metrics for your Classic Load Balancer"). */
export const surgeMost = 1024

const turnedAwayBar: Bar = { n: 1, m: 1, clear: 3 }

/** Rule 1: buyers are turned away before anybody has served them. One is too many. */
export const turnedAway: Rule = {
  number: 1,
  says: { plain: 'critical' },
  judge: (sight, before) => {
    const seen = sight.window(['balancer.rejected'], 3)
    if (isPause(seen)) return paused(seen)
    const rejected = seen.of('balancer.rejected')
    const found = above(rejected, [{ severity: 'critical', fire: 0, stay: 0, bar: turnedAwayBar }], before('')?.severity ?? null)
    if (found === 'unknown') return tooFew('aws')
    if (found === 'not') return fine
    const figures = { buyers: Math.round(Math.max(...rejected.filter(value => !Number.isNaN(value)))) }
    return heldOver(seen, found.first, {
      variant: 'plain',
      severity: found.severity,
      source: 'aws',
      figures,
      lever: 'slow-inlet',
    })
  },
}

const waitsBar: Bar = { n: 2, m: 2, clear: 3 }
const halfFullBar: Bar = { n: 1, m: 1, clear: 3 }
const surgeLevels: readonly Level[] = [
  { severity: 'critical', fire: surgeMost / 2 - 1, stay: surgeMost / 4, bar: halfFullBar },
  { severity: 'warning', fire: 0, stay: 0, bar: waitsBar },
]

/** Rule 2: requests queue at the balancer, and the queue may be full before a server can come. */
export const surgeQueue: Rule = {
  number: 2,
  says: { waits: 'warning', half: 'critical', fills: 'critical' },
  judge: (sight, before) => {
    const seen = sight.window(['balancer.surge'], 5)
    if (isPause(seen)) return paused(seen)
    const found = above(seen.of('balancer.surge'), surgeLevels, before('')?.severity ?? null)
    if (found === 'unknown') return tooFew('aws')
    if (found === 'not') return fine
    const lead = serverLead(sight.scene)
    const full = believedForecast(sight.points('balancer.surge', forecastMinutes), surgeMost)
    const surge = seen.of('balancer.surge').at(-1) ?? 0
    const known = { waitingRequests: surge, mostRequests: surgeMost, fullPercent: (surge / surgeMost) * 100, leadMs: lead.ms }
    const common = { source: 'aws', lever: 'slow-inlet', threshold: 'own' } as const
    if (full && full.fromAt - sight.scene.now < lead.ms) {
      const figures = { ...known, ...untilFull(sight.scene, full) }
      const confidence = lead.measured ? 'middle' : 'low'
      return heldOver(seen, found.first, { ...common, variant: 'fills', severity: 'critical', figures, confidence })
    }
    const variant = found.severity === 'critical' ? 'half' : 'waits'
    return heldOver(seen, found.first, { ...common, variant, severity: found.severity, figures: known })
  },
}

/** Amazon told owners of classic balancers not to let traffic grow by more than half in five minutes unless support had warmed them up ("Best Practices in Evaluating Elastic Load Balancing"). */
const growthWarned = 0.5
const growthCalm = 0.3
const growthMinutes = 5
const growthBar: Bar = { n: 1, m: 1, clear: 3 }
/** Growth from next to nothing is no strain. */
const leastRequests = 1_000

/** Rule 7: requests grow faster than a balancer is told to grow. */
export const growth: Rule = {
  number: 7,
  says: { classic: 'warning', application: 'notice' },
  judge: (sight, before) => {
    const span = growthBar.clear
    const seen = sight.window(['balancer.requests'], growthMinutes + span)
    if (isPause(seen)) return paused(seen)
    const requests = seen.of('balancer.requests')
    const grown = Array.from({ length: span }, (_, index) => {
      const [then, now] = [requests[index], requests[index + growthMinutes]]
      return then === undefined || now === undefined ? Number.NaN : now / Math.max(then, leastRequests / (1 + growthWarned)) - 1
    })
    const test = (limit: number) => (index: number) => (Number.isNaN(grown[index]) ? null : (grown[index] ?? 0) > limit)
    const found = holds(growthBar, span, { fires: test(growthWarned), stays: test(growthCalm) }, before('') !== null)
    if (found === 'unknown') return tooFew('aws')
    if (found === 'not') return fine
    const classic = hasClassicBalancer(sight.scene)
    const figures = {
      grownPercent: Math.max(...grown.filter(value => !Number.isNaN(value))) * 100,
      requestsPerMinute: requests.at(-1) ?? 0,
    }
    const variant = classic ? 'classic' : 'application'
    const severity = classic ? 'warning' : 'notice'
    return heldOver(seen, found.first + growthMinutes, { variant, severity, source: 'aws', figures, lever: 'slow-inlet' })
  },
}

const hasClassicBalancer = ({ plan }: Scene): boolean =>
  plan.cloud.aws?.resources.some(({ kind }) => kind === 'classic-balancer') ?? false

/** Whole minutes until a moment, since a forecast knows no seconds; at least one. */
export const untilAt = ({ now }: Scene, at: number): number => Math.max(minuteMs, Math.round((at - now) / minuteMs) * minuteMs)

/** The range of a forecast in whole minutes from now, never narrower than it is. */
export const untilFull = ({ now }: Scene, { fromAt, toAt }: Pick<Forecast, 'fromAt' | 'toAt'>) => ({
  fullFromMs: Math.max(1, Math.floor((fromAt - now) / minuteMs)) * minuteMs,
  fullToMs: Math.max(2, Math.ceil((toAt - now) / minuteMs)) * minuteMs,
})
