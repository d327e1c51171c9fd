import { above } from './bar.ts'
import type { Level } from './bar.ts'
import { forecast, pointsNeeded } from './forecast.ts'
import { lateFactor, serverLead } from './pace.ts'
import { fine, heldIn, heldOver, notGiven, paused, tooFew } from './rule.ts'
import type { Rule, Ruling, Said } from './rule.ts'
import { minuteMs } from './scene.ts'
import { isPause } from './sight.ts'
import type { Point, Sight } from './sight.ts'

/** Minutes looked at to tell how often a measure comes, and how many points of it that takes. */
const spacingMinutes = 20
const spacingPoints = 3
/** EC2 without detailed monitoring (Amazon, "Monitor your instances using CloudWatch"). */
const basicSpacingMs = 5 * minuteMs

/** Rule 9: the servers of a group report every five minutes only, too seldom for a sale, whatever those of another do. */
export const basicMonitoring: Rule = {
  number: 9,
  says: { plain: 'warning' },
  judge: sight => {
    const pause = sight.pause('aws')
    if (pause) return paused(pause)
    const groups = sight.pointsOfEach('web.cpu', spacingMinutes).filter(points => points.length > 0)
    if (groups.length === 0) return notGiven('aws')
    const seldom = groups.find(points => points.length >= spacingPoints && spacingOf(points) >= basicSpacingMs)
    const [first, last] = [seldom?.[0], seldom?.at(-1)]
    if (!seldom || !first || !last) return groups.some(points => points.length < spacingPoints) ? tooFew('aws') : fine
    const found = { variant: 'plain', severity: 'warning', source: 'aws', lever: 'none', fact: true } as const
    const figures = { everyMs: spacingOf(seldom) }
    return { held: [heldIn({ from: first.at, to: last.at, unknown: 0 }, { ...found, figures })], paused: null }
  },
}

/** The least time between two points. */
const spacingOf = (points: readonly Point[]): number =>
  Math.min(...points.slice(1).map((point, index) => point.at - (points[index]?.at ?? 0)))

/** Credits come every five minutes, so five points are half an hour. */
const creditMinutes = 30
const creditHorizonMs = 30 * minuteMs
/** It is over when they last half as long again. */
const creditCalm = 1.5
const creditRoles = [
  { role: 'web.credits', subject: 'web' },
  { role: 'database.credits', subject: 'database' },
] as const

/** Rule 14: a burstable server has used up what it may burst, and slows down. */
export const creditsEnd: Rule = {
  number: 14,
  says: { web: 'warning', database: 'warning' },
  judge: (sight, before) => {
    const pause = sight.pause('aws')
    if (pause) return paused(pause)
    const rulings = creditRoles.map(one => ({ subject: one.subject, ruling: creditsOf(sight, one, before(one.subject)) }))
    // credits that are no longer reported are not known to last; of servers that never had any nothing is awaited
    const unsure = rulings.filter(
      ({ subject, ruling }) => ruling.paused?.because === 'too-few-samples' || (ruling.paused && before(subject)),
    )
    const none = rulings.every(({ ruling }) => ruling.paused?.because === 'never-reported')
    return {
      held: rulings.flatMap(({ ruling }) => ruling.held),
      paused: (none ? rulings[0]?.ruling.paused : unsure[0]?.ruling.paused) ?? null,
      judged: subject => rulings.some(one => one.subject === subject && one.ruling.paused === null),
    }
  },
}

const creditsOf = (sight: Sight, { role, subject }: (typeof creditRoles)[number], said: Said | null): Ruling => {
  const points = sight.points(role, creditMinutes)
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return notGiven('aws')
  if (last.value > 0 && points.length < pointsNeeded) return tooFew('aws')
  const end = forecast(points, 0, 'down')
  const near = end && end.at - sight.scene.now < creditHorizonMs * (said ? creditCalm : 1)
  if (last.value > 0 && !near) return fine
  const figures = { credits: last.value, slowAt: end ? end.at : last.at }
  const found = { variant: subject, severity: 'warning', source: 'aws', lever: 'none', threshold: 'own' } as const
  const minutes = { from: first.at, to: last.at, unknown: 0 }
  return { held: [heldIn(minutes, { ...found, subject, figures, confidence: 'low' })], paused: null }
}

const longestWaitMinutes = 90

/** Rule 15: servers that were ordered do not come; Amazon's own words when it gave any. */
export const serversMissing: Rule = {
  number: 15,
  says: { late: 'warning', failed: 'warning' },
  judge: (sight, before) => {
    const seen = sight.window(['web.in-service', 'web.desired'], longestWaitMinutes)
    if (isPause(seen)) return paused(seen)
    const [inService, desired] = [seen.of('web.in-service'), seen.of('web.desired')]
    const missing = (desired.at(-1) ?? 0) - (inService.at(-1) ?? 0)
    if (!(missing > 0)) return fine
    let minutes = 0
    while (minutes < longestWaitMinutes && (desired.at(-1 - minutes) ?? 0) > (inService.at(-1 - minutes) ?? 0)) minutes += 1
    const waitedMs = minutes * minuteMs
    const lead = serverLead(sight.scene)
    const failure = sight.scene.servers?.failure
    const failed = failure !== null && failure !== undefined && failure.at >= seen.to - waitedMs - minuteMs
    if (!failed && waitedMs <= lead.ms * lateFactor && !before('')) return fine
    const figures = { missingServers: missing, waitedMs, leadMs: lead.ms, ...(failed && { reasonText: failure.text }) }
    const common = { severity: 'warning', source: 'aws', lever: 'none', threshold: 'own', fact: failed } as const
    return heldOver(seen, longestWaitMinutes - minutes, { ...common, variant: failed ? 'failed' : 'late', figures })
  },
}

const noRoomLevels: readonly Level[] = [{ severity: 'warning', fire: 70, stay: 65, bar: { n: 3, m: 3, clear: 3 } }]

/** Rule 16: the group is at its maximum and the servers are busy. */
export const groupFull: Rule = {
  number: 16,
  says: { plain: 'warning' },
  judge: (sight, before) => {
    const seen = sight.window(['web.cpu', 'web.desired', 'web.maximum'], 3)
    if (isPause(seen)) return paused(seen)
    const [desired, maximum] = [seen.of('web.desired').at(-1) ?? 0, seen.of('web.maximum').at(-1) ?? 0]
    if (maximum <= 0 || desired < maximum) return fine
    const found = above(seen.of('web.cpu'), noRoomLevels, before('')?.severity ?? null)
    if (found === 'unknown') return tooFew('aws')
    if (found === 'not') return fine
    const figures = { maximumServers: maximum, cpuPercent: seen.of('web.cpu')[found.last] ?? 0 }
    const common = { severity: 'warning', source: 'aws', lever: 'slow-inlet', threshold: 'own' } as const
    return heldOver(seen, found.first, { ...common, variant: 'plain', figures })
  },
}
