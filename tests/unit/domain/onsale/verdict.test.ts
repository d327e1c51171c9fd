import { describe, expect, test } from 'vitest'
import type { SourceFace } from '#contract/onsale-face'
import type { Source } from '#contract/onsale-roles'
import { sources } from '#contract/onsale-roles'
import { freshMemory } from '#domain/onsale/memory'
import { think } from '#domain/onsale/think'
import { verdictSentence } from '#words/finding-words'
import { sayIn } from '#words/say'
import { sourceWords } from '#words/source-words'
import { sceneOf, steady } from './night.ts'

const states = ['off', 'waiting', 'fresh', 'late', 'throttled', 'signed-out', 'blind'] as const
type State = SourceFace['state']
type Standing = Readonly<Record<Source, State>>

/** Every way the five sources can stand. */
const everyStanding = (): readonly Standing[] =>
  Array.from({ length: states.length ** sources.length }, (_, way) => {
    const state = (place: number): State => states[Math.floor(way / states.length ** place) % states.length] ?? 'off'
    return { aws: state(0), cloudflare: state(1), queue: state(2), shop: state(3), sales: state(4) }
  })

const settings = (['pl', 'en'] as const).map(language => ({ say: sayIn(language), currency: 'PLN', timezone: 'Europe/Warsaw' }))
type Setting = (typeof settings)[number]
const columns = { 'web.cpu': steady(20, 61), 'sales.orders': steady(7, 61), 'sales.left': steady(900, 61) }

/** What a sentence says of a source: words that name it, and the states in which that may be said. */
const claims: readonly { readonly words: RegExp; readonly about: Source; readonly may: readonly State[] }[] = [
  { words: /Nie widać serwerów|Servers out of sight/, about: 'aws', may: ['blind'] },
  { words: /Nie widać brzegu|edge is out of sight/, about: 'cloudflare', may: ['blind'] },
  { words: /Nie widać kolejki|queue is out of sight/, about: 'queue', may: ['blind'] },
  { words: /Nie widać strony sklepu|shop is out of sight/, about: 'shop', may: ['blind'] },
  { words: /Nie widać sprzedaży|Sales are out of sight/, about: 'sales', may: ['blind'] },
  { words: /Dane AWS|AWS data/, about: 'aws', may: ['late'] },
  { words: /Dane Cloudflare|Cloudflare data/, about: 'cloudflare', may: ['late'] },
  { words: /Dane kolejki|Queue data/, about: 'queue', may: ['late'] },
  { words: /odpowiedź sklepu|answer of the shop/, about: 'shop', may: ['late'] },
  { words: /Dane o sprzedaży|Sales data/, about: 'sales', may: ['late'] },
  { words: /Sesja AWS|AWS session/, about: 'aws', may: ['signed-out'] },
  { words: /AWS ogranicza|AWS limits/, about: 'aws', may: ['throttled'] },
  { words: /Cloudflare ogranicza|Cloudflare limits/, about: 'cloudflare', may: ['throttled'] },
  { words: /Kolejka ogranicza|queue limits/, about: 'queue', may: ['throttled'] },
  { words: /Sklep ogranicza|shop limits/, about: 'shop', may: ['throttled'] },
  { words: /Platforma ogranicza|platform limits/, about: 'sales', may: ['throttled'] },
  { words: /Sprzedaż płynie|Sales are flowing|Zamówienia|Orders/, about: 'sales', may: ['fresh', 'throttled'] },
]

/** The sources that a list in a sentence names; null: there is no such list. */
const listed = (sentence: string, list: RegExp, { say }: Setting): readonly Source[] | null => {
  const names = list.exec(sentence)?.[1]?.split(', ')
  return names ? sources.filter(source => names.includes(say(sourceWords[source]))) : null
}
const inState = (standing: Standing, state: State): readonly Source[] => sources.filter(source => standing[source] === state)

const freshList = /(?:Świeże|Fresh): ([^.]+)\./
const lists: readonly { readonly list: RegExp; readonly state: State }[] = [
  { list: freshList, state: 'fresh' },
  { list: /(?:Nie widać od|Out of sight since) \*[^*]+\*: ([^.]+)\./, state: 'blind' },
  { list: /(?:Spóźniają się|Late): (.+?), (?:najstarsze|the oldest)/, state: 'late' },
  { list: /(?:Ograniczają odczyty|Reads are limited): ([^.]+)\./, state: 'throttled' },
]

describe('the verdict, however the five sources stand', () => {
  const told = everyStanding().map(standing => {
    const faces = Object.fromEntries(sources.map(source => [source, { state: standing[source] }]))
    return { standing, verdict: think(sceneOf({ columns, faces }), freshMemory).verdict }
  })
  test.each(settings)('claims no state that a source does not have ($say.language)', setting => {
    const untrue = told.flatMap(({ standing, verdict }) => {
      const sentence = verdictSentence(verdict, setting)
      const wrong = claims.filter(({ words, about, may }) => words.test(sentence) && !may.includes(standing[about]))
      const mislisted = lists.filter(({ list, state }) => {
        const names = listed(sentence, list, setting)
        return names !== null && names.join() !== inState(standing, state).join()
      })
      return wrong.length + mislisted.length > 0 || sentence === '' ? [{ standing, sentence }] : []
    })
    expect(untrue.slice(0, 3)).toEqual([])
  })
  test.each(settings)('names those that are fresh wherever others are gone or late ($say.language)', setting => {
    const silent = told.filter(({ standing, verdict }) => {
      const speaks = /^(blind|late)-|signed-out|token-refused/.test(verdict.code)
      return speaks && inState(standing, 'fresh').length > 0 && !freshList.test(verdictSentence(verdict, setting))
    })
    expect(silent.slice(0, 3)).toEqual([])
  })
  test('sends nobody to the network while a source is fresh', () => {
    const sent = told.filter(
      ({ standing, verdict }) =>
        settings.some(setting => /Sprawdź sieć|Check the network/.test(verdictSentence(verdict, setting))) &&
        inState(standing, 'fresh').length > 0,
    )
    expect(sent.slice(0, 3)).toEqual([])
  })
})

test('sales are called flowing only when somebody buys', () => {
  const sentence = (orders: number) => {
    const { verdict } = think(
      sceneOf({ columns: { 'web.cpu': steady(20, 61), 'sales.orders': steady(orders, 61) } }),
      freshMemory,
    )
    return settings.map(setting => verdictSentence(verdict, setting).split('. ')[0])
  }
  expect(sentence(3)).toEqual(['Sprzedaż płynie', 'Sales are flowing'])
  expect(sentence(0)).toEqual(['Nic nie ostrzega', 'Nothing warns'])
})
