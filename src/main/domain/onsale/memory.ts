import type { Figures, Finding, Passed, RuleNumber, Severity } from '#contract/onsale-finding'
import type { Role } from '#contract/onsale-roles'

/** What the mind keeps between two looks at one on-sale: a plain value, so that it can be stored, compared and replayed. */
export type Memory = {
  readonly standing: readonly Stood[]
  readonly passed: readonly Passed[]
  readonly silences: readonly Silence[]
  /** Tops of the lanes' scales, which only ever step up. */
  readonly tops: Readonly<Partial<Record<Role, number>>>
}

/** A finding that holds, or held when its rule was last judged. */
export type Stood = {
  readonly rule: RuleNumber
  readonly subject: string
  readonly variant: string
  /** As the rule said it, and as it was shown. */
  readonly severity: Severity
  readonly shown: Severity
  readonly since: number
  readonly heldTo: number
  readonly figures: Figures
  readonly acknowledgedAt: number | null
}

export type Silence = {
  readonly rule: RuleNumber
  readonly subject: string
  readonly until: number
  readonly reason: string
  readonly by: string
}

/** Silences kept at most; the oldest goes first. */
const mostSilences = 100

/** Nothing seen yet. */
export const freshMemory: Memory = { standing: [], passed: [], silences: [], tops: {} }

/** A person has heard it. It is asked again when the finding gets worse. */
export const acknowledge = (memory: Memory, about: Pick<Finding, 'rule' | 'subject'>, at: number): Memory => ({
  ...memory,
  standing: memory.standing.map(stood => (isAbout(stood, about) ? { ...stood, acknowledgedAt: at } : stood)),
})

/** A person has silenced it until a time, with the reason; it stays silenced when it is over and comes again. */
export const silence = (memory: Memory, silenced: Silence): Memory => ({
  ...memory,
  silences: [...memory.silences.filter(known => !isAbout(known, silenced)), silenced].slice(-mostSilences),
})

/** Whether two speak of the same finding. */
export const isAbout = (one: Pick<Finding, 'rule' | 'subject'>, other: Pick<Finding, 'rule' | 'subject'>): boolean =>
  one.rule === other.rule && one.subject === other.subject
