import type { Multilingual } from '#contract/showing'

/** A text in several languages out of the platform's JSON; a plain string counts as one without a language. */
export const multilingualOf = (value: unknown): Multilingual => {
  if (typeof value === 'string') return { '': value }
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string' && text !== ''))
}

/** As stored in the file: the JSON of one text in several languages. */
export const multilingualFrom = (json: string): Multilingual => {
  try {
    return multilingualOf(JSON.parse(json))
  } catch {
    return { '': json }
  }
}

/** The text in one language, else in English, else in whatever there is. */
export const inLanguage = (text: Multilingual, language: string): string =>
  text[language] ?? text['en'] ?? Object.values(text)[0] ?? ''
