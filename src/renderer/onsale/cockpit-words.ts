import { currencyDigits } from '#contract/currency'
import type { Check, ComingServers, OnsaleFace, SourceFace } from '#contract/onsale-face'
import { clockTime, number } from '#words/format'
import { numberFormat } from '#words/kept-formats'
import type { FigureSetting } from '#words/figures'
import type { Say, WordKey } from '#words/say'
import type { Band } from './bands.ts'
import { sampleInterval } from './bands.ts'
import type { Minutes } from './minute-store.ts'
import { countdown } from './sale-clock.ts'

export { sourceWords } from '#words/source-words'

/** How figures of a sale are said. */
export const settingOf = (face: OnsaleFace, say: Say): FigureSetting => ({
  say,
  currency: face.plan.currency,
  timezone: face.plan.timezone,
})

/** `10:14` by the clock of the sale's own place. */
export const saleTime = (at: number, { say, timezone }: FigureSetting): string => clockTime(at, timezone, say.language)

/** `T+4`, `T−15`: whole minutes from the start. */
export const offsetFromStart = (startsAt: number, at: number): string => {
  const minutes = Math.round((at - startsAt) / 60_000)
  if (minutes === 0) return 'T0'
  return `T${minutes < 0 ? '\u2212' : '+'}${Math.abs(minutes)}`
}

/** What a sentence says apart from its figures: `3 min 25 s` and `3 min 30 s` are the same words. */
export const wordsOf = (sentence: string): string => sentence.replaceAll(/\d[\d\s.,:–]*/g, '#')

