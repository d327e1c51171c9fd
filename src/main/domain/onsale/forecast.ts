import { minuteMs } from './scene.ts'
import type { Point } from './sight.ts'

/** When a limit is reached: never a point in time alone, always a range around it. */
export type Forecast = { readonly fromAt: number; readonly at: number; readonly toAt: number; readonly perMinute: number }

/** From which side a limit is reached: a load fills up to it, what is used up falls to it. */
type Way = 'up' | 'down'

/** A forecast needs this many points, this good a fit and this near an end; else it says nothing. */
export const pointsNeeded = 5
const fitNeeded = 0.7
const horizonMs = 60 * minuteMs

/**
 * Least squares through the last five settled points, drawn on from the last of them. The range is one standard error of the slope to both sides, and never narrower than a tenth,
 * since five points know no better. Null: too few points, no way towards the limit, a poor fit, growth that is passing, the limit more than an hour away, or already reached: what is beyond a limit does not
 * come to it, it goes back from it.
 */
export const forecast = (points: readonly Point[], limit: number, way: Way = 'up'): Forecast | null => {
  const recent = points.slice(-pointsNeeded)
  const last = recent.at(-1)
  if (!last || recent.length < pointsNeeded) return null
  const towards = way === 'up' ? 1 : -1
  const line = fit(recent)
  const distance = (limit - last.value) * towards
  if (distance <= 0 || !line || line.slope * towards <= 0 || line.rSquared <= fitNeeded || isPassing(recent, line.slope))
    return null
  if (dyingDown(recent) < distance) return null
  const speed = Math.abs(line.slope)
  const lasts = distance / speed
  if (lasts >= horizonMs) return null
  const spread = Math.max(line.standardError, speed * narrowest)
  const slowest = speed - spread
  return {
    fromAt: last.at + distance / (speed + spread),
    at: last.at + lasts,
    toAt: last.at + Math.min(horizonMs, slowest > 0 ? distance / slowest : horizonMs),
    perMinute: line.slope * minuteMs,
  }
}
const narrowest = 0.1

/** A growth that no longer shows is believed for so many more minutes, so that one crooked minute ends neither the race nor a finding. */
const believedMinutes = 2
/** How many of the newest minutes `believedForecast` looks at. */
export const forecastMinutes = pointsNeeded + believedMinutes

/** When a load has filled up to its limit, by the newest growth that is still believed: whoever speaks of a limit asks here, so that no two of them disagree. */
export const believedForecast = (points: readonly Point[], limit: number): Forecast | null => {
  const now = points.at(-1)
  if (!now) return null
  for (let back = 0; back <= believedMinutes; back += 1) {
    const [earlier, made] = [points.slice(0, points.length - back), points.at(-1 - back)]
    const told = made ? forecast(earlier, limit) : null
    if (told && made && now.value < limit) return toldFrom(told, { made, now, limit })
  }
  return null
}

/** A forecast made at one point, told anew from a later one: the growth is believed, the way that is left is what was measured since. */
const toldFrom = (
  told: Forecast,
  { made, now, limit }: { readonly made: Point; readonly now: Point; readonly limit: number },
): Forecast => {
  const share = (limit - now.value) / (limit - made.value)
  const anew = (at: number): number => now.at + (at - made.at) * share
  return { ...told, fromAt: anew(told.fromAt), at: anew(told.at), toAt: anew(told.toAt) }
}

/** One leap between two levels fits a line well enough, and so does growth that is dying down; neither goes on. Half of the steps, and the last of them, must go at half the speed at least. */
const isPassing = (points: readonly Point[], slope: number): boolean => {
  const speeds = points.slice(1).map((point, index) => {
    const before = points[index] ?? point
    return (point.value - before.value) / (point.at - before.at) / slope
  })
  return median(speeds) < goesOn || (speeds.at(-1) ?? 0) < goesOn
}
const goesOn = 0.5

/**
 * How much is still to come of growth that dies down, its steps shrinking by the same share each time, as pools fill and crowds settle: what the series of them adds up to. Endless where they do not shrink. It takes the mean of the
 * last two steps against that of the two before; each step must be smaller than the one before it, so that a pace that changed once is not taken for one that dies.
 */
const dyingDown = (points: readonly Point[]): number => {
  const steps = points.slice(1).map(({ value }, index) => Math.abs(value - (points[index]?.value ?? value)))
  const [before, after] = [mean(steps.slice(-4, -2)), mean(steps.slice(-2))]
  const share = Math.sqrt(after / before)
  const shrinks = steps.every((step, index) => index === 0 || step < (steps[index - 1] ?? 0))
  return shrinks && share < shrinking ? (after * share ** 1.5) / (1 - share) : Number.POSITIVE_INFINITY
}
/** Steps that shrink less than this each time are taken for steady. */
const shrinking = 0.85

/** Slope per millisecond of a straight line through points, how well it fits, and the standard error of the slope. Null: all at one time. */
export const fit = (
  points: readonly Point[],
): { readonly slope: number; readonly rSquared: number; readonly standardError: number } | null => {
  const count = points.length
  const meanAt = sum(points.map(({ at }) => at)) / count
  const meanValue = sum(points.map(({ value }) => value)) / count
  const spreadAt = sum(points.map(({ at }) => (at - meanAt) ** 2))
  const spreadValue = sum(points.map(({ value }) => (value - meanValue) ** 2))
  if (spreadAt === 0) return null
  const slope = sum(points.map(({ at, value }) => (at - meanAt) * (value - meanValue))) / spreadAt
  const left = Math.max(0, spreadValue - slope * slope * spreadAt)
  const standardError = count > 2 ? Math.sqrt(left / (count - 2) / spreadAt) : 0
  return { slope, rSquared: spreadValue === 0 ? 0 : 1 - left / spreadValue, standardError }
}

/** Sum, mean and median of numbers; of none they are NaN, but the sum. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
export const mean = (values: readonly number[]): number => (values.length > 0 ? sum(values) / values.length : Number.NaN)
export const median = (values: readonly number[]): number => {
  const known = values.filter(value => !Number.isNaN(value)).sort((a, b) => a - b)
  const middle = Math.floor(known.length / 2)
  const [lower, upper] = known.length % 2 === 1 ? [middle, middle] : [middle - 1, middle]
  return ((known[lower] ?? Number.NaN) + (known[upper] ?? Number.NaN)) / 2
}
