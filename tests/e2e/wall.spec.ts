import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { createWords } from '#words/say'
import { beforeFace, blindFace, openFace } from '../cockpit/invented-face.ts'
import { inventedMinutes, minuteMs, startsAt } from '../cockpit/invented-minutes.ts'
import type { Script } from '../cockpit/stage.ts'
import { playCore, serveScreens } from '../cockpit/stage.ts'
import { wallFaults } from '../cockpit/wall-audit.ts'

/** What is read from two metres: 18 px and semi-bold, as the design asks for. */
const bound = { root: '[data-mode]', leastPx: 18, leastWeight: 600 }
const sizes = [
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
] as const
const built = new URL('../../dist/renderer', import.meta.url).pathname
const fine = { small: [], cut: [], overlapping: [] }

type Scene = Pick<Script, 'face' | 'minutes'>
const openScene: Scene = { face: openFace, minutes: () => inventedMinutes(openFace().now) }
const blindScene: Scene = {
  face: blindFace,
  minutes: () =>
    inventedMinutes(openFace().now, { cut: (role, at) => !role.startsWith('sales') && at >= startsAt + 8 * minuteMs }),
}
const beforeScene: Scene = { face: beforeFace, minutes: () => inventedMinutes(beforeFace().now) }

/** One page for all scenes; its core is played, and its clock stands at the moment of the scene. */
const stage: { page: Page | null; scene: Scene; language: 'pl' | 'en'; close: () => Promise<void> } = {
  page: null,
  scene: openScene,
  language: 'pl',
  close: () => Promise.resolve(),
}

test.beforeAll(async ({ browser }) => {
  const screens = await serveScreens(built)
  const page = await browser.newPage({ locale: 'pl-PL', timezoneId: 'Europe/Warsaw' })
  await page.clock.install({ time: openFace().now })
  await playCore(page, {
    face: () => stage.scene.face(),
    minutes: since => stage.scene.minutes(since),
    get settings() {
      return { language: stage.language, channel: 'kasa', cashier: 'Anna K.', till: 'Kasa 2', letterKeys: true }
    },
  })
  await page.goto(`${screens.address}#/onsale`)
  stage.page = page
  stage.close = async () => {
    await page.close()
    screens.close()
  }
})
test.afterAll(() => stage.close())

/** A scene on the wall. `whole`: over the full screen; else as where the system keeps that to itself and the wall takes the window, which can be given any size. */
const hangUp = async (scene: Scene, language: 'pl' | 'en', whole = false): Promise<Page> => {
  const { page } = stage
  if (!page) throw new Error('there is no stage')
  Object.assign(stage, { scene, language })
  await page.clock.setSystemTime(scene.face()?.now ?? startsAt)
  await page.reload()
  if (!whole)
    await page.evaluate(() => {
      Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not allowed here'))
    })
  await page.getByRole('button', { name: createWords()(language)('onsale.wallOn') }).click()
  await expect(page.locator('html')).toHaveAttribute('data-wall')
  return page
}

const expectNoFaults = async (page: Page, size: (typeof sizes)[number], scene: string): Promise<void> => {
  await page.setViewportSize(size)
  // what is measured is drawn anew a frame later
  await page.clock.runFor(100)
  await expect.poll(() => wallFaults(page, bound), { message: `${scene} at ${size.width} × ${size.height}` }).toEqual(fine)
}

for (const language of ['pl', 'en'] as const)
  test(`on the wall every figure is read from two metres, whole and on nothing else (${language})`, async () => {
    const page = await hangUp(openScene, language)
    for (const theme of ['dark', 'light']) {
      await page.evaluate(look => void (document.documentElement.dataset.theme = look), theme)
      for (const size of sizes) await expectNoFaults(page, size, theme)
    }
  })

test('so it is when servers and queue are out of sight', async () => {
  const page = await hangUp(blindScene, 'pl')
  for (const size of sizes) await expectNoFaults(page, size, 'blind')
})

test('before the sale the wall counts what has passed and tells what has not', async () => {
  const page = await hangUp(beforeScene, 'pl')
  for (const size of sizes.filter(({ height }) => height > 720)) await expectNoFaults(page, size, 'before')
})

test('the figures grow with the screen', async () => {
  const page = await hangUp(openScene, 'pl')
  const sizeOfClock = async (width: number, height: number): Promise<number> => {
    await page.setViewportSize({ width, height })
    return page.getByText(/^T\+00:14/).evaluate(clock => Number.parseFloat(getComputedStyle(clock).fontSize))
  }
  const usual = await sizeOfClock(1440, 900)
  expect(await sizeOfClock(1280, 720)).toBeLessThan(usual)
  expect(await sizeOfClock(2160, 1350)).toBeCloseTo(usual * 1.5, 0)
})

test('there is always a way out of the wall: its corner, Esc, and the end of the full screen', async () => {
  const page = await hangUp(beforeScene, 'pl', true)
  const say = createWords()('pl')
  const wall = page.locator('html[data-wall]')
  const hang = (): Promise<void> => page.getByRole('button', { name: say('onsale.wallOn') }).click()
  const exit = page.getByRole('button', { name: say('onsale.wallOff') })
  await expect(exit).toBeInViewport({ ratio: 1 })
  const box = await exit.boundingBox()
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
  await exit.click()
  await expect(wall).toHaveCount(0)

  await hang()
  await expect(wall).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(wall).toHaveCount(0)

  await hang()
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  await page.evaluate(() => document.exitFullscreen())
  await expect(wall).toHaveCount(0)
})
