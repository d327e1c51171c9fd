import { IntlMessageFormat } from 'intl-messageformat'
import { dictionaries } from './dictionaries.ts'
import type { Language, WordKey } from './dictionaries.ts'

export type { Language, WordKey } from './dictionaries.ts'
export type Parameters = Readonly<Record<string, string | number>>

/** Says one thing of the dictionary in one language, with plurals. Throws when a parameter is missing: that is a fault of the program. */
export type Say = ((key: WordKey, parameters?: Parameters) => string) & { readonly language: Language }

/** A speaker of one language. Each sentence is read once and kept, so keep the speaker. */
export const sayIn = (language: Language): Say => {
  const texts = flat(language)
  const parsed = new Map<WordKey, IntlMessageFormat>()
  const say = (key: WordKey, parameters?: Parameters): string => {
    const text = texts.get(key)
    if (text === undefined) throw new Error(`no word ${key} in ${language}`)
    if (!text.includes('{')) return text
    const known = parsed.get(key) ?? new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
    parsed.set(key, known)
    return String(known.format(parameters))
  }
  return Object.assign(say, { language })
}

/** All speakers, each made when first asked for. */
export const createWords = (): ((language: Language) => Say) => {
  const speakers = new Map<Language, Say>()
  return language => {
    const say = speakers.get(language) ?? sayIn(language)
    speakers.set(language, say)
    return say
  }
}

const flat = (language: Language): ReadonlyMap<string, string> => {
  const areas: Readonly<Record<string, Readonly<Record<string, string>>>> = dictionaries[language]
  return new Map(
    Object.entries(areas).flatMap(([area, words]) =>
      Object.entries(words).map(([key, text]): [string, string] => [`${area}.${key}`, text]),
    ),
  )
}
