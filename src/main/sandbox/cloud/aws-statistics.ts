import { timeBelow } from './latency.ts'
import type { Step } from './model.ts'
import type { Series } from './aws-filing.ts'

const basics = ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'] as const

/** Statistics that CloudWatch knows and the sandbox can tell: the five, and percentiles. */
export function isStatistic(text: string): boolean {
  return basics.some(basic => basic === text) || percentileOf(text) !== null
}

/** One point of a series over some short whiles; null: there is none. `share`: so much of the events has arrived so far. */
export function statisticOf(series: Series, steps: readonly Step[], statistic: string, share: number): number | null {
  if (steps.length === 0) return null
  if (series.kind === 'count') return countStatistic(series, steps, statistic, share)
  if (series.kind === 'sum') return sumStatistic(series, steps, statistic, share)
  if (series.kind === 'latency') return latencyStatistic(series, steps, statistic)
  return levelStatistic(series, steps, statistic)
}

/** Each event is a sample of one. */
function countStatistic(series: Series, steps: readonly Step[], statistic: string, share: number): number | null {
  const count = Math.round(sum(steps, series.value) * share)
  if (count === 0 && series.onlyIfNotZero) return null
  if (statistic === 'Sum' || statistic === 'SampleCount') return count
  return count === 0 ? 0 : 1
}

/** Seconds, money: what every short while adds. Only whole amounts of nothing are left out. */
function sumStatistic(series: Series, steps: readonly Step[], statistic: string, share: number): number | null {
  const parts = steps.map(step => series.value(step) * share)
  const total = parts.reduce((all, part) => all + part, 0)
  if (total === 0 && series.onlyIfNotZero) return null
  return statistic === 'Sum' ? total : levelStatistic({ ...series, value: step => series.value(step) * share }, steps, statistic)
}

function latencyStatistic(series: Series, steps: readonly Step[], statistic: string): number | null {
  const requests = sum(steps, step => step.spell.requests)
  if (Math.round(requests) === 0) return null
  const spells = steps.map(({ spell }) => spell)
  const weighted = sum(steps, step => series.value(step) * step.spell.requests)
  switch (statistic) {
    case 'SampleCount':
      return Math.round(requests)
    case 'Sum':
      return weighted
    case 'Average':
      return weighted / requests
    case 'Minimum':
      return timeBelow(spells, 1 / (requests + 1))
    case 'Maximum':
      return timeBelow(spells, 1 - 1 / (requests + 1))
    default:
      return timeBelow(spells, percentileOf(statistic) ?? 0.5)
  }
}

function levelStatistic(series: Series, steps: readonly Step[], statistic: string): number | null {
  const samples = steps.map(series.value)
  switch (statistic) {
    case 'SampleCount':
      return samples.length
    case 'Sum':
      return samples.reduce((total, sample) => total + sample, 0)
    case 'Average':
      return samples.reduce((total, sample) => total + sample, 0) / samples.length
    case 'Minimum':
      return Math.min(...steps.map(series.spread?.least ?? series.value))
    case 'Maximum':
      return Math.max(...steps.map(series.spread?.most ?? series.value))
    default: {
      const rank = Math.ceil((percentileOf(statistic) ?? 0.5) * samples.length) - 1
      return samples.toSorted((a, b) => a - b)[Math.max(0, rank)] ?? null
    }
  }
}

function percentileOf(text: string): number | null {
  const found = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(text)
  return found === null ? null : Number(found[1]) / 100
}

function sum(steps: readonly Step[], value: (step: Step) => number): number {
  return steps.reduce((total, step) => total + value(step), 0)
}
