import type { Check, Constraint, OnsaleFace, SourceFace, Verdict } from '#contract/onsale-face'
import type { Figures, Finding } from '#contract/onsale-finding'
import { endFigures } from './end.ts'
import { soldOutAt } from './phase.ts'
import { recentMean } from './pace.ts'
import type { Sight } from './sight.ts'

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
  const heard = grounds.findings.filter(({ silenced }) => silenced === null)
  const told = heard.filter(({ rule }) => rule !== 25)
  return (
    ofEnd(sight, grounds.end) ??
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

/** Two sources and more that are gone at once are one thing to say: nothing can be seen. */
const ofSources = (sight: Sight, state: SourceFace['state'], severity: Verdict['severity']): Verdict | null => {
  const faces = sight.scene.sources.filter(face => face.state === state)
  const [first] = faces
  if (!first) return null
  const several = state === 'blind' && faces.length > 1 && !faces.some(({ source }) => source === 'sales')
  const orders = recentMean(sight, 'sales.orders', 3)
  const selling = orders === null || orders === 0 ? '' : '-selling'
  const figures: Figures = {
    sinceAt: first.newestAt ?? first.since ?? sight.scene.now,
    ageMs: sight.scene.now - (first.newestAt ?? first.since ?? sight.scene.now),
    everyMs: first.everyMs,
    ...(orders !== null && { ordersPerMinute: orders }),
  }
  const code = state === 'blind' ? `blind-${several ? 'several' : first.source}${selling}` : `${state}-${first.source}`
  return { code, severity, figures }
}

const ofPhase = (sight: Sight, { phase, checks }: Grounds): Verdict | null => {
  const { plan } = sight.scene
  if (phase === 'sold-out') {
    return { code: 'sold-out', severity: 'calm', figures: { soldOutAt: soldOutAt(sight) ?? sight.scene.now } }
  }
  if (phase !== 'before') return null
  const failed = checks.filter(({ state }) => state === 'failed').length
  const waiting = checks.filter(({ state }) => state === 'waiting').length
  const figures = { startsAt: plan.startsAt, failed, waiting }
  // nothing looked at yet is not the same as nothing wrong
  if (checks.length === 0) return { code: 'before-unchecked', severity: 'notice', figures }
  if (failed > 0) return { code: 'before-failed', severity: 'warning', figures }
  return { code: waiting > 0 ? 'before-waiting' : 'before-ready', severity: 'calm', figures }
}

const calm = (constraint: Constraint | null): Verdict =>
  constraint
    ? {
        code: `calm-${constraint.limit}`,
        severity: 'calm',
        figures: { usedPercent: (constraint.used / constraint.most) * 100, used: constraint.used, most: constraint.most },
      }
    : { code: 'calm', severity: 'calm', figures: {} }
