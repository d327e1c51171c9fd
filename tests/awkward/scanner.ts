import jsQR from 'jsqr'
import type { ReadPage } from '../unit/print/read-paper.ts'
import { readPaper } from '../unit/print/read-paper.ts'

const dotsPerPoint = 4
const marginPoints = 20
const side = 200 * dotsPerPoint

/** The secrets that a scanner reads off printed tickets, page by page. */
export const scannedSecrets = (base64: string): readonly (string | undefined)[] => readPaper(base64).map(scanned)

/** The letters on printed tickets, page by page. */
export const printedWords = (base64: string): readonly string[] =>
  readPaper(base64).map(page => page.text.replaceAll(/\s+/g, ' '))

const scanned = ({ bars }: ReadPage): string | undefined => {
  const left = Math.min(...bars.map(bar => bar.x)) - marginPoints
  const top = Math.min(...bars.map(bar => bar.y)) - marginPoints
  const dot = (points: number): number => Math.round(points * dotsPerPoint)
  const picture = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const bar of bars)
    for (let y = dot(bar.y - top); y < dot(bar.y + bar.height - top); y += 1)
      for (let x = dot(bar.x - left); x < dot(bar.x + bar.width - left); x += 1)
        picture.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
  return jsQR(picture, side, side)?.data
}
