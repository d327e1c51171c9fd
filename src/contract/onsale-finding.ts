import type { Source } from './onsale-roles.ts'

/** The rules of the mind by the numbers they have in docs/onsale-rules.md; each has a title, a condition and a next step among the findings of `words`. */
export const ruleNumbers = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
] as const
export type RuleNumber = (typeof ruleNumbers)[number]

/** Rules that say critical by thresholds of our own, and in which variants: they stay at warning until a rehearsal has calibrated them, each for itself. */
export const variantsToCalibrate = { 2: ['half', 'fills'], 19: ['plain'], 22: ['plain'] } as const satisfies Partial<
  Record<RuleNumber, readonly string[]>
>
export const rulesToCalibrate = [2, 19, 22] as const satisfies readonly (keyof typeof variantsToCalibrate)[]
export type RuleToCalibrate = keyof typeof variantsToCalibrate

export type Severity = 'critical' | 'warning' | 'notice'

/** What a person can do about it from here. `none`: outside of Kasa; the words say what. */
export type Lever = 'slow-inlet' | 'open-inlet' | 'add-servers' | 'sign-in' | 'enter-token' | 'none'

/**
 * A line of evidence or a value in a sentence. The last word of a parameter's name is its unit, and `words` formats it by that: `…At` Unix milliseconds, `…Ms` a duration,
 * `…Percent`, `…PerMinute`, `…Minor` money of the sale, `…Cents` US cents, `…Seconds`, `…Servers`, `…Sources` names of sources with spaces between or `none`, `…Text` as it stands; anything else is a plain number.
 */
export type Figures = Readonly<Record<string, number | string>>

/** One thing the mind has found. It stays the same finding while its rule holds, however its figures move. */
export type Finding = {
  readonly rule: RuleNumber
  /** Which of the rule's sentences; a rule with one has `plain`. */
  readonly variant: string
  readonly severity: Severity
  readonly source: Source
  /** What it is about when a rule can hold of several things at once: a category of tickets, a server. Empty otherwise. */
  readonly subject: string
  /** When it began to hold. */
  readonly since: number
  readonly figures: Figures
  /** Minutes it rests on, `[from, to)`; and how sure it is. */
  readonly evidence: { readonly from: number; readonly to: number; readonly confidence: 'high' | 'middle' | 'low' }
  readonly lever: Lever
  /** Set when a person has heard it. */
  readonly acknowledgedAt: number | null
  /** Set when a person has silenced it, with the reason. */
  readonly silenced: { readonly until: number; readonly reason: string; readonly by: string } | null
}

/** A rule that could not be judged, and for want of what. Never counted as fine. */
export type PausedRule = {
  readonly rule: RuleNumber
  readonly source: Source
  readonly because: 'late' | 'blind' | 'never-reported' | 'too-few-samples'
}

/** What is over: it stays on screen for a while, so that a person sees that it passed. */
export type Passed = Pick<Finding, 'rule' | 'variant' | 'subject' | 'figures'> & {
  readonly since: number
  readonly endedAt: number
}
