import type { Check, Constraint, OnsaleFace, SourceFace, Verdict } from '#contract/onsale-face'
import type { Figures, Finding } from '#contract/onsale-finding'
import { endFigures } from './end.ts'
import { soldOutAt } from './phase.ts'
import { recentMean } from './pace.ts'
import type { Sight } from './sight.ts'
import { namesOf } from './watching-rules.ts'

type Grounds = {
  readonly phase: OnsaleFace['phase']
  readonly end: OnsaleFace['end']
  readonly findings: readonly Finding[]
  readonly constraint: Constraint | null
  readonly checks: readonly Check[]
}

/**
 * The one sentence over everything. In this order: that the sale has ended; what is critical; what cannot be seen; sold out or not begun; what is late; what warns; calm. A silenced finding says nothing here. `rule-<number>-<variant>` stands
 * for a finding, anything else for a state.
 */
export const verdictOf = (sight: Sight, grounds: Grounds): Verdict => {
  const ended = ofEnd(sight, grounds.end)
  if (ended) return ended
  const { code, severity, figures } = mostPressing(sight, grounds)
  return { code, severity, figures: { ...figures, salesText: sell(sight) } }
}

/** Whether it may be said that sales are flowing: only of sales that are in sight, and only when there are some. */
const sell = (sight: Sight): 'flow' | 'unknown' =>
  (recentMean(sight, 'sales.orders', flowMinutes) ?? 0) > 0 ? 'flow' : 'unknown'
/** A quiet minute or two of a slow sale do not stop its flow. */
const flowMinutes = 5

const mostPressing = (sight: Sight, grounds: Grounds): Verdict => {
  const heard = grounds.findings.filter(({ silenced }) => silenced === null)
  const told = heard.filter(({ rule }) => rule !== 25)
  return (
    ofFinding(told.find(({ severity }) => severity === 'critical')) ??
    ofSources(sight, 'blind', 'warning') ??
    ofPhase(sight, grounds) ??
    ofSources(sight, 'late', 'warning') ??
    ofFinding(told.find(({ severity }) => severity === 'warning')) ??
    ofSources(sight, 'throttled', 'notice') ??
    calm(grounds.constraint)
  )
}

const ofEnd = (sight: Sight, end: OnsaleFace['end']): Verdict | null => {
  if (!end) return null
  const figures = endFigures(sight, end)
  const counted = 'allTickets' in figures ? '' : '-counted'
  const kind = end.soldOut ? '-sold-out' : counted
  return { code: `over${kind}${'settledAt' in figures ? '-settling' : ''}`, severity: 'calm', figures }
}

const ofFinding = (finding: Finding | undefined): Verdict | null =>
  finding ? { code: `rule-${finding.rule}-${finding.variant}`, severity: finding.severity, figures: finding.figures } : null

/** What cannot be seen, or not in time: which sources, and which are fresh. Two and more in the same state are one thing to say. */
const ofSources = (sight: Sight, state: SourceFace['state'], severity: Verdict['severity']): Verdict | null => {
  const { now, sources } = sight.scene
  const faces = sources.filter(face => face.state === state)
  const [first] = faces
  if (!first) return null
  const newest = faces.map(face => face.newestAt ?? face.since ?? now)
  const orders = recentMean(sight, 'sales.orders', 3)
  const selling = orders === null || orders === 0 ? '' : '-selling'
  const figures: Figures = {
    // since then none of them has been seen; the oldest says how far the others can be trusted
    sinceAt: Math.max(...newest),
    ageMs: now - Math.min(...newest),
    everyMs: Math.max(...faces.map(({ everyMs }) => everyMs)),
    goneSources: namesOf(sources, state),
    freshSources: namesOf(sources, 'fresh'),
    ...(orders !== null && { ordersPerMinute: orders }),
  }
  const which = faces.length > 1 ? 'several' : first.source
  return { code: `${state}-${which}${state === 'blind' ? selling : ''}`, severity, figures }
}

const ofPhase = (sight: Sight, { phase, checks }: Grounds): Verdict | null => {
  const { plan } = sight.scene
  if (phase === 'sold-out') {
    return { code: 'sold-out', severity: 'calm', figures: { soldOutAt: soldOutAt(sight.scene) ?? sight.scene.now } }
  }
  if (phase !== 'before') return null
  const count = (...states: readonly Check['state'][]): number => checks.filter(({ state }) => states.includes(state)).length
  // what only warns is to be put right as well, as the line beside the clock counts it
  const [failed, waiting, unknown] = [count('failed', 'warning'), count('waiting'), count('unknown')]
  const figures = { startsAt: plan.startsAt, failed, waiting, unknown }
  // nothing looked at yet is not the same as nothing wrong
  if (checks.length === 0) return { code: 'before-unchecked', severity: 'notice', figures }
  if (failed > 0) return { code: 'before-failed', severity: 'warning', figures }
  if (waiting > 0) return { code: 'before-waiting', severity: 'calm', figures }
  return { code: unknown > 0 ? 'before-unknown' : 'before-ready', severity: 'calm', figures }
}

const calm = (constraint: Constraint | null): Verdict =>
  constraint
    ? {
        code: `calm-${constraint.limit}`,
        severity: 'calm',
        figures: { usedPercent: (constraint.used / constraint.most) * 100, used: constraint.used, most: constraint.most },
      }
    : { code: 'calm', severity: 'calm', figures: {} }
