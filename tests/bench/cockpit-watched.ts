import type { Browser, Page } from '@playwright/test'
import { median, pause } from './alternating.ts'
import { openBrowser } from './bench-browser.ts'
import { alone } from './figure.ts'
import type { Figure } from './figure.ts'
import type { WatchedSale } from './watched-cockpit.ts'
import { watchSale } from './watched-cockpit.ts'

/** A minute after the start the file is copied for safety, once in four hours: no part of watching, so it is waited for. */
const settlingMs = 80_000
const watchedMs = 60_000
/** After the screens were told so long until the picture stands, and then so long until the file is looked at again, every other second. */
const pictureMs = 700
const restMs = 1000
/** Answers so close to each other are those of one look. */
const oneLookMs = 100

/** A sale watched for a minute in a browser: from an answer's arrival to pixels, and what core and browser take between the answers and altogether. */
export const cockpitWatched = async (): Promise<readonly Figure[]> => {
  const browser = await openBrowser('cockpit-delay and cockpit-idle')
  if (!browser) return []
  try {
    const sale = await watchSale()
    try {
      return await watched(browser, sale)
    } finally {
      await sale.close()
    }
  } finally {
    await browser.close()
  }
}

const watched = async (browser: Browser, sale: WatchedSale): Promise<readonly Figure[]> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'pl-PL' })
  await page.addInitScript(noteFrames)
  await page.goto(sale.address)
  await page.goto(`${new URL(sale.address).origin}/#/onsale`)
  await page.locator('[data-lanes]').waitFor()
  await pause(settlingMs)
  const began = performance.timeOrigin + performance.now()
  const processor = await openMeter(browser)
  const whole = await processor()
  const idle = await between(sale, processor)
  const all = shareOf(whole, await processor())
  const delays = delaysOf(sale, await framesOf(page), began)
  return [
    alone('cockpit-delay', median(delays)),
    alone('cockpit-idle', idle.core + idle.browser, '%'),
    alone('cockpit-idle-core', idle.core, '%'),
    alone('cockpit-watched', all.core + all.browser, '%'),
    alone('cockpit-watched-core', all.core, '%'),
  ]
}

/** In the page: after every frame in which a plot was drawn, the moment its pixels were handed over. */
const noteFrames = (): void => {
  const frames: number[] = []
  Object.assign(globalThis, { framesDrawn: frames })
  const drawing = CanvasRenderingContext2D.prototype
  const clear: unknown = Object.getOwnPropertyDescriptor(drawing, 'clearRect')?.value
  if (typeof clear !== 'function') throw new Error('this browser draws otherwise')
  const state = { due: false }
  drawing.clearRect = function (...box) {
    Reflect.apply(clear, this, box)
    if (state.due) return
    state.due = true
    requestAnimationFrame(() => {
      const after = new MessageChannel()
      after.port1.addEventListener('message', () => {
        frames.push(performance.timeOrigin + performance.now())
        after.port1.close()
        state.due = false
      })
      after.port1.start()
      after.port2.postMessage(null)
    })
  }
}

const framesOf = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => (globalThis as unknown as { framesDrawn: number[] }).framesDrawn)

/** From the last answer of a look to the first frame drawn after the screens were told next. */
const delaysOf = ({ arrived, told }: WatchedSale, frames: readonly number[], from: number): readonly number[] =>
  arrived.flatMap((at, place) => {
    const next = arrived[place + 1]
    if (at < from || (next !== undefined && next - at < oneLookMs)) return []
    const heard = told.find(moment => moment > at)
    const drawn = heard === undefined ? undefined : frames.find(frame => frame > heard)
    return drawn === undefined ? [] : [drawn - at]
  })

/** Processor time of this process, which is the core, and of all processes of the browser, in milliseconds. */
type Used = { readonly at: number; readonly core: number; readonly browser: number }

const openMeter = async (browser: Browser): Promise<() => Promise<Used>> => {
  const session = await browser.newBrowserCDPSession()
  // asking the browser is work of this process as well, and none of the core's
  let asking = 0
  return async () => {
    const before = used()
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const core = before - asking
    asking += used() - before
    return { at: performance.now(), core, browser: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0) }
  }
}

const used = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

type Shares = { readonly core: number; readonly browser: number }

const shareOf = (before: Used, after: Used): Shares => {
  const ms = after.at - before.at
  return { core: ((after.core - before.core) / ms) * 100, browser: ((after.browser - before.browser) / ms) * 100 }
}

/** What is used in the seconds in which nobody answers and nobody is told: clocks and ages go on. */
const between = async (sale: WatchedSale, processor: () => Promise<Used>): Promise<Shares> => {
  const rests: Shares[] = []
  const until = performance.now() + watchedMs
  while (performance.now() < until) {
    await nextTold(sale)
    await pause(pictureMs)
    const known = sale.told.length + sale.arrived.length
    const before = await processor()
    await pause(restMs)
    const share = shareOf(before, await processor())
    if (known === sale.told.length + sale.arrived.length) rests.push(share)
  }
  if (rests.length === 0) throw new Error('there was no second without an answer')
  // the system counts a process's time in steps of some milliseconds: only the mean of many seconds says something
  const mean = (part: keyof Shares): number => rests.reduce((sum, rest) => sum + rest[part], 0) / rests.length
  return { core: mean('core'), browser: mean('browser') }
}

const lookEveryMs = 20
const nextTold = async ({ told }: WatchedSale): Promise<void> => {
  const known = told.length
  while (told.length === known) await pause(lookEveryMs)
}
