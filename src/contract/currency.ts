/** Currencies without decimals on the platform (pretix `CURRENCY_PLACES`); it keeps two for every other, also where ISO 4217 has three or none. */
const whole: ReadonlySet<string> = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'MGA',
  'PYG',
  'RWF',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
])

/** How many digits a currency has behind the point: PLN 2, JPY 0. As the platform has it: it refuses a third digit, and gives taxes of ISK with two. */
export const currencyDigits = (currency: string): number => (whole.has(currency) ? 0 : 2)
