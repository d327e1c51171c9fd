import { printable } from './printable.ts'
import type { Sheet } from './sheet.ts'
import { brokenAtSpaces, ink, mm } from './sheet.ts'

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
    if (y + heightOf(sheet, columns, cells) <= place.bottom) return draw(cells, y)
    return draw(cells, drawRow(sheet, columns, head, { x: place.x, y: place.nextPage() }))
  }, top)
}

type Row = { readonly cells: readonly string[]; readonly weight: 'regular' | 'semi'; readonly colour: string }

const drawRow = (sheet: Sheet, columns: readonly Column[], row: Row, { x, y }: { x: number; y: number }): number => {
  const height = heightOf(sheet, columns, row.cells)
  sheet.font(row.weight).fontSize(size).fillColor(row.colour)
  columns.reduce((left, { width, align = 'left' }, place) => {
    const text = printable(row.cells[place] ?? '')
    if (text !== '')
      sheet.text(brokenAtSpaces(sheet, text, width - gutter), left, y + padding, { width: width - gutter, align, lineGap: 0 })
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

const heightOf = (sheet: Sheet, columns: readonly Column[], cells: readonly string[]): number => {
  sheet.font('semi').fontSize(size)
  const heights = columns.map(({ width }, place) => {
    const text = printable(cells[place] ?? '')
    return text === ''
      ? 0
      : sheet.heightOfString(brokenAtSpaces(sheet, text, width - gutter), { width: width - gutter, lineGap: 0 })
  })
  return Math.max(size, ...heights) + 2 * padding
}
