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
