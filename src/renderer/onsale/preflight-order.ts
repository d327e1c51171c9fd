import type { Check, CheckState, OnsaleFace } from '#contract/onsale-face'
import type { Finding } from '#contract/onsale-finding'

/** What is still open of the checklist, in the order of its cards: what failed, what is doubtful, what waits for a person, and what may not be read, of which a person may know. Null: no card. */
const rankOf = ({ state, byHand }: Pick<Check, 'state' | 'byHand'>): number | null => {
  if (state === 'unknown') return byHand ? 3 : null
  return { failed: 0, warning: 1, waiting: 2, passed: null }[state]
}

/** Which rules speak of the same thing as a check: such a check needs no card of its own. */
const saidByRule: Readonly<Record<string, (finding: Pick<Finding, 'rule' | 'variant'>) => boolean>> = {
  'aws-session': ({ rule, variant }) => rule === 26 && (variant.startsWith('session') || variant === 'signed-out'),
  clock: ({ rule, variant }) => rule === 26 && variant.startsWith('clock'),
  'minute-metrics': ({ rule }) => rule === 9,
}

/** A check that has a card of its own, and the place of that card. */
export type CheckCard = { readonly check: Check; readonly place: number }

/** The cards of the checklist, after those of the findings. */
export const checkCards = (checks: readonly Check[], findings: readonly Finding[]): readonly CheckCard[] =>
  checks
    .filter(check => rankOf(check) !== null && saidAt(check.check, findings) === null)
    .toSorted((one, other) => (rankOf(one) ?? 0) - (rankOf(other) ?? 0))
    .map((check, index) => ({ check, place: findings.length + index + 1 }))

/** So long after the start what was still open of the checklist stays as advice; then the sale itself says what is wrong. */
const openAfterStartMs = 15 * 60_000

/** The checks that may have cards: before the sale, and while its first minutes run. */
export const checksInForce = ({
  mode,
  phase,
  now,
  plan,
  checks,
}: Pick<OnsaleFace, 'mode' | 'phase' | 'now' | 'plan' | 'checks'>): readonly Check[] => {
  const inForce = phase === 'before' || (phase === 'open' && now < plan.startsAt + openAfterStartMs)
  return mode !== 'replay' && inForce ? checks : []
}

/** The number of the card that a line of the checklist points to; null: none does. */
export const cardOf = (check: Check, findings: readonly Finding[], cards: readonly CheckCard[]): number | null =>
  (rankOf(check) === null ? null : saidAt(check.check, findings)) ??
  cards.find(card => card.check.check === check.check)?.place ??
  null

const saidAt = (check: string, findings: readonly Finding[]): number | null => {
  const place = findings.findIndex(finding => saidByRule[check]?.(finding) ?? false)
  return place < 0 ? null : place + 1
}

/** The card of which the key of confirming speaks: the one that has the focus, else the first that a person may confirm; null: there is none. */
export const confirmed = (cards: readonly CheckCard[], focused: string | null): Check | null => {
  const open = cards.map(({ check }) => check).filter(({ byHand, state }) => byHand && state !== 'passed')
  return open.find(({ check }) => check === focused) ?? open[0] ?? null
}

/** How many checks stand how. */
export const countsOf = (checks: readonly Check[]): Readonly<Record<CheckState, number>> => {
  const count = (state: CheckState): number => checks.filter(check => check.state === state).length
  return {
    passed: count('passed'),
    failed: count('failed'),
    warning: count('warning'),
    waiting: count('waiting'),
    unknown: count('unknown'),
  }
}
