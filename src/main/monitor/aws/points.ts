import type { Reading } from '#monitor/poll'
import type { Series } from './metric-table.ts'

const minuteMs = 60_000
/** A point may begin this much after now by this machine's clock, which need not agree with Amazon's to the second. */
const futureToleranceMs = 60_000

/** Why points of an answer were left out, counted. One bad point never costs the good ones beside it. */
export type Refused = { notANumber: number; negative: number; twice: number; future: number; offMinute: number }
export const noneRefused = (): Refused => ({ notANumber: 0, negative: 0, twice: 0, future: 0, offMinute: 0 })
export const refusedCount = (refused: Refused): number => Object.values(refused).reduce((sum, count) => sum + count, 0)

export type Points = { readonly timestamps: readonly Date[]; readonly values: readonly number[] }
export type Bounds = { readonly from: number; readonly to: number; readonly now: number }

/** The points of one series as readings. What cannot be true is left out and counted in `refused`; of two points of a minute the first stands. A minute that was not asked for is passed over. */
export const readingsOf = (series: Series, points: Points, bounds: Bounds, refused: Refused): readonly Reading[] => {
  const byMinute = new Map<number, Reading>()
  for (const [index, timestamp] of points.timestamps.entries()) {
    const at = timestamp.getTime()
    const value = points.values[index]
    const fault = faultOf(at, value, bounds.now)
    if (fault === null && (at < bounds.from || at >= bounds.to)) continue
    if (fault !== null || value === undefined) refused[fault ?? 'notANumber'] += 1
    else if (byMinute.has(at)) refused.twice += 1
    else byMinute.set(at, { role: series.role, resource: series.resource, at, value })
  }
  return [...byMinute.values()]
}

const faultOf = (at: number, value: number | undefined, now: number): keyof Refused | null => {
  if (!Number.isFinite(value) || !Number.isFinite(at) || value === undefined) return 'notANumber'
  if (value < 0) return 'negative'
  if (at > now + futureToleranceMs) return 'future'
  return at % minuteMs === 0 ? null : 'offMinute'
}

/** Each value by the count of its minute. A minute without a count, or with none counted, is not known: nothing took neither long nor short. */
export const quotients = (values: readonly Reading[], counts: readonly Reading[]): readonly Reading[] => {
  const counted = new Map(counts.map(({ at, value }) => [at, value]))
  return values.flatMap(reading => {
    const count = counted.get(reading.at) ?? 0
    return count > 0 ? [{ ...reading, value: reading.value / count }] : []
  })
}

/** Basic monitoring of EC2 publishes every five minutes. */
const basicSpacingMs = 5 * minuteMs
/** As many points as make a pattern of a coincidence. */
const leastPoints = 3

/** The smallest step between points of the servers' load, of the group that tells it most seldom: one minute with detailed monitoring, five without. Null: too few to tell. */
export const cpuSpacingMs = (readings: readonly Reading[]): number | null => {
  const groups = Map.groupBy(
    readings.filter(({ role }) => role === 'web.cpu'),
    ({ resource }) => resource,
  )
  const told = [...groups.values()].map(group => spacingMs(group.map(({ at }) => at))).filter(spacing => spacing !== null)
  return told.length === 0 ? null : Math.max(...told)
}

const spacingMs = (all: readonly number[]): number | null => {
  const times = [...new Set(all)].toSorted((a, b) => a - b)
  if (times.length < leastPoints) return null
  return Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? at)), basicSpacingMs)
}
