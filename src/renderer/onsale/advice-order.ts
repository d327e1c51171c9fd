import type { Finding, Severity } from '#contract/onsale-finding'

const ranks: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, notice: 2 }

/** The cards in their order: the worse first, among equals those not heard yet, then as the mind ranks them, so that the first card says what the sentence over everything says. What is silenced stands below, not here. */
export const orderedFindings = (findings: readonly Finding[], now: number): readonly Finding[] =>
  findings
    .filter(({ silenced }) => silenced === null || silenced.until <= now)
    .toSorted(
      (one, other) =>
        ranks[one.severity] - ranks[other.severity] ||
        Number(one.acknowledgedAt !== null) - Number(other.acknowledgedAt !== null),
    )

/** What must be heard: critical, not silenced, not acknowledged. */
export const unheard = (findings: readonly Finding[], now: number): readonly Finding[] =>
  orderedFindings(findings, now).filter(({ severity, acknowledgedAt }) => severity === 'critical' && acknowledgedAt === null)

/** One finding among others, however its figures move. */
export const findingKey = ({ rule, subject }: Pick<Finding, 'rule' | 'subject'>): string => `${rule} ${subject}`
