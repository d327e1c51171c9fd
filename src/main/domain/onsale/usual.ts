import { holds } from './bar.ts'
import type { Bar } from './bar.ts'
import { median } from './forecast.ts'
import type { Said } from './rule.ts'

/** The minutes before the ones judged, from which "as usual" is taken, and how many of them must be known. */
export const usualMinutes = 15
const leastUsual = 10

/** What a share or rate usually was, and whether its newest minutes depart from it. */
export type Departure = { readonly first: number; readonly usual: number } | 'not' | 'unknown'

/**
 * Whether the newest minutes depart from the median of those before. What was usual when the finding began stays the measure until it is over: else a trouble that lasts would become usual. It is kept among the
 * finding's figures under `name`.
 */
export const departs = (
  values: readonly number[],
  bar: Bar,
  compare: {
    readonly fires: (value: number, usual: number) => boolean
    readonly stays: (value: number, usual: number) => boolean
  },
  before: { readonly said: Said | null; readonly name: string },
  usualLength: { readonly minutes: number; readonly least: number } = { minutes: usualMinutes, least: leastUsual },
): Departure => {
  const kept = before.said?.figures[before.name]
  const tests = (usual: number) => {
    const test = (asks: (value: number, usual: number) => boolean) => (index: number) => {
      const value = values[index] ?? Number.NaN
      return Number.isNaN(value) ? null : asks(value, usual)
    }
    return { fires: test(compare.fires), stays: test(compare.stays) }
  }
  if (typeof kept === 'number') {
    const stays = holds(bar, values.length, tests(kept), true)
    if (stays !== 'not') return typeof stays === 'object' ? { first: stays.first, usual: kept } : stays
  }
  const span = Math.max(bar.m, bar.clear)
  const earlier = values.slice(-(usualLength.minutes + span), -span).filter(value => !Number.isNaN(value))
  if (earlier.length < usualLength.least) return 'unknown'
  const usual = median(earlier)
  const found = holds(bar, values.length, tests(usual), false)
  return typeof found === 'object' ? { first: found.first, usual } : found
}
