import type { Refusal } from '#contract/refusal'
import type { Source } from '#contract/onsale-roles'
import { sources } from '#contract/onsale-roles'
import type { UnsellableReason } from '#contract/stock'
import { dictionaries } from './dictionaries.ts'
import { money, number as inFigures } from './format.ts'
import type { Parameters, Say } from './say.ts'
import { seatWords } from './seat-words.ts'
import { sourceWords } from './source-words.ts'

/** Every parameter a refusal's sentence may name. */
export const refusalParameters = [
  'method',
  'url',
  'profile',
  'channel',
  'organizer',
  'product',
  'reason',
  'left',
  'seat',
  'least',
  'most',
  'missing',
  'found',
  'known',
  'port',
  'needed',
  'minutes',
  'quota',
  'code',
  'text',
  'name',
  'right',
  'region',
  'zone',
  'room',
  'source',
  'sourceName',
  'host',
  'field',
  'hours',
  'was',
  'is',
  'scenario',
  'file',
  'line',
  'count',
  'group',
  'asked',
  'desired',
] as const

/** Stands where a refusal came without a parameter its sentence names: the sentence is said all the same. */
const unknownParameter = '…'

/** The sentence of a refusal, for screens and for paper. */
export const refusalSentence = (say: Say, refusal: Refusal): string =>
  say(`refusals.${refusal.code}`, {
    ...Object.fromEntries(refusalParameters.map(name => [name, unknownParameter])),
    ...refusal.parameters,
    ...spoken(say, refusal),
  })

/** Why a product is shown but not offered. */
const reasonSentence = (say: Say, reason: UnsellableReason): string => say(`reasons.${reason}`)

/** Parameters that come as codes, amounts or milliseconds, in words. */
const spoken = (say: Say, { code, parameters, retry }: Refusal): Parameters => {
  const { reason, missingMinor, currency, sector, row, number, source } = parameters
  return {
    seconds: retry ? Math.ceil(retry.afterMs / 1000) : 0,
    ...(isOfInlet(code) && grouped(parameters, say)),
    ...(isSource(source) && { sourceName: say(sourceWords[source]) }),
    ...(isReason(reason) && { reason: reasonSentence(say, reason) }),
    ...(isText(sector) && isText(row) && isText(number) && { seat: seatWords({ sector, row, number }, say) }),
    ...(typeof missingMinor === 'number' &&
      typeof currency === 'string' && { missing: money(missingMinor, currency, say.language) }),
  }
}

/** People and connections in thousands are read with their thousands apart. */
const grouped = (parameters: Refusal['parameters'], { language }: Say): Parameters =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, typeof value === 'number' ? inFigures(value, language) : value]),
  )
const isOfInlet = (code: Refusal['code']): boolean => code.startsWith('inlet-')

const isText = (parameter: string | number | undefined): parameter is string => typeof parameter === 'string'

const isReason = (reason: string | number | undefined): reason is UnsellableReason =>
  typeof reason === 'string' && Object.hasOwn(dictionaries.pl.reasons, reason)

const isSource = (source: string | number | undefined): source is Source => sources.some(known => known === source)
