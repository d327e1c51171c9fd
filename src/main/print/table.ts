import { printable } from './printable.ts'
import type { Sheet } from './sheet.ts'
import { ink, mm } from './sheet.ts'

export type Column = { readonly head: string; readonly width: number; readonly align?: 'left' | 'right' }
export type TablePlace = {
  readonly x: number
  readonly y: number
  /** No row goes below this. */
  readonly bottom: number
  /** Begins a page and gives the y of its first row. */
  readonly nextPage: () => number
}

const size = 8
const padding = 2.5
const gutter = mm(2.5)

/** Rows under a head, as high as their longest cell, over as many pages as they need; the head is repeated. Gives the y below. */
export const drawTable = (
  sheet: Sheet,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  place: TablePlace,
): number => {
  const head = { cells: columns.map(({ head }) => head), weight: 'semi', colour: ink.muted } as const
  const draw = (cells: readonly string[], y: number): number =>
    drawRow(sheet, columns, { cells, weight: 'regular', colour: ink.text }, { x: place.x, y })
  const top = drawRow(sheet, columns, head, place)
  return rows.reduce((y, cells) => {
    if (y + heightOf(sheet, columns, { cells, weight: 'regular' }) <= place.bottom) return draw(cells, y)
    return draw(cells, drawRow(sheet, columns, head, { x: place.x, y: place.nextPage() }))
  }, top)
}

type Row = { readonly cells: readonly string[]; readonly weight: 'regular' | 'semi'; readonly colour: string }

const drawRow = (sheet: Sheet, columns: readonly Column[], row: Row, { x, y }: { x: number; y: number }): number => {
  const height = heightOf(sheet, columns, row)
  sheet.font(row.weight).fontSize(size).fillColor(row.colour)
  columns.reduce((left, { width, align = 'left' }, place) => {
    linesOf(sheet, row.cells[place] ?? '', width - gutter).forEach((line, number) => {
      const start = align === 'right' ? left + width - gutter - sheet.widthOfString(line) : left
      sheet.text(line, start, y + padding + number * sheet.currentLineHeight(true), { lineBreak: false })
    })
    return left + width
  }, x)
  const right = columns.reduce((sum, { width }) => sum + width, x) - gutter
  sheet
    .moveTo(x, y + height)
    .lineTo(right, y + height)
    .lineWidth(0.4)
    .stroke(ink.ghost)
  return y + height
}

const heightOf = (sheet: Sheet, columns: readonly Column[], { cells, weight }: Pick<Row, 'cells' | 'weight'>): number => {
  sheet.font(weight).fontSize(size)
  const lines = columns.map(({ width }, place) => linesOf(sheet, cells[place] ?? '', width - gutter).length)
  return Math.max(size, Math.max(...lines) * sheet.currentLineHeight(true)) + 2 * padding
}

/** A cell in lines that end between words, never inside a value such as `1 200/min`; a word wider than its column is cut where the column ends. */
const linesOf = (sheet: Sheet, cell: string, width: number): readonly string[] => {
  const fits = (text: string): boolean => sheet.widthOfString(text) <= width
  return printable(cell)
    .split(' ')
    .filter(Boolean)
    .flatMap(word => (fits(word) ? [word] : piecesOf(word, fits)))
    .reduce<readonly string[]>((lines, word) => {
      const longer = `${lines.at(-1) ?? ''} ${word}`
      return lines.length > 0 && fits(longer) ? [...lines.slice(0, -1), longer] : [...lines, word]
    }, [])
}

const piecesOf = (word: string, fits: (text: string) => boolean): readonly string[] =>
  Array.from(word).reduce<readonly string[]>((pieces, sign) => {
    const longer = `${pieces.at(-1) ?? ''}${sign}`
    return pieces.length > 0 && fits(longer) ? [...pieces.slice(0, -1), longer] : [...pieces, sign]
  }, [])
