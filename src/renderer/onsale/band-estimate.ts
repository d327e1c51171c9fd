import type { BandColumns } from './band-columns.ts'
import type { Band } from './bands.ts'
import { sampleInterval } from './bands.ts'
import type { Minutes } from './minute-store.ts'
import { minuteMs } from './minute-store.ts'

/** Between which values a figure lies that was scaled up from samples; `at`: where it stands on its line. */
export type Between = { readonly at: number; readonly low: number; readonly high: number }

/** Standard errors to each side within which nineteen of twenty estimates come. */
const nineteenOfTwenty = 1.96

/**
 * How far a count may be off that was scaled up from one request looked at of `interval`: where each is looked at with the same chance, the estimate scatters by √(estimate × (interval − 1)). Of a full
 * count it is nothing. Cloudflare's own confidence intervals are reckoned for 95 % as well ("Confidence intervals" in its GraphQL documentation).
 */
export const marginOf = (estimate: number, interval: number): number =>
  nineteenOfTwenty * Math.sqrt(estimate * Math.max(0, interval - 1))

/** The strips around a band's line where it is an estimate, one for each stretch of minutes that hang together. */
export const estimatesOf = (band: Band, minutes: Minutes, columns: BandColumns): readonly (readonly Between[])[] => {
  const [x, settled, unsettled] = columns
  const strips: Between[][] = []
  let last: number | null = null
  x.forEach((at, place) => {
    const value = unsettled[place] ?? settled[place] ?? null
    const interval = value === null ? null : sampleInterval(band.role, minutes, minutes.from + place * minuteMs)
    if (value === null || interval === null) return
    const margin = marginOf(value, interval)
    const between = { at, low: Math.max(0, value - margin), high: value + margin }
    if (last === place - 1) strips.at(-1)?.push(between)
    else strips.push([between])
    last = place
  })
  return strips
}

/** The outline of a strip as `[time, value]`, along its top and back along its bottom. It is as wide as its minutes: one alone is seen, too. */
export const outlineOf = (strip: readonly Between[], end: number): readonly (readonly [number, number])[] => {
  const [first, last] = [strip[0], strip.at(-1)]
  if (!first || !last) return []
  const ends = [
    { ...first, at: first.at - minuteMs / 2 },
    ...strip,
    { ...last, at: Math.max(last.at, Math.min(end, last.at + minuteMs / 2)) },
  ]
  return [...ends.map(({ at, high }) => [at, high] as const), ...ends.toReversed().map(({ at, low }) => [at, low] as const)]
}
