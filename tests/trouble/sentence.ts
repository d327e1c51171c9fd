import { expect } from 'vitest'
import type { Refusal, RefusalCode } from '#contract/refusal'
import { refusalSentence } from '#words/refusal-sentence'
import { sayIn } from '#words/say'

/** What a person is told to do, or what the till does by itself. */
const nextStep = {
  pl: /Sprawdź|[Uu]twórz|[Ss]kopiuj|Poproś|Ustaw|[Pp]ołącz|Zwolnij|Użyj|Zainstaluj|Nadaj|Zachowaj|Podaj|Wybierz|[Ww]eź|Przeładuj|spróbuj|sama|ponownie/,
  en: /Check|[Cc]reate|[Cc]opy|Ask|Set|[Cc]onnect|Free|Use|Install|Allow|Keep|Give|[Cc]hoose|Take|Reload|try again|by itself|asks again/,
} as const

/** The refusal is `code`, and its sentence stands in both languages, with everything it names and with what to do next. */
export const expectSentence = (refusal: Refusal | null, code: RefusalCode): void => {
  expect(refusal?.code).toBe(code)
  if (!refusal) return
  for (const language of ['pl', 'en'] as const) {
    const sentence = refusalSentence(sayIn(language), refusal)
    expect(sentence).toMatch(nextStep[language])
    expect(sentence).toMatch(/\.$/)
    expect(sentence, 'a sentence names what it is about').not.toMatch(/…|“”|„”|undefined|[{}]/)
  }
}
