import type { Step } from './model.ts'
import type { Stage } from './stage.ts'

/** One group of a dataset: figures under names with dots, such as `sum.requests` or `dimensions.cacheStatus`. */
export type Row = Readonly<Record<string, unknown>>

const minuteMs = 60_000

/** Cloudflare's rows are to be had after this long; it promises nothing. */
export const cloudflareLagMs = 80_000

/** Roll-ups by the minute, exact. `stepMinutes` 60: by the hour. */
export function requestRows(stage: Stage, from: number, to: number, stepMinutes = 1): readonly Row[] {
  return windows(stage, from, to, stepMinutes).map(({ at, steps }) => {
    const sum = summer(steps)
    const [requests, errors] = [sum('edgeRequests'), sum('edgeErrors')]
    return {
      ...times(at),
      count: requests,
      'sum.requests': requests,
      'sum.cachedRequests': sum('edgeCached'),
      'sum.bytes': sum('edgeBytes'),
      'sum.cachedBytes': sum('edgeCachedBytes'),
      'sum.pageViews': Math.round(requests / stage.scenario.edge.requestsPerPage),
      'sum.threats': sum('botsStopped'),
      'sum.responseStatusMap': [
        { edgeResponseStatus: 200, requests: Math.max(0, requests - errors - sum('botsStopped')) },
        { edgeResponseStatus: 403, requests: sum('botsStopped') },
        { edgeResponseStatus: 503, requests: errors },
      ].filter(entry => entry.requests > 0),
      'sum.countryMap': [{ clientCountryName: 'PL', requests, bytes: sum('edgeBytes') }],
      'uniq.uniques': visitors(steps),
    }
  })
}

/** What every plan has: by minute and status of the answer. */
export function overviewRows(stage: Stage, from: number, to: number): readonly Row[] {
  return windows(stage, from, to, 1).flatMap(({ at, steps }) => {
    const sum = summer(steps)
    const [requests, errors, stopped] = [sum('edgeRequests'), sum('edgeErrors'), sum('botsStopped')]
    const part = (edgeResponseStatus: number, count: number, answered: boolean): Row => ({
      ...times(at),
      count,
      'sum.requests': count,
      'sum.cachedRequests': answered ? sum('edgeCached') : 0,
      'sum.bytes': answered ? sum('edgeBytes') : 0,
      'sum.cachedBytes': answered ? sum('edgeCachedBytes') : 0,
      'sum.pageViews': answered ? Math.round(requests / stage.scenario.edge.requestsPerPage) : 0,
      'sum.visits': answered ? visitors(steps) : 0,
      'dimensions.edgeResponseStatus': edgeResponseStatus,
    })
    return [part(200, requests - errors - stopped, true), part(503, errors, false), part(403, stopped, false)].filter(
      row => row['count'] !== 0,
    )
  })
}

/** Samples scaled up, by minute, cache status and status of the answer. */
export function adaptiveRows(stage: Stage, from: number, to: number): readonly Row[] {
  return windows(stage, from, to, 1).flatMap(({ at, steps }) => {
    const sum = summer(steps)
    const [requests, cached, errors, stopped] = [sum('edgeRequests'), sum('edgeCached'), sum('edgeErrors'), sum('botsStopped')]
    const people = visitors(steps)
    const interval = sampling(requests)
    const part = (cacheStatus: string, edgeResponseStatus: number, count: number, bytes: number): Row => ({
      ...times(at),
      count: Math.round(count / interval) * interval,
      'sum.visits': requests === 0 ? 0 : Math.round((people * count) / requests),
      'sum.edgeResponseBytes': Math.round(bytes),
      'avg.sampleInterval': interval,
      'dimensions.cacheStatus': cacheStatus,
      'dimensions.edgeResponseStatus': edgeResponseStatus,
      'dimensions.originResponseStatus': cacheStatus === 'hit' ? 0 : edgeResponseStatus,
      'dimensions.clientCountryName': 'PL',
      'dimensions.clientRequestHTTPHost': 'bilety.example',
      'dimensions.requestSource': 'eyeball',
    })
    const dynamic = Math.max(0, requests - cached - errors - stopped)
    const bytes = sum('edgeBytes') - sum('edgeCachedBytes')
    return [
      part('hit', 200, cached, sum('edgeCachedBytes')),
      part('dynamic', 200, dynamic, bytes),
      part('dynamic', 503, errors, 0),
      part('none', 403, stopped, 0),
    ].filter(row => row['count'] !== 0)
  })
}

