import type { Figures, Finding, Lever, RuleNumber, Severity } from '#contract/onsale-finding'
import type { Source } from '#contract/onsale-roles'
import { minuteMs } from './scene.ts'
import type { Pause, Sight, Window } from './sight.ts'

/** What one rule holds to be so. */
export type Held = {
  readonly variant: string
  readonly severity: Severity
  readonly source: Source
  readonly subject: string
  readonly figures: Figures
  readonly from: number
  readonly to: number
  readonly confidence: Finding['evidence']['confidence']
  readonly lever: Lever
  /** `own`: the threshold is our proposal and not a vendor's, so it is never critical before a rehearsal has calibrated it. */
  readonly threshold: 'documented' | 'own'
  /** A fact that is so or not, with nothing to wait for: a warning of it needs no second rule and no persistence. */
  readonly fact: boolean
}

/** What a rule said last of a subject: its severity before any capping, its variant and the figures it may have to measure against. */
export type Said = { readonly variant: string; readonly severity: Severity; readonly since: number; readonly figures: Figures }
export type Before = (subject: string) => Said | null

/** A rule's answer. Where `paused` is set, what it said before neither holds nor is over, but for subjects that could be `judged` all the same. */
export type Ruling = {
  readonly held: readonly Held[]
  readonly paused: Pause | null
  readonly judged?: (subject: string) => boolean
}

/** What the rules before one say, for rules that speak about the whole. `kept`: what they said when they could last be judged, now that they are paused. */
export type Others = {
  readonly held: readonly (Held & { readonly rule: RuleNumber })[]
  readonly kept: readonly (Said & { readonly rule: RuleNumber; readonly pause: Pause })[]
}

/** A condition of docs/onsale-rules.md. `says`: its variants, each with the worst severity it may have; what it may say must have words, and a test of its whole life. */
export type Rule = {
  readonly number: RuleNumber
  readonly says: Readonly<Record<string, Severity>>
  readonly judge: (sight: Sight, before: Before, others: Others) => Ruling
}

/** Nothing to say, and everything was there to judge by. */
export const fine: Ruling = { held: [], paused: null }

/** Could not be judged; null: it could, and there is nothing to say. */
export const paused = (pause: Pause | null): Ruling => ({ held: [], paused: pause })

/** Too little was reported to decide. */
export const tooFew = (source: Source): Ruling => paused({ source, because: 'too-few-samples' })

/** What hangs on a limit that nobody gave. */
export const notGiven = (source: Source): Ruling => paused({ source, because: 'never-reported' })

/** One of several signs of the same trouble. */
export type Sign = { readonly variants: readonly string[]; readonly judge: (said: Said | null) => Ruling }

/** The first of several signs that holds. Where none does, the sign that spoke before must be judged before it is over; else it is enough that one could be. */
export const firstSign = (signs: readonly Sign[], said: Said | null): Ruling => {
  const rulings = signs.map(({ variants, judge }) => {
    const own = said && variants.includes(said.variant) ? said : null
    return { own, ruling: judge(own) }
  })
  const held = rulings.find(({ ruling }) => ruling.held.length > 0)
  const unjudged = rulings.find(({ own, ruling }) => own && ruling.paused !== null)
  const judged = rulings.find(({ ruling }) => ruling.paused === null)
  return (held ?? unjudged ?? judged ?? rulings[0])?.ruling ?? fine
}

type Found = Pick<Held, 'variant' | 'severity' | 'source' | 'figures' | 'lever'> &
  Partial<Pick<Held, 'subject' | 'threshold' | 'fact' | 'confidence'>>

/** Something held over the minutes of a window; `first` is the first minute in it that held. */
export const heldOver = (window: Window, first: number, found: Found): Ruling => ({
  held: [heldIn({ from: window.from + Math.max(0, first) * minuteMs, to: window.to, unknown: window.unknown }, found)],
  paused: null,
})

/** One thing held, for rules that may hold several. */
export const heldIn = (
  minutes: { readonly from: number; readonly to: number; readonly unknown: number },
  found: Found,
): Held => ({
  subject: '',
  threshold: 'documented',
  fact: false,
  confidence: minutes.unknown > 0 || found.source === 'cloudflare' ? 'middle' : 'high',
  from: minutes.from,
  to: minutes.to,
  ...found,
})
