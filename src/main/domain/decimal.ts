import { currencyDigits } from '#contract/currency'
import type { Minor } from '#contract/nominal'
import { minor } from '#contract/nominal'

/**
 * Money out of the platform's decimal text: `19.9` PLN → 1990. Null when the text is no amount of that currency (no number, or fractions
 * of its smallest unit; zeros behind them are the platform's habit and count for nothing). Exact: no floats are involved.
 */
export const decimalToMinor = (text: string, currency: string): Minor | null => amountsIn(currency)(text)

/** The same for many amounts of one currency. */
export const amountsIn = (currency: string): ((text: string) => Minor | null) => {
  const digits = currencyDigits(currency)
  return text => toMinor(text, digits)
}

const toMinor = (text: string, digits: number): Minor | null => {
  const found = /^(-?)(\d{1,15})(?:\.(\d{1,10}))?$/.exec(text)
  if (!found) return null
  const [, sign = '', whole = '', fraction = ''] = found
  if (!/^0*$/.test(fraction.slice(digits))) return null
  const units = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  if (!Number.isSafeInteger(units)) return null
  return minor(sign === '-' && units !== 0 ? -units : units)
}
