/** Money on the wire is a decimal string; inside it is integer minor units. */
export function moneyText(minor: number): string {
  const sign = minor < 0 ? '-' : ''
  const absolute = Math.abs(minor)
  return `${sign}${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`
}

/** Money as text, or null where there is none. */
export function moneyTextOrNull(minor: number | null): string | null {
  return minor === null ? null : moneyText(minor)
}

/** The tax inside a gross price at a rate in hundredths of a percent, half a grosz rounded up. */
export function taxInside(grossMinor: number, rateHundredths: number): number {
  const net = Math.sign(grossMinor) * Math.round((Math.abs(grossMinor) * 10_000) / (10_000 + rateHundredths))
  return grossMinor - net
}

/** Reads `"12"`, `"12.5"`, `"-12.50"` or a JSON number into minor units; says what is wrong otherwise. */
export function parseMoney(value: unknown): number | MoneyFault {
  if (typeof value !== 'string' && typeof value !== 'number') return 'A valid number is required.'
  const text = String(value).trim()
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text)
  if (match === null || (match[2] === '' && (match[3] ?? '') === '')) return 'A valid number is required.'
  const [, sign = '', whole = '', fraction = ''] = match
  if (whole.length + fraction.length > 13) return 'Ensure that there are no more than 13 digits in total.'
  if (fraction.length > 2) return 'Ensure that there are no more than 2 decimal places.'
  const minor = Number(whole === '' ? '0' : whole) * 100 + Number(fraction.padEnd(2, '0'))
  return sign === '-' ? -minor : minor
}

export type MoneyFault =
  | 'A valid number is required.'
  | 'Ensure that there are no more than 13 digits in total.'
  | 'Ensure that there are no more than 2 decimal places.'
