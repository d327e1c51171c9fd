import type { Figures } from '#contract/onsale-finding'
import { sources } from '#contract/onsale-roles'
import { clockTime, lasts, money, number, percent } from './format.ts'
import { numberFormat } from './kept-formats.ts'
import type { Parameters, Say } from './say.ts'
import { sourceWords } from './source-words.ts'

/** Whose money and whose clock the figures of a sale are in. */
export type FigureSetting = { readonly say: Say; readonly currency: string; readonly timezone: string }

const unitNames = ['PerMinute', 'Percent', 'Seconds', 'Servers', 'Sources', 'Minor', 'Cents', 'Text', 'At', 'Ms'] as const

/**
 * A figure as text, by the unit its name ends with: `fullAt` is a time of day, `leadMs` a duration, `sharePercent`, `ordersPerMinute`, `lostMinor` money of the sale,
 * `costCents` US dollars, `p95Seconds`, `moreServers`, `freshSources` a list of names, `reasonText` as it stands; anything else is a plain number.
 */
export const figureText = (name: string, value: number | string, setting: FigureSetting): string => {
  if (typeof value === 'string') return name.endsWith('Sources') ? sourceNames(value, setting.say) : value
  const { language } = setting.say
  switch (unitNames.find(unit => name.endsWith(unit) || name === unit.toLowerCase())) {
    case 'At':
      return clockTime(value, setting.timezone, language)
    case 'Ms':
      return duration(Math.abs(value), setting)
    case 'Percent':
      return percentage(value, language)
    case 'PerMinute':
      return setting.say('onsale.perMinute', { figure: number(value, language) })
    case 'Minor':
      return money(value, setting.currency, language)
    case 'Cents':
      return dollars(value, setting.say)
    case 'Seconds':
      return setting.say('onsale.seconds', { figure: decimals(value, language) })
    case 'Servers':
      return setting.say('onsale.servers', { count: value, figure: number(value, language) })
    default:
      return Number.isInteger(value) ? number(value, language) : decimals(value, language)
  }
}

const sourceNames = (value: string, say: Say): string =>
  sources
    .filter(source => value.split(' ').includes(source))
    .map(source => say(sourceWords[source]))
    .join(', ') || say('onsale.sourceNone')

/** Below ten seconds with its tenths, as answers of a shop are; else whole seconds, minutes, hours. */
const duration = (durationMs: number, { say }: FigureSetting): string =>
  durationMs > 0 && durationMs < 10_000
    ? say('onsale.seconds', { figure: decimals(durationMs / 1000, say.language) })
    : lasts(durationMs, say)

/** Below ten with one digit behind the sign, since half a percent of buyers is a crowd. */
const percentage = (value: number, language: Say['language']): string =>
  percent(value / 100, language, Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0)

/** All figures for a sentence: each as text under its own name, and as a number for plurals under its name with `N` behind it; of `fullFromMs` and `fullToMs` also `fullRangeMs`. */
export const figureParameters = (figures: Figures, setting: FigureSetting): Parameters =>
  Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) => [
      [name, figureText(name, value, setting)],
      [`${name}N`, value],
      ...rangeOf(name, figures, setting),
    ]),
  )

const hourMs = 3_600_000

/** `1–3 min`: one unit for both where both are minutes, and nothing to break at. */
const rangeOf = (name: string, figures: Figures, setting: FigureSetting): readonly (readonly [string, string])[] => {
  const [from, to] = [figures[name], figures[name.replace(/FromMs$/, 'ToMs')]]
  if (!name.endsWith('FromMs') || typeof from !== 'number' || typeof to !== 'number') return []
  const range = name.replace(/FromMs$/, 'RangeMs')
  if (from < 60_000 || to >= hourMs) return [[range, `${duration(from, setting)}\u2013${duration(to, setting)}`]]
  const [least, most] = [Math.floor(from / 60_000), Math.floor(to / 60_000)]
  return [[range, setting.say('onsale.minutes', { figure: least === most ? least : `${least}\u2013${most}` })]]
}

/** `2,61 USD` of US cents. */
export const dollars = (cents: number, say: Say): string =>
  say('onsale.dollars', {
    figure: numberFormat(localeOf(say.language), {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      useGrouping: 'always',
    }).format(cents / 100),
  })

/** `0,82` with two digits behind the sign at most, and fewer the larger it is. */
export const decimals = (value: number, language: Say['language']): string =>
  numberFormat(localeOf(language), { maximumSignificantDigits: value < 10 ? 2 : 3, useGrouping: 'always' }).format(value)

const localeOf = (language: Say['language']): string => (language === 'pl' ? 'pl-PL' : 'en-GB')
