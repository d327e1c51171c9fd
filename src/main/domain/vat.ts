/** Gross money of one tax rate, taken apart. Minor units; `rate` as the platform writes it (`8.00`). */
export type VatLine = { readonly rate: string; readonly netMinor: number; readonly taxMinor: number; readonly grossMinor: number }

/** Ten-thousandths in a hundred percent with two decimals: the platform keeps rates with two. */
const whole = 10_000n

/**
 * VAT contained in gross prices, summed up by rate, highest rate first. Each line is rounded by itself, half away from zero, as pretix does
 * (`TaxRule.tax` with the price including tax), so that the sum agrees with the platform's positions to the grosz. Lines without tax give a line at 0.00.
 */
export const vatBreakdown = (lines: readonly { readonly priceMinor: number; readonly taxRate: string }[]): readonly VatLine[] => {
  const byRate = Map.groupBy(lines, line => hundredths(line.taxRate))
  return [...byRate]
    .toSorted(([a], [b]) => b - a)
    .map(([rate, same]) => {
      const grossMinor = same.reduce((sum, line) => sum + line.priceMinor, 0)
      const taxMinor = same.reduce((sum, line) => sum + containedTax(line.priceMinor, rate), 0)
      return { rate: (rate / 100).toFixed(2), netMinor: grossMinor - taxMinor, taxMinor, grossMinor }
    })
}

/** Tax inside one gross price. `rate`: hundredths of a percent. */
const containedTax = (grossMinor: number, rate: number): number => {
  const size = BigInt(Math.abs(grossMinor)) * whole
  const divisor = whole + BigInt(rate)
  const netMinor = Number((2n * size + divisor) / (2n * divisor))
  return grossMinor - Math.sign(grossMinor) * netMinor
}

/** `8.00` as 800. Throws on what is not a rate: the store holds only rates the platform gave. */
const hundredths = (rate: string): number => {
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?0*$/.exec(rate)
  if (!found?.[1]) throw new Error(`not a tax rate: ${rate}`)
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
