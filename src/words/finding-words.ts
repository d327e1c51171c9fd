import type { Figures, RuleNumber } from '#contract/onsale-finding'
import { dictionaries } from './dictionaries.ts'
import type { WordKey } from './dictionaries.ts'
import type { FigureSetting } from './figures.ts'
import { figureParameters, figureText } from './figures.ts'
import { date, dateAndTime } from './format.ts'

/** Stands where a sentence names a figure that did not come: the sentence is said all the same. */
const unknownFigure = '…'

/** What can be said of a finding: its name, the condition that holds, and the next step. */
export type FindingPart = 'title' | 'text' | 'next'

/** One sentence of a rule, `findings.r11-plain-title`; empty when the words have none. */
export const findingSentence = (
  finding: { readonly rule: RuleNumber; readonly variant: string; readonly figures: Figures; readonly subject?: string },
  part: FindingPart,
  setting: FigureSetting,
): string =>
  sentence(`r${finding.rule}-${finding.variant}-${part}`, { subjectText: finding.subject ?? '', ...finding.figures }, setting) ??
  sentence(`r${finding.rule}-plain-${part}`, { subjectText: finding.subject ?? '', ...finding.figures }, setting) ??
  ''

/** The sentence over everything, `findings.verdict-calm`. The decisive figure stands between asterisks. Empty when the words have none. */
export const verdictSentence = (verdict: { readonly code: string; readonly figures: Figures }, setting: FigureSetting): string =>
  sentence(`verdict-${verdict.code}`, verdict.figures, setting) ?? ''

/** A line of the checklist in words: its name, and its measured value or what a person is to confirm. The value is empty where something it names was not measured. */
export const checkWords = (
  check: { readonly check: string; readonly figures: Figures },
  setting: FigureSetting,
): { readonly name: string; readonly value: string } => {
  const key = valueKey(check, setting)
  const text = texts(setting)[key] ?? ''
  const measured = [...text.matchAll(/\{(\w+)/g)].every(
    ([, name = '']) => name in check.figures || name.replace(/N$/, '') in check.figures,
  )
  return {
    name: sentence(`check-${check.check}`, {}, setting) ?? check.check,
    value: measured ? (sentence(key, withDay(check.figures, setting), setting) ?? '') : '',
  }
}

/** A check that can be measured in several ways has a sentence for each, `check-scale-in-held-value-pinned`. */
const valueKey = ({ check, figures }: { readonly check: string; readonly figures: Figures }, setting: FigureSetting): string => {
  const key = `check-${check}-value`
  const own = `${key}-${figures['howText']}`
  return own in texts(setting) ? own : key
}

/** What ends on another day than the sale says its day: at `05:56` tomorrow, a token is not over at `05:57` today. */
const withDay = (figures: Figures, { say, timezone }: FigureSetting): Figures => {
  const { endsAt, plannedEndAt } = figures
  if (typeof endsAt !== 'number' || typeof plannedEndAt !== 'number') return figures
  const dayOf = (at: number): string => date(at, timezone, say.language)
  return dayOf(endsAt) === dayOf(plannedEndAt) ? figures : { ...figures, endsAt: dateAndTime(endsAt, timezone, say.language) }
}

/** The lines of evidence under a finding: those figures that have a name, `findings.figure-connections`. */
export const evidenceLines = (
  figures: Figures,
  setting: FigureSetting,
): readonly { readonly name: string; readonly term: string; readonly value: string }[] =>
  Object.entries(figures).flatMap(([name, value]) => {
    const term = sentence(`figure-${name}`, {}, setting)
    return term === null ? [] : [{ name, term, value: figureText(name, value, setting) }]
  })

const sentence = (key: string, figures: Figures, setting: FigureSetting): string | null => {
  const text = texts(setting)[key]
  if (text === undefined) return null
  const named = [...text.matchAll(/\{(\w+)/g)].map(([, name]) => [name ?? '', unknownFigure] as const)
  return setting.say(`findings.${key}` as WordKey, { ...Object.fromEntries(named), ...figureParameters(figures, setting) })
}

const texts = ({ say }: FigureSetting): Readonly<Record<string, string>> => dictionaries[say.language].findings