/** What the firewall did, by minute and action. `everybody`: each visitor is asked for proof once and brings it, and passes on it from then on. */
export function firewallRows(stage: Stage, from: number, to: number, everybody = false): readonly Row[] {
  return windows(stage, from, to, 1).flatMap(({ at, steps }) => {
    const asked = everybody ? summer(steps)('arrived') : 0
    const passing = everybody ? Math.round(steps.at(-1)?.measured.seen ?? 0) : 0
    const stopped = summer(steps)('botsStopped')
    const challenged = Math.round(stopped * 0.4)
    const part = (action: string, count: number): Row => ({
      ...times(at),
      count,
      'dimensions.action': action,
      'dimensions.source': 'firewallrules',
      'dimensions.clientCountryName': 'XX',
      'dimensions.clientAsn': '64500',
    })
    return [
      part('block', stopped - challenged),
      part('managed_challenge', challenged + asked),
      part('managed_challenge_non_interactive_solved', asked),
      part('managed_challenge_bypassed', passing),
    ].filter(row => row['count'] !== 0)
  })
}

/** The waiting room, by minute. */
export function roomRows(stage: Stage, from: number, to: number): readonly Row[] {
  return windows(stage, from, to, 1).map(({ at, steps }) => {
    const last = steps.at(-1)
    const active = last?.measured.active ?? 0
    const waiting = last?.measured.waiting ?? 0
    const admitted = summer(steps)('admitted')
    return {
      ...times(at),
      count: steps.length,
      'avg.totalActiveUsers': Math.round(active),
      'avg.newUsersPerMinute': admitted,
      'avg.totalQueuedUsers': Math.round(waiting),
      'max.totalActiveUsers': Math.round(active),
      'max.totalQueuedUsers': Math.round(waiting),
      'avgWeighted.totalTimeWaitedP50': admitted === 0 ? 0 : Math.round((waiting / admitted) * 60),
      'avgWeighted.totalTimeWaitedP90': admitted === 0 ? 0 : Math.round((waiting / admitted) * 66),
      'avgWeighted.timeOnOriginP50': 130,
    }
  })
}

/** People who were there at some time in a while: those there at its end, and those who came. */
export function visitors(steps: readonly Step[]): number {
  const last = steps.at(-1)
  return last === undefined ? 0 : Math.round(last.measured.seen + summer(steps)('arrived'))
}

/** Where everything goes through CloudFront, Cloudflare's zone sees nobody. */
function windows(stage: Stage, from: number, to: number, stepMinutes: number) {
  if (stage.scenario.cloudfront?.percent === 100) return []
  const lengthMs = stepMinutes * minuteMs
  const found: { readonly at: number; readonly steps: readonly Step[] }[] = []
  for (let at = Math.floor(from / lengthMs) * lengthMs; at < to; at += lengthMs) {
    const steps = stage.steps(at, Math.min(at + lengthMs, to))
    if (steps.length > 0) found.push({ at, steps })
  }
  return found
}

function summer(steps: readonly Step[]): (measure: keyof Step['measured']) => number {
  return measure => Math.round(steps.reduce((sum, step) => sum + step.measured[measure], 0))
}

function times(at: number): Row {
  const iso = (unit: number): string => new Date(Math.floor(at / unit) * unit).toISOString().replace('.000Z', 'Z')
  return {
    'dimensions.datetime': iso(minuteMs),
    'dimensions.datetimeMinute': iso(minuteMs),
    'dimensions.datetimeFiveMinutes': iso(5 * minuteMs),
    'dimensions.datetimeFifteenMinutes': iso(15 * minuteMs),
    'dimensions.datetimeHour': iso(60 * minuteMs),
    'dimensions.date': iso(minuteMs).slice(0, 10),
  }
}

/** The more there is, the fewer are looked at: one of 1, 10 or 100. */
function sampling(requests: number): number {
  if (requests < 20_000) return 1
  return requests < 1_000_000 ? 10 : 100
}
