import bwipjs from 'bwip-js/node'
import type { Sheet } from './sheet.ts'

/** Quiet zone in modules (ISO/IEC 18004, 9.1). */
const quietModules = 4

/** The dark modules of the QR code of `text`, error correction M: 15 % of it may be worn off. */
const qrModules = (text: string): { readonly side: number; readonly dark: readonly boolean[] } => {
  // oxlint-disable-next-line import/no-named-as-default-member -- the named export of that name draws a picture; only this one gives the modules
  const [symbol] = bwipjs.raw('qrcode', text, 'eclevel=M')
  if (!symbol || !('pixs' in symbol)) throw new Error('no QR code came out')
  return { side: symbol.pixx, dark: symbol.pixs.map(pixel => pixel === 1) }
}

/** Draws the QR code as vectors on white, its quiet zone included in `width`; gives back the width of the code alone. Points. */
export const drawQr = (sheet: Sheet, text: string, { x, y, width }: { x: number; y: number; width: number }): number => {
  const { side, dark } = qrModules(text)
  const module = width / (side + 2 * quietModules)
  sheet.rect(x, y, width, width).fill('#FFFFFF')
  for (const [start, length, row] of runs(dark, side))
    sheet.rect(x + (start + quietModules) * module, y + (row + quietModules) * module, length * module, module)
  sheet.fill('#000000')
  return side * module
}

/** Dark modules side by side as one bar, so that no hairline shows between them. */
const runs = (dark: readonly boolean[], side: number): readonly (readonly [start: number, length: number, row: number])[] =>
  Array.from({ length: side }, (_, row) => row).flatMap(row => {
    const line = dark.slice(row * side, (row + 1) * side).map(isDark => (isDark ? '1' : '0'))
    return [...line.join('').matchAll(/1+/g)].map(run => [run.index, run[0].length, row] as const)
  })
