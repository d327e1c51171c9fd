import { fileURLToPath } from 'node:url'
import { alternating, median } from './alternating.ts'
import { openBrowser, servedPage } from './bench-browser.ts'
import { against } from './figure.ts'
import type { Figure } from './figure.ts'

const rounds = 60

type Side = 'kasa' | 'bare'
/** Milliseconds until all drawing was said, and until its pixels stood there. */
type Took = { readonly script: number; readonly pixels: number }

/** Eight hours of 48 measures drawn anew with new data by the cockpit's plots, against bare uPlot drawing the same measures in as many plots, in turn in one page. */
export const cockpitRedraw = async (): Promise<readonly Figure[]> => {
  const browser = await openBrowser('cockpit-redraw')
  if (!browser) return []
  const served = await servedPage(fileURLToPath(new URL('redraw-page', import.meta.url)))
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'pl-PL' })
    await page.goto(served.address)
    await page.waitForFunction(() => 'redraw' in globalThis)
    const script: Record<Side, number[]> = { kasa: [], bare: [] }
    const side = (name: Side) => async (): Promise<number> => {
      const took = await page.evaluate(
        which => (globalThis as unknown as { redraw: (side: string) => Promise<Took> }).redraw(which),
        name,
      )
      script[name].push(took.script)
      return took.pixels
    }
    const pixels = await alternating(rounds, { figure: side('kasa'), floor: side('bare') })
    return [
      against('cockpit-redraw', median(pixels.figure), median(pixels.floor)),
      against('cockpit-redraw-script', median(script.kasa), median(script.bare)),
    ]
  } finally {
    await browser.close()
    served.close()
  }
}
