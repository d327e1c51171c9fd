import type { Minor } from '#contract/nominal'
import { minor } from '#contract/nominal'

/** No till takes more than a million in one sale; longer texts are slips of the finger. */
const mostWholeDigits = 7

/** Exact minor units of what was typed, as `12,50`, `12.5` or `1 250`; null when it is not an amount of this currency. Never passes through a fraction. */
export const typedAmount = (text: string, digits: number): Minor | null => {
  const found = /^(\d*)(?:[.,](\d*))?$/.exec(text.replace(/\s/g, ''))
  const whole = found?.[1] ?? ''
  const decimals = found?.[2] ?? ''
  if (!found || whole + decimals === '' || decimals.length > digits || whole.length > mostWholeDigits) return null
  return minor(Number(whole + decimals.padEnd(digits, '0')))
}

export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | ',' | 'back'

/** The text after one key of the digit pad. A key that would make it no amount is not taken. `sign`: how the language writes the decimal key. */
export const afterPadKey = (text: string, key: PadKey, digits: number, sign: string): string => {
  if (key === 'back') return text.slice(0, -1)
  const written = key === ',' ? sign : key
  const next = key === ',' && text === '' ? `0${sign}` : text + written
  const bare = /^0\d/.test(next) ? next.slice(1) : next
  return typedAmount(bare, digits) === null || (key === ',' && digits === 0) ? text : bare
}
