import { readFileSync } from 'node:fs'
// oxlint-disable-next-line import/no-named-as-default -- its types know no named export
import PDFDocument from 'pdfkit'
import { printable } from './printable.ts'

/** Points in a millimetre: PDF counts 72 to the inch. */
export const pointsPerMm = 72 / 25.4
export const mm = (millimetres: number): number => millimetres * pointsPerMm

export type Sheet = InstanceType<typeof PDFDocument>
export type Weight = 'regular' | 'semi' | 'bold'
export type Fonts = Readonly<Record<Weight, Buffer>>

/** Black, and two greys that also survive a thermal printer. */
export const ink = { text: '#12161C', muted: '#4A5361', line: '#B8BEC8', ghost: '#E3E6EB' } as const

/** The three weights of Inter that paper uses, with Latin, Greek and Cyrillic letters. */
export const loadFonts = (): Fonts => ({ regular: font('Regular'), semi: font('SemiBold'), bold: font('Bold') })

/** A document without pages yet. The same title, moment and content give the same bytes. `at`: Unix milliseconds. */
export const openSheet = (fonts: Fonts, title: string, at: number): Sheet => {
  const info = { Title: printable(title), Creator: 'Kasa', Producer: 'Kasa', CreationDate: new Date(at), ModDate: new Date(at) }
  const sheet = new PDFDocument({ autoFirstPage: false, bufferPages: true, margin: 0, info, font: '' })
  for (const weight of ['regular', 'semi', 'bold'] as const) sheet.registerFont(weight, fonts[weight])
  return sheet
}

/** The finished document. */
export const bytesOf = (sheet: Sheet): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    sheet.on('data', (chunk: Buffer) => chunks.push(chunk))
    sheet.on('end', () => resolve(Buffer.concat(chunks)))
    sheet.on('error', reject)
    sheet.end()
  })

export type Fitted = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly weight: Weight
  /** Sizes to try, largest first; the text that does not fit even the last one is cut with an ellipsis. */
  readonly sizes: readonly number[]
  readonly lines?: number
  readonly colour?: string
  readonly align?: 'left' | 'right' | 'center'
}

/** Writes a text into its box in the largest size that fits; gives back the y below it. */
export const fit = (
  sheet: Sheet,
  { text, x, y, width, weight, sizes, lines = 1, colour = ink.text, align = 'left' }: Fitted,
): number => {
  const words = printable(text)
  if (words === '') return y
  sheet.font(weight)
  const linesAt = (size: number) => linesOf(sheet.fontSize(size), words, width)
  const size = sizes.find(size => linesAt(size) <= lines) ?? sizes.at(-1) ?? 8
  sheet.fontSize(size).fillColor(colour)
  const used = Math.min(lines, linesAt(size))
  const height = used * sheet.currentLineHeight(true)
  sheet.text(words, x, y, { width, height: height + 0.1, align, ellipsis: '…', lineGap: 0 })
  return y + height
}

/** True when the text needs no more than one line of this size. */
export const fits = (
  sheet: Sheet,
  text: string,
  type: { readonly weight: Weight; readonly size: number; readonly width: number },
): boolean => linesOf(sheet.font(type.weight).fontSize(type.size), printable(text), type.width) <= 1

/** How many lines the text needs in the size that is set. */
const linesOf = (sheet: Sheet, words: string, width: number): number =>
  Math.round(sheet.heightOfString(words, { width, lineGap: 0 }) / sheet.currentLineHeight(true))

const font = (weight: string): Buffer => readFileSync(new URL(`../../../resources/fonts/Inter-${weight}.ttf`, import.meta.url))
