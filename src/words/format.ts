import { currencyDigits } from '#contract/currency'
import type { Multilingual } from '#contract/showing'
import type { Language } from './dictionaries.ts'
import { numberFormat, timeFormat } from './kept-formats.ts'
import type { Say } from './say.ts'

const minus = '\u2212'
/** British English: the day before the month, 24 hours. */
const locales = { pl: 'pl-PL', en: 'en-GB' } as const satisfies Readonly<Record<Language, string>>

/** `249,00 zł` from minor units: two decimals or what the currency has, thousands always grouped, a real minus, no breaks inside. */
export const money = (minorUnits: number, currency: string, language: Language): string => {
  return withRealMinus(moneyFormat(currency, language), majorUnits(minorUnits, currencyDigits(currency)))
}

/** `249,00`: for columns whose head names the currency. */
export const amount = (minorUnits: number, currency: string, language: Language): string => {
  const digits = currencyDigits(currency)
  const format = numberFormat(locales[language], { minimumFractionDigits: digits, useGrouping: 'always' })
  return withRealMinus(format, majorUnits(minorUnits, digits))
}

/** `1249,00`: as a person types it, without grouping. */
export const typed = (minorUnits: number, currency: string, language: Language): string => {
  const digits = currencyDigits(currency)
  const format = numberFormat(locales[language], { minimumFractionDigits: digits, useGrouping: false })
  return withRealMinus(format, majorUnits(minorUnits, digits))
}

/** The sign between whole and part: `,` in Polish, `.` in English. */
export const decimalSign = (language: Language): string =>
  numberFormat(locales[language], {})
    .formatToParts(0.5)
    .find(part => part.type === 'decimal')?.value ?? '.'

/** A whole number with grouped thousands. */
export const number = (value: number, language: Language): string =>
  withRealMinus(numberFormat(locales[language], { maximumFractionDigits: 0, useGrouping: 'always' }), value)

/** `63%` of a share between 0 and 1, in Polish with a space that is not broken before the sign; `digits` behind the decimal sign at most. */
export const percent = (share: number, language: Language, digits = 0): string => {
  const format = numberFormat(locales[language], { style: 'percent', maximumFractionDigits: digits, useGrouping: 'always' })
  const text = withRealMinus(format, share)
  return language === 'pl' ? text.replace(/\s*%/, '\u00a0%') : text
}

/** `pt. 11 listopada 2016, 20:00` in the given zone; an unknown zone counts as UTC. `at`: Unix milliseconds. */
export const dateAndTime = (at: number, timezone: string, language: Language): string =>
  `${date(at, timezone, language)}, ${clockTime(at, timezone, language)}`

/** `pt. 11 listopada 2016` in the given zone. */
export const date = (at: number, timezone: string, language: Language): string => {
  const parts = inZone(timezone, language, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find(part => part.type === type)?.value ?? ''
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`
}

/** `20:00` in the given zone. */
export const clockTime = (at: number, timezone: string, language: Language): string =>
  inZone(timezone, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** `20:00:07` in the given zone, where the order of events decides something. */
export const clockTimeToTheSecond = (at: number, timezone: string, language: Language): string =>
  inZone(timezone, language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at)

/** `pt. 11 listopada 2016` of a calendar day written YYYY-MM-DD. */
export const day = (written: string, language: Language): string => {
  const at = Date.parse(`${written}T12:00:00Z`)
  return Number.isNaN(at) ? written : date(at, 'UTC', language)
}

/** `8 s temu`: each second to 59 s, then minutes, hours, days. A moment in the future (clocks differ) is just now. */
export const age = (elapsedMs: number, say: Say): string => {
  const { unit, count } = largestUnit(elapsedMs)
  return unit === 'Seconds' && count < 1 ? say('frame.ageNow') : say(`frame.age${unit}`, { count })
}

/** `8 s`, `3 min`: how long something lasts. */
export const lasts = (durationMs: number, say: Say): string => {
  const { unit, count } = largestUnit(durationMs)
  return say(`frame.lasts${unit}`, { count })
}

/** `1 godz. 52 min`, `52 min`: what is still to wait, to the nearest minute. */
export const waits = (durationMs: number, say: Say): string => {
  const minutes = Math.max(0, Math.round(durationMs / 60_000))
  const hours = Math.floor(minutes / 60)
  const whole = (key: 'frame.lastsHours' | 'frame.lastsMinutes', count: number): string =>
    say(key, { count }).replace(' ', '\u00a0')
  const rest = whole('frame.lastsMinutes', minutes % 60)
  if (hours === 0) return rest
  const all = whole('frame.lastsHours', hours)
  return minutes % 60 === 0 ? all : `${all}\u00a0${rest}`
}

/** The text in the asked language, else English, else the first that says anything, else nothing. */
export const pick = (text: Multilingual | null, language: Language): string =>
  [text?.[language], text?.en, ...Object.values(text ?? {})].find(candidate => candidate?.trim()) ?? ''

const largestUnit = (elapsedMs: number): { readonly unit: 'Seconds' | 'Minutes' | 'Hours' | 'Days'; readonly count: number } => {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000))
  if (seconds < 60) return { unit: 'Seconds', count: seconds }
  if (seconds < 3600) return { unit: 'Minutes', count: Math.floor(seconds / 60) }
  if (seconds < 86_400) return { unit: 'Hours', count: Math.floor(seconds / 3600) }
  return { unit: 'Days', count: Math.floor(seconds / 86_400) }
}

const moneyFormat = (currency: string, language: Language): Intl.NumberFormat => {
  const digits = currencyDigits(currency)
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return numberFormat(locales[language], { style: 'currency', currency, useGrouping: 'always', ...fraction })
}

/** Decimal text of minor units, so that no amount passes through a fraction of two. */
const majorUnits = (minorUnits: number, digits: number): `${number}` => {
  const text = String(Math.abs(minorUnits)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const sign = minorUnits < 0 ? '-' : ''
  return `${sign}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}` as `${number}`
}

const withRealMinus = (format: Intl.NumberFormat, value: number | `${number}`): string =>
  format
    .formatToParts(value)
    .map(part => (part.type === 'minusSign' ? minus : part.value))
    .join('')

const inZone = (timezone: string, language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  try {
    return timeFormat(locales[language], { ...options, timeZone: timezone })
  } catch {
    return timeFormat(locales[language], { ...options, timeZone: 'UTC' })
  }
}
