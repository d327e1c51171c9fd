import type { Combine } from '#domain/onsale/role-table'

/** What several resources said of the same minutes, as one column of `count` minutes. A minute that nobody knows is NaN; who does not know it is left out. */
export const combined = (columns: readonly Float64Array[], how: Combine, count: number): Float64Array => {
  const [only] = columns
  const whole = new Float64Array(count).fill(Number.NaN)
  if (!only) return whole
  if (columns.length === 1) {
    whole.set(only.subarray(0, count))
    return whole
  }
  for (let index = 0; index < count; index += 1) whole[index] = combine[how](columns, index)
  return whole
}

type Resources = ReadonlyMap<string, Float64Array>

/**
 * Percentiles of several balancers without those of too few requests of their own: the worst of them would else be the luck of a handful, vouched for by the crowd at another. While no balancer has enough, and all of them together
 * neither, they stay as they are, as those of a single one do: whoever reads them sees by the sum that they are chance.
 */
export const vouched = (percentiles: Resources, requests: Resources, least: number): Resources => {
  if (percentiles.size < 2) return percentiles
  const own = (name: string, index: number): number => zeroWhenUnknown(requests.get(name)?.[index])
  const all = (index: number): number => [...requests.keys()].reduce((total, name) => total + own(name, index), 0)
  return new Map(
    [...percentiles].map(([name, values]) => [
      name,
      values.map((value, index) => (own(name, index) >= least || all(index) < least ? value : Number.NaN)),
    ]),
  )
}
const zeroWhenUnknown = (value = 0): number => (Number.isNaN(value) ? 0 : value)

type Combining = (columns: readonly Float64Array[], index: number) => number

const folded =
  (step: (sum: number, value: number) => number): Combining =>
  (columns, index) => {
    let sum = Number.NaN
    for (const column of columns) {
      const value = column[index] ?? Number.NaN
      if (!Number.isNaN(value)) sum = Number.isNaN(sum) ? value : step(sum, value)
    }
    return sum
  }

const sum = folded((total, value) => total + value)
const known = (columns: readonly Float64Array[], index: number): number =>
  columns.reduce((count, column) => count + (Number.isNaN(column[index] ?? Number.NaN) ? 0 : 1), 0)

const combine: Readonly<Record<Combine, Combining>> = {
  sum,
  mean: (columns, index) => sum(columns, index) / known(columns, index),
  max: folded(Math.max),
  min: folded(Math.min),
  last: folded((_before, value) => value),
}
