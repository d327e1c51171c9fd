import jsQR from 'jsqr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Paper } from '#contract/paper'
import type { Result } from '#contract/refusal'
import { createPrint } from '#print/print'
import type { Print } from '#print/print'
import { printable } from '#print/printable'
import { createWords } from '#words/say'
import type { ReadPage } from './read-paper.ts'
import { readPaper } from './read-paper.ts'
import { freshFile } from './sold-file.ts'
import { insertSales, secretOf } from './sold-sales.ts'

const pointsPerMm = 72 / 25.4
let close = (): void => undefined
let print: Print
beforeAll(() => {
  const file = freshFile()
  insertSales(file.database)
  print = createPrint({ store: file.read, sayIn: createWords() })
  close = file.close
})
afterAll(() => close())

const paper = (result: Result<Paper>): Paper => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const pagesOf = async (printed: Promise<Result<Paper>>): Promise<readonly ReadPage[]> => readPaper(paper(await printed).base64)
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** What a scanner sees when it looks at the ticket: the bars of the code on white paper. */
const scanned = ({ bars }: ReadPage): { readonly words: string | undefined; readonly widthMm: number } => {
  const dotsPerPoint = 4
  const left = Math.min(...bars.map(bar => bar.x)) - 20
  const top = Math.min(...bars.map(bar => bar.y)) - 20
  const side = 200 * dotsPerPoint
  const picture = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const bar of bars)
    for (let y = Math.round((bar.y - top) * dotsPerPoint); y < Math.round((bar.y + bar.height - top) * dotsPerPoint); y += 1)
      for (let x = Math.round((bar.x - left) * dotsPerPoint); x < Math.round((bar.x + bar.width - left) * dotsPerPoint); x += 1)
        picture.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
  const widest = Math.max(...bars.map(bar => bar.x + bar.width)) - Math.min(...bars.map(bar => bar.x))
  return { words: jsQR(picture, side, side)?.data, widthMm: widest / pointsPerMm }
}

describe('a ticket', () => {
  test('is one page a position with the seat, the hall, the price, the code and who sold it', async () => {
    const pages = await pagesOf(print.tickets('seated', 'pl'))
    expect(pages).toHaveLength(2)
    expect(oneLine(pages[0]?.text ?? '')).toContain('śr. 11 listopada 2026, 20:00 · Wejście od 18:30')
    for (const words of [
      'Tauron Arena Kraków',
      'D 7',
      '12',
      '41',
      'Kategoria II',
      '249,00 zł',
      'K7ABCD',
      'Pozycja 1 z 2',
      'Kasa 2, wejście zachodnie',
    ])
      expect(pages[0]?.text).toContain(words)
    expect(oneLine(pages[1]?.text ?? '')).toContain('Trybuna wschodnia, sektor rodzinny B')
  })
  test('opens the gate: a scanner reads its own secret, and nothing else, from a code at least 30 mm wide', async () => {
    const pages = await pagesOf(print.tickets('seated', 'pl'))
    for (const [index, page] of pages.entries()) {
      const { words, widthMm } = scanned(page)
      expect(words).toBe(secretOf('seated', index + 1))
      expect(widthMm).toBeGreaterThanOrEqual(30)
    }
  })
  test('of an event in test mode says TEST, of any other it does not', async () => {
    expect((await pagesOf(print.tickets('test', 'en')))[0]?.text).toMatch(/^TEST\n[\s\S]*Test ticket, opens no door/)
    expect((await pagesOf(print.tickets('seated', 'en')))[0]?.text).not.toContain('TEST')
  })
  test('takes any name: too long ones end in an ellipsis, pictures go, letters of other scripts become a question mark', async () => {
    const [page] = await pagesOf(print.tickets('test', 'pl'))
    expect(page?.text).toContain('Noc „Zażółć gęślą jaźń”')
    expect(page?.text).toContain('…')
    expect(page?.text).not.toMatch(/[\ufffd🎉👻東]/u)
  })
  test('for an add-on names the ticket it goes with, and is in the language asked for', async () => {
    const pages = await pagesOf(print.tickets('pass', 'en'))
    expect(pages.map(page => page.text.includes('With ticket no. 1'))).toEqual([false, true, true])
    expect(pages[0]?.text).toContain('PLN 449.00')
    expect(pages[0]?.text).toContain('No date')
  })
})

describe('a receipt', () => {
  test('holds lines with add-ons below their ticket, the total, both payments and the tax of each rate', async () => {
    const [page] = await pagesOf(print.receipt('pass', 'pl'))
    expect(oneLine(page?.text ?? '')).toContain(
      'Karnet trzydniowy, Do 26 lat 449,00 Pole namiotowe 49,99 Parking 40,00 Razem 538,99 zł',
    )
    expect(oneLine(page?.text ?? '')).toContain('Gotówka 200,00 zł Karta, kod 604 118 338,99 zł')
    expect(oneLine(page?.text ?? '')).toContain('VAT 23% 16,83 Netto 73,16 Brutto 89,99 VAT 8% 33,26 Netto 415,74 Brutto 449,00')
    expect(page?.text).toMatch(/Anna Kowalska-Wiśniewska\nDokument niefiskalny$/)
  })
  test('says what was given and what came back', async () => {
    expect(oneLine((await pagesOf(print.receipt('seated', 'en')))[0]?.text ?? '')).toContain(
      'Cash PLN 498.00 Received PLN 500.00 Change PLN 2.00',
    )
  })
  test('is 80 mm wide and as long as its sale', async () => {
    const [short, long] = [(await pagesOf(print.receipt('test', 'pl')))[0], (await pagesOf(print.receipt('seated', 'pl')))[0]]
    expect(Math.round((short?.size[0] ?? 0) / pointsPerMm)).toBe(80)
    expect(long?.size[1]).not.toBe(short?.size[1])
  })
})

describe('paper', () => {
  test('printed again is the same to the byte', async () => {
    for (const kind of ['tickets', 'receipt'] as const)
      expect(paper(await print[kind]('seated', 'pl')).base64).toBe(paper(await print[kind]('seated', 'pl')).base64)
  })
  test('is named after its order', async () => expect(paper(await print.tickets('seated', 'pl')).name).toBe('bilety-K7ABCD.pdf'))
  test('of a sale that is not on this till is refused', async () =>
    expect(await print.receipt('none', 'pl')).toEqual({ ok: false, refusal: { code: 'sale-unknown', parameters: {} } }))
})

describe('what can be printed', () => {
  test.each([
    ['Zażółć gęślą jaźń', 'Zażółć gęślą jaźń'],
    ['Z\u0307o\u0301łw', 'Żółw'],
    ['Rock 🎸 i roll 🤘🏽, zawsze', 'Rock i roll, zawsze'],
    ['東京', '??'],
    ['👩‍👩‍👧 🇵🇱', ''],
    ['dwa\nwiersze\u0000\u200b', 'dwa wiersze'],
    ['Ελλάδα, Київ', 'Ελλάδα, Київ'],
  ])('of %j is %j', (text, expected) => expect(printable(text)).toBe(expected))
})
