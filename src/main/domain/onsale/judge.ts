import type { Finding, Passed, PausedRule, RuleNumber, Severity } from '#contract/onsale-finding'
import { rank } from './bar.ts'
import { isAbout } from './memory.ts'
import type { Memory, Stood } from './memory.ts'
import type { Held } from './rule.ts'
import { rules } from './rules.ts'
import { minuteMs } from './scene.ts'
import type { Scene } from './scene.ts'
import { look } from './sight.ts'
import type { Pause, Sight } from './sight.ts'

export type Judgement = {
  readonly memory: Memory
  /** Worst first; among equals the more pressing rule. */
  readonly findings: readonly Finding[]
  readonly passed: readonly Passed[]
  readonly paused: readonly PausedRule[]
}

/** A warning that stands alone is only a notice until it has held this long. */
const persistenceMs = 3 * minuteMs
/** Evidence shown reaches back this far at most. */
const evidenceMs = 15 * minuteMs
/** How long a thing that is over stays in sight, and how many of them. */
const passedKeptMs = 15 * minuteMs
const mostPassed = 20

type Ruled = Held & { readonly rule: RuleNumber }
/** What stood of a rule that is paused. */
type Kept = Stood & { readonly pause: Pause }

/** Applies every rule to a scene. The same scene and memory always give the same answer; judging twice changes nothing. */
export const judge = (scene: Scene, memory: Memory, sight: Sight = look(scene)): Judgement => {
  const held: Ruled[] = []
  const paused: PausedRule[] = []
  const suspended: Kept[] = []
  for (const { number, judge: ruleOn } of rules) {
    const before = (subject: string) => memory.standing.find(stood => isAbout(stood, { rule: number, subject })) ?? null
    const ruling = ruleOn(sight, before, { held, kept: suspended })
    held.push(...ruling.held.map(one => ({ ...one, rule: number })))
    const pause = ruling.paused
    if (!pause) continue
    paused.push({ rule: number, ...pause })
    const unjudged = memory.standing.filter(({ rule, subject }) => rule === number && !(ruling.judged?.(subject) ?? false))
    suspended.push(...unjudged.map(stood => ({ ...stood, pause })))
  }
  const standing = held.map(one => stoodNow(scene, memory, one, held))
  const gone = memory.standing.filter(stood => !standing.some(now => isAbout(now, stood)))
  const kept = gone.filter(stood => suspended.some(one => isAbout(one, stood)))
  const over = gone.filter(stood => !kept.includes(stood)).map(passedNow)
  const passed = [...over, ...memory.passed.filter(known => !standing.some(now => isAbout(now, known)))]
    .filter(({ endedAt }) => scene.now - endedAt < passedKeptMs)
    .slice(0, mostPassed)
  const silences = memory.silences.filter(({ until }) => until > scene.now)
  const next = { ...memory, standing: [...standing, ...kept], passed, silences }
  return { memory: next, findings: findingsOf(held, standing, next), passed, paused }
}

/** After the end of a sale nothing is judged any more: what stood is over, and nobody is called for it. */
export const judgeEnded = (scene: Scene, memory: Memory, endedAt: number): Judgement => {
  const over = memory.standing.map(stood => ({
    ...passedNow(stood),
    endedAt: Math.max(stood.since, Math.min(endedAt, scene.now)),
  }))
  const passed = [...over, ...memory.passed].filter(one => scene.now - one.endedAt < passedKeptMs).slice(0, mostPassed)
  return { memory: { ...memory, standing: [], passed }, findings: [], passed, paused: [] }
}

const stoodNow = (scene: Scene, memory: Memory, one: Ruled, all: readonly Ruled[]): Stood => {
  const before = memory.standing.find(stood => isAbout(stood, one))
  const since = before?.since ?? one.from
  const shown = shownSeverity(scene, one, { since, company: hasCompany(one, all) })
  const worse = before !== undefined && rank[shown] > rank[before.shown]
  return {
    rule: one.rule,
    subject: one.subject,
    variant: one.variant,
    severity: one.severity,
    shown,
    since,
    heldTo: one.to,
    figures: one.figures,
    acknowledgedAt: worse ? null : (before?.acknowledgedAt ?? null),
  }
}

/** Two rules that warn at once vouch for each other. */
const hasCompany = (one: Ruled, all: readonly Ruled[]): boolean =>
  all.some(other => other.rule !== one.rule && !other.fact && rank[other.severity] >= rank.warning)

const shownSeverity = (scene: Scene, one: Ruled, { since, company }: { since: number; company: boolean }): Severity => {
  const calibrated = one.threshold === 'documented' || (scene.plan.calibrated ?? []).some(rule => rule === one.rule)
  const severity = one.severity === 'critical' && !calibrated ? 'warning' : one.severity
  const vouched = one.fact || company || one.to - since >= persistenceMs
  return severity === 'warning' && !vouched ? 'notice' : severity
}

const passedNow = ({ rule, variant, subject, figures, since, heldTo }: Stood): Passed => ({
  rule,
  variant,
  subject,
  figures,
  since,
  endedAt: heldTo,
})

const findingsOf = (held: readonly Ruled[], standing: readonly Stood[], memory: Memory): readonly Finding[] => {
  const order = new Map(rules.map(({ number }, index) => [number, index]))
  const place = (rule: RuleNumber) => order.get(rule) ?? order.size
  return held
    .flatMap(one => {
      const stood = standing.find(now => isAbout(now, one))
      return stood ? [finding(one, stood, memory)] : []
    })
    .sort((a, b) => rank[b.severity] - rank[a.severity] || place(a.rule) - place(b.rule))
}

const finding = (one: Ruled, stood: Stood, memory: Memory): Finding => {
  const silenced = memory.silences.find(known => isAbout(known, one))
  return {
    rule: one.rule,
    variant: one.variant,
    severity: stood.shown,
    source: one.source,
    subject: one.subject,
    since: stood.since,
    figures: one.figures,
    evidence: { from: Math.max(stood.since, one.to - evidenceMs), to: one.to, confidence: one.confidence },
    lever: one.lever,
    acknowledgedAt: stood.acknowledgedAt,
    silenced: silenced ? { until: silenced.until, reason: silenced.reason, by: silenced.by } : null,
  }
}
