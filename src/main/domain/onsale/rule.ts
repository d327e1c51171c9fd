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

/** A condition of docs/onsale-rules.md. `others`: what the rules before it hold, for those that speak about the whole. */
export type Rule = {
  readonly number: RuleNumber
  readonly judge: (sight: Sight, before: Before, others: readonly (Held & { readonly rule: RuleNumber })[]) => Ruling
}

/** Nothing to say, and everything was there to judge by. */
export const fine: Ruling = { held: [], paused: null }

/** Could not be judged. */
export const paused = (pause: Pause): Ruling => ({ held: [], paused: pause })

/** Too little was reported to decide. */
export const tooFew = (source: Source): Ruling => paused({ source, because: 'too-few-samples' })

/** What hangs on a limit that nobody gave. */
export const notGiven = (source: Source): Ruling => paused({ source, because: 'never-reported' })

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
