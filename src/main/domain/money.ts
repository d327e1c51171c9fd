import type { Minor } from '#contract/nominal'
import { minor } from '#contract/nominal'

/** Most currencies have two; this stands in for a code that `Intl` does not know. */
const usualDigits = 2

/** How many digits a currency has behind the point: PLN 2, JPY 0. */
export const minorDigits = (currency: string): number => {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? usualDigits
  } catch {
    return usualDigits
  }
}

/** Money as the platform wants it: a decimal text with exactly the currency's digits, `1999` PLN → `19.99`. */
export const minorToDecimal = (amountMinor: number, currency: string): string => {
  const digits = minorDigits(currency)
  const sign = amountMinor < 0 ? '-' : ''
  const text = String(Math.abs(minor(amountMinor))).padStart(digits + 1, '0')
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** The sum of amounts of one currency. */
export const sumMinor = (amounts: readonly number[]): Minor => minor(amounts.reduce((sum, amount) => sum + amount, 0))
