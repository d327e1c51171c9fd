import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { refusalCodes } from '#contract/refusal'
import { unsellableReasons } from '#contract/stock'
import { dictionaries } from '#words/dictionaries'
import type { Language } from '#words/dictionaries'
import { refusalParameters, refusalSentence } from '#words/refusal-sentence'
import { sayIn } from '#words/say'

type Elements = ReturnType<IntlMessageFormat['getAst']>
/** Kinds of ICU elements (@formatjs/icu-messageformat-parser, TYPE): words, `#`, and what branches by number. */
const [literalKind, poundKind, pluralKind] = [0, 7, 6]
const kindOf = (element: Elements[number]): number => element.type

const words = (language: Language): ReadonlyMap<string, string> => {
  const areas: Readonly<Record<string, Readonly<Record<string, string>>>> = dictionaries[language]
  return new Map(
    Object.entries(areas).flatMap(([area, entries]) =>
      Object.entries(entries).map(([key, text]) => [`${area}.${key}`, text] as const),
    ),
  )
}
const parse = (text: string, language: Language): Elements =>
  new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst()

const inside = (elements: Elements): Elements =>
  elements.flatMap(element => [
    element,
    ...('options' in element ? Object.values(element.options).flatMap(branch => inside(branch.value)) : []),
  ])
const placeholders = (text: string, language: Language): readonly string[] => {
  const named = inside(parse(text, language)).filter(element => kindOf(element) !== literalKind && kindOf(element) !== poundKind)
  return [...new Set(named.map(element => ('value' in element ? element.value : '')))].sort()
}

describe.each(['pl', 'en'] as const)('the words in %s', language => {
  const all = words(language)

  test('are the same keys as in Polish', () => {
    expect([...all.keys()].sort()).toEqual([...words('pl').keys()].sort())
  })
  test('are never empty and have no stray spaces', () => {
    expect([...all].filter(([, text]) => text.trim() === '' || text !== text.trim() || /\s\s/.test(text))).toEqual([])
  })
  test('name the same things as in Polish', () => {
    const differing = [...all].filter(
      ([key, text]) => placeholders(text, language).join() !== placeholders(words('pl').get(key) ?? '', 'pl').join(),
    )
    expect(differing).toEqual([])
  })
  test('have every plural form of the language', () => {
    const needed = { pl: ['one', 'few', 'many', 'other'], en: ['one', 'other'] }[language]
    const lacking = [...all].filter(([, text]) =>
      inside(parse(text, language)).some(
        element =>
          kindOf(element) === pluralKind && 'options' in element && needed.some(category => !(category in element.options)),
      ),
    )
    expect(lacking.map(([key]) => key)).toEqual([])
  })
  test('state facts: no blame, no jargon, no apology', () => {
    const forbidden =
      language === 'pl' ? /błąd|błęd|error|oops|ups!|niestety|przepraszam/i : /\berror|oops|\bwe\b|\bwe'|\bour\b|sorry|please/i
    expect([...all].filter(([, text]) => forbidden.test(text))).toEqual([])
  })
  test('write no hyphen before a number where a minus is meant', () => {
    expect([...all].filter(([, text]) => /(^|\s)-\d/.test(text))).toEqual([])
  })
  test('never part a figure from its unit at the end of a line', () => {
    const parted = /[\d}] (?:%|s|min|ms|h|godz|zł|USD|GB|tys|mln)(?![\p{L}\d])/u
    expect([...all].filter(([, text]) => parted.test(text))).toEqual([])
  })
  test('are not left in the other language', () => {
    const polishLetters = /[ąćęłńóśźż]/i
    if (language === 'en') expect([...all].filter(([, text]) => polishLetters.test(text))).toEqual([])
  })
  test('hold a sentence for each refusal and each reason, and none that nobody gives', () => {
    expect(Object.keys(dictionaries[language].refusals).sort()).toEqual([...refusalCodes].sort())
    expect(Object.keys(dictionaries[language].reasons).sort()).toEqual([...unsellableReasons].sort())
  })
  test('end each refusal with a full stop and name only parameters that the sentence maker knows', () => {
    const known = new Set<string>([...refusalParameters, 'seconds'])
    for (const [code, text] of Object.entries(dictionaries[language].refusals)) {
      expect(
        placeholders(text, language).filter(name => !known.has(name)),
        code,
      ).toEqual([])
      expect(
        refusalSentence(sayIn(language), { code: code as keyof typeof dictionaries.pl.refusals, parameters: {} }),
        code,
      ).toMatch(/[.”]$/)
    }
  })
})
