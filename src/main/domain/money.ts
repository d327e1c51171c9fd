import { currencyDigits } from '#contract/currency'
import type { Minor } from '#contract/nominal'
import { minor } from '#contract/nominal'

/** Money as the platform wants it: a decimal text with exactly the currency's digits, `1999` PLN → `19.99`. */
export const minorToDecimal = (amountMinor: number, currency: string): string => {
  const digits = currencyDigits(currency)
  const sign = amountMinor < 0 ? '-' : ''
  const text = String(Math.abs(minor(amountMinor))).padStart(digits + 1, '0')
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** The sum of amounts of one currency. */
export const sumMinor = (amounts: readonly number[]): Minor => minor(amounts.reduce((sum, amount) => sum + amount, 0))
