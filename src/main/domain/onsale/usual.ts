import { holds } from './bar.ts'
import type { Bar } from './bar.ts'
import { median } from './forecast.ts'
import type { Said } from './rule.ts'

/** The minutes before the ones judged, from which "as usual" is taken, and how many of them must be known. */
export const usualMinutes = 15
const leastUsual = 10

/** When minutes depart from what was usual. */
export type Measure = {
  readonly bar: Bar
  readonly fires: (value: number, usual: number) => boolean
  readonly stays: (value: number, usual: number) => boolean
  /** From how many minutes "usual" is taken, where it is not the usual number of them. */
  readonly usualOf?: { readonly minutes: number; readonly least: number }
}
/** What a share or rate usually was, and whether its newest minutes depart from it. */
export type Departure = { readonly first: number; readonly usual: number } | 'not' | 'unknown'

/**
 * Whether the newest minutes depart from the median of those before. What was usual when the finding began stays the measure until it is over: else a trouble that lasts would become usual. It is kept among the
 * finding's figures under `name`.
 */
export const departs = (
  values: readonly number[],
  measure: Measure,
  before: { readonly said: Said | null; readonly name: string },
): Departure => {
  const { bar, fires, stays, usualOf = { minutes: usualMinutes, least: leastUsual } } = measure
  const kept = before.said?.figures[before.name]
  const tests = (usual: number) => {
    const test = (asks: (value: number, usual: number) => boolean) => (index: number) => {
      const value = values[index] ?? Number.NaN
      return Number.isNaN(value) ? null : asks(value, usual)
    }
    return { fires: test(fires), stays: test(stays) }
  }
  if (typeof kept === 'number') {
    const stood = holds(bar, values.length, tests(kept), true)
    if (stood !== 'not') return typeof stood === 'object' ? { first: stood.first, usual: kept } : stood
  }
  const span = Math.max(bar.m, bar.clear)
  const earlier = values.slice(-(usualOf.minutes + span), -span).filter(value => !Number.isNaN(value))
  if (earlier.length < usualOf.least) return 'unknown'
  const usual = median(earlier)
  const found = holds(bar, values.length, tests(usual), false)
  return typeof found === 'object' ? { first: found.first, usual } : found
}
