/** One line of `npm run bench`. `floor`: the same work done with nothing but the parts it cannot do without, measured in the same run; null where there is none. */
export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'orders/s' | 'MB' | '%'
  readonly floor: number | null
  readonly ratio: number | null
}

const decimals = 1000

/** A figure where less is better, beside its floor. */
export const against = (name: string, value: number, floor: number, unit: Figure['unit'] = 'ms'): Figure => ({
  name,
  value: rounded(value),
  unit,
  floor: rounded(floor),
  ratio: rounded(value / floor),
})

/** A figure without a floor. */
export const alone = (name: string, value: number, unit: Figure['unit'] = 'ms'): Figure => ({
  name,
  value: rounded(value),
  unit,
  floor: null,
  ratio: null,
})

const rounded = (value: number): number => Math.round(value * decimals) / decimals