/** `74 s`, `3 min 25 s`: how old something is, as far as seconds matter. */
export const oldness = (ageMs: number, say: Say): string => {
  const seconds = Math.max(0, Math.floor(ageMs / 1000))
  if (seconds < 180) return say('onsale.seconds', { figure: seconds })
  if (seconds < 3600) return say('onsale.minutesSeconds', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
  return say('frame.lastsHours', { count: Math.floor(seconds / 3600) })
}

/** `386 tys.`, `9 640`: large numbers short, others whole. */
export const shortNumber = (value: number, say: Say): string =>
  value >= 100_000
    ? numberFormat(say.language === 'pl' ? 'pl-PL' : 'en-GB', {
        notation: 'compact',
        maximumFractionDigits: value >= 1_000_000 ? 1 : 0,
      })
        .format(value)
        .replace(/(\d) ?K$/, '$1k')
    : number(value, say.language)

/** `0,2–0,5 mln zł`: a band of money in the unit of its upper end. */
export const moneyBand = (fromMinor: number, toMinor: number, setting: FigureSetting): string => {
  const minorUnits = 10 ** currencyDigits(setting.currency)
  const [from, to] = [fromMinor / minorUnits, toMinor / minorUnits]
  const locale = setting.say.language === 'pl' ? 'pl-PL' : 'en-GB'
  const { unit, word } = bandUnits.find(({ from }) => to >= from) ?? ones
  const format = (value: number): string =>
    numberFormat(locale, { maximumFractionDigits: unit === 1_000_000 ? 1 : 0, useGrouping: 'always' }).format(value / unit)
  const range = format(from) === format(to) ? format(to) : `${format(from)}–${format(to)}`
  return setting.say(word, { figure: range, currency: currencySign(setting) })
}

/** From which amount on a band is told in which unit. */
const ones = { from: 0, unit: 1, word: 'onsale.ones' } as const
const bandUnits = [
  { from: 200_000, unit: 1_000_000, word: 'onsale.millions' },
  { from: 10_000, unit: 1_000, word: 'onsale.thousands' },
  ones,
] as const satisfies readonly { readonly from: number; readonly unit: number; readonly word: WordKey }[]

const currencySign = ({ currency, say }: FigureSetting): string =>
  numberFormat(say.language === 'pl' ? 'pl-PL' : 'en-GB', { style: 'currency', currency })
    .formatToParts(0)
    .find(part => part.type === 'currency')?.value ?? currency

/** A value of a band as it stands in a read-out or at the cursor. */
export const bandValue = (band: Band, value: number, say: Say): string => {
  switch (band.band) {
    case 'answer':
      return say('onsale.seconds', { figure: hundredths(value, say) })
    case 'cpu':
      return say('onsale.percent', { figure: number(value, say.language) })
    case 'admitted':
    case 'orders':
      return say('onsale.perMinute', { figure: number(value, say.language) })
    case 'requests':
      return say('onsale.perMinute', { figure: shortNumber(value, say) })
    case 'waiting':
    case 'connections':
    case 'servers':
    case 'left':
      return number(value, say.language)
  }
}

/** A value of a band in one of its minutes: what was estimated from samples says that it is about so much. */
export const minuteValue = (band: Band, value: number, { minutes, at }: MinuteOf, say: Say): string =>
  asEstimate(bandValue(band, value, say), sampleInterval(band.role, minutes, at), say)

/** A minute and where its measures are looked up. */
export type MinuteOf = { readonly minutes: Minutes; readonly at: number }

/** `ok. 386 tys.`: an estimate is never said as a count. */
export const asEstimate = (figure: string, interval: number | null, say: Say): string =>
  interval === null ? figure : say('onsale.about', { figure })

/** `0,82`, `1,46`: two digits always, so that a line that moves keeps its width. */
const hundredths = (value: number, say: Say): string =>
  numberFormat(say.language === 'pl' ? 'pl-PL' : 'en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value)

/** When a limit is reached: from when until when, or about when where both are the same minute. */
export const forecastWords = (
  { band }: Pick<Band, 'band'>,
  { fromAt, toAt }: { readonly fromAt: number; readonly toAt: number },
  setting: FigureSetting,
): string => {
  const [from, to] = [saleTime(fromAt, setting), saleTime(toAt, setting)]
  const { say } = setting
  if (from === to) return say(band === 'cpu' ? 'onsale.busyAbout' : 'onsale.fullAbout', { time: to })
  return say(band === 'cpu' ? 'onsale.busyBetween' : 'onsale.fullBetween', { from, to })
}

/** How it stands with servers that were asked for: on their way until when, overdue since when, or not started. */
export const comingWords = ({ servers: count, state, askedAt, readyAbout }: ComingServers, setting: FigureSetting): string => {
  const { say } = setting
  const figure = number(count, say.language)
  if (state === 'failed') return say('onsale.notStarted', { figure, time: saleTime(askedAt, setting) })
  const time = saleTime(readyAbout, setting)
  return state === 'overdue' ? say('onsale.overdue', { count, figure, time }) : say('onsale.onTheWay', { figure, time })
}

/** The time to or from the start, for those who hear the clock. */
export const spokenCountdown = (startsAt: number, now: number, say: Say): string => {
  const minutes = Math.floor(Math.abs(now - startsAt) / 60_000)
  return say(now < startsAt ? 'onsale.beforeStart' : 'onsale.afterStart', { minutes, clock: countdown(startsAt, now) })
}

/** Whether nobody watches this sale although it is not over: what stands on the screen grows old, and nothing is judged. */
export const isUnwatched = ({ mode, phase, plan }: Pick<OnsaleFace, 'mode' | 'phase' | 'plan'>): boolean =>
  mode === 'live' && !plan.watched && phase !== 'over'

/** How a source stands at this moment: its age counts on by itself, and what is older than it may be is late even before the core says so. */
export const standing = (source: SourceFace, now: number): SourceFace['state'] =>
  source.state === 'fresh' && source.newestAt !== null && now - source.newestAt > source.lateAfterMs ? 'late' : source.state

/** Who gave their word for a check, and on what grounds; null where it was measured. */
export const confirmedWords = (
  { figures, checkedAt }: Pick<Check, 'figures' | 'checkedAt'>,
  setting: FigureSetting,
): string | null => {
  const { byText, noteText } = figures
  if (typeof byText !== 'string' || checkedAt === null) return null
  const said = { by: byText, time: saleTime(checkedAt, setting) }
  return noteText
    ? setting.say('preflight.confirmedNote', { note: noteText, ...said })
    : setting.say('preflight.confirmedBy', said)
}
