import { describe, expect, test } from 'vitest'
import type { OnsaleReport } from '#contract/onsale-report'
import { reportOf } from '#monitor/report/report'
import { minutesSheet } from '#print/onsale-minutes'
import { openPress } from '#print/press'
import { createWords } from '#words/say'
import {
  inventedFigures,
  inventedFindings,
  inventedMarks,
  inventedPlan,
  inventedTable,
  saleMinutes,
  saleStartsAt,
} from '../../invented-sale.ts'
import { readPaper } from './read-paper.ts'

const minuteMs = 60_000
const words = createWords()
const press = openPress()
const reportWith = (standing: OnsaleReport['standing'], madeAt = saleStartsAt + 150 * minuteMs): OnsaleReport =>
  reportOf({
    plan: inventedPlan,
    table: inventedTable(),
    marks: inventedMarks,
    findings: inventedFindings,
    metricsAsked: 54_000,
    madeAt,
    standing,
  })
const final = reportWith({ kind: 'final', at: inventedPlan.plannedEndAt })
const running = reportWith({ kind: 'running', at: inventedPlan.plannedEndAt }, saleStartsAt + 14 * minuteMs)
const textOf = async (report: OnsaleReport, language: 'pl' | 'en'): Promise<string> => {
  const { base64 } = await press.onsaleReport(words(language), report)
  return readPaper(base64)
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}
const linesOf = (base64: string): readonly (readonly string[])[] =>
  Buffer.from(base64, 'base64')
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map(line => line.split(';'))

describe('the report of a sale on paper', () => {
  test('tells in both languages what the night came to, what was done, and what the costs rest on', async () => {
    const polish = await textOf(final, 'pl')
    for (const said of [
      '13 000/min',
      'Najwięcej osób w kolejce',
      '9 640',
      'kolejka rośnie',
      'Notatka: Artysta wrzucił post',
      'Założenia: serwer',
    ])
      expect(polish).toContain(said)
    const english = await textOf(final, 'en')
    for (const said of ['13,000/min', 'Longest line', 'Note: ', 'Assumed: a server costs', '730 h'])
      expect(english).toContain(said)
    expect(polish + english).not.toMatch(/wstępny|Interim/)
  })

  test('of a sale that still runs says until when, and is kept under another name', async () => {
    expect(await textOf(running, 'pl')).toContain('Raport wstępny, do 10:14; sprzedaż trwa do 12:00.')
    expect(await textOf(running, 'en')).toContain('Interim report, until 10:14; the sale runs until 12:00.')
    const [interim, last] = await Promise.all([running, final].map(report => press.onsaleReport(words('pl'), report)))
    expect(interim?.name).not.toBe(last?.name)
  })
})

describe('the minutes of a sale as a sheet', () => {
  const sheet = minutesSheet(words('pl'), final)
  const [head = [], ...rows] = linesOf(sheet.base64)

  test('have a column with name and unit for every measure that has any, in the language of the person', () => {
    const measured = new Set(Array.from({ length: saleMinutes }, (_, minute) => Object.keys(inventedFigures(minute))).flat())
    expect(head).toHaveLength(measured.size + 1)
    expect(head).toEqual(
      expect.arrayContaining(['Czas', 'Odczyt bazy p90, ms', 'Kwota brutto na min, PLN', 'Transfer na brzegu, MB/min']),
    )
    expect(linesOf(minutesSheet(words('en'), final).base64)[0]).toContain('Database read p90, ms')
  })

  test('hold each minute as it was measured: local time, decimal commas, nothing where nobody looked', () => {
    expect(Buffer.from(sheet.base64, 'base64').subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(rows).toHaveLength(saleMinutes)
    const cell = (minute: number, name: string): string | undefined => rows[minute]?.[head.indexOf(name)]
    expect(cell(20, 'Czas')).toBe('2026-11-20 10:00')
    const figures = inventedFigures(45)
    expect(cell(45, 'Użytkownicy, na min')).toBe(String(figures['edge.visits']))
    expect(cell(45, 'Transfer na brzegu, MB/min')).toBe(String((figures['edge.bytes'] ?? 0) / 1e6).replace('.', ','))
    expect(cell(45, 'Odczyt bazy p90, ms')).toBe('4')
    expect(cell(45, 'Kwota brutto na min, PLN')).toBe(((figures['sales.gross'] ?? 0) / 100).toFixed(2).replace('.', ','))
    expect(rows[40]?.slice(1).every(field => field === '')).toBe(true)
    expect(linesOf(minutesSheet(words('en'), final).base64)[46]?.join()).toMatch(/\d\.\d/)
  })

  test('of a sale that still runs say so in the name of the file and in the first head', () => {
    const interim = minutesSheet(words('pl'), running)
    expect(linesOf(interim.base64)[0]?.join(';')).toMatch(/^"?Czas \(Raport wstępny, do 10:14; sprzedaż trwa do 12:00\)/)
    expect(interim.name).not.toBe(sheet.name)
  })
})
