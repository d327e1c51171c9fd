import { expect, test } from 'vitest'
import { drawTable } from '../../../src/main/print/table.ts'
import { bytesOf, loadFonts, mm, openSheet } from '../../../src/main/print/sheet.ts'
import { readPaper } from './read-paper.ts'

const textIn = async (cell: string, widthMm: number): Promise<{ readonly text: string; readonly below: number }> => {
  const sheet = openSheet(loadFonts(), 'table', 0)
  sheet.addPage({ size: [mm(210), mm(297)], margin: 0 })
  const place = { x: 0, y: 0, bottom: mm(290), nextPage: () => 0 }
  const below = drawTable(sheet, [{ head: 'A', width: mm(widthMm) }], [[cell]], place)
  const [page] = readPaper((await bytesOf(sheet)).toString('base64'))
  return { text: page?.text ?? '', below }
}

test('a line of a cell ends between words, never inside a value', async () => {
  for (let width = 32; width < 60; width += 1) {
    const { text } = await textIn('żądania\u00a036\u00a0364/min, p95\u00a02,2\u00a0s', width)
    expect(text).toContain('36 364/min')
  }
})

test('a word wider than its column is cut, and a row is as high as its lines', async () => {
  const [short, long] = [await textIn('abc', 20), await textIn('abc '.repeat(40), 20)]
  expect((await textIn('a'.repeat(60), 20)).below).toBeGreaterThan(short.below)
  expect(long.below).toBeGreaterThan(short.below * 5)
})
