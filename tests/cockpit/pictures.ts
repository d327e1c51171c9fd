// node tests/cockpit/pictures.ts FOLDER-OF-BUILT-SCREENS FOLDER-FOR-PICTURES [scene…]: pictures of the cockpit for whoever wants to look at them.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { chromium } from '@playwright/test'
import { beforeFace, blindFace, openFace } from './invented-face.ts'
import { inventedMinutes, minuteMs, startsAt } from './invented-minutes.ts'
import { playCore, serveScreens } from './stage.ts'

const [built = 'dist/renderer', into = 'test-results/cockpit', ...wanted] = process.argv.slice(2)
const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 720, height: 450 },
]
const scenes = {
  open: { face: openFace, minutes: () => inventedMinutes(openFace().now) },
  blind: {
    face: blindFace,
    minutes: () =>
      inventedMinutes(openFace().now, { cut: (role, at) => !role.startsWith('sales') && at >= startsAt + 8 * minuteMs }),
  },
  before: { face: beforeFace, minutes: () => inventedMinutes(beforeFace().now) },
} as const

mkdirSync(into, { recursive: true })
const screens = await serveScreens(built)
const browser = await chromium.launch({
  ...(process.env.KASA_BROWSER ? { executablePath: process.env.KASA_BROWSER } : {}),
  args: ['--no-sandbox'],
})
const take = async (page: Page, name: string, themes: readonly string[]): Promise<void> => {
  for (const { width, height } of sizes) {
    await page.setViewportSize({ width, height })
    for (const theme of themes) {
      await page.evaluate(look => void (document.documentElement.dataset.theme = look), theme)
      await page.waitForTimeout(200)
      await page.screenshot({ path: join(into, `${name}-${theme}-${width}.png`) })
    }
  }
}

for (const [name, scene] of Object.entries(scenes)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const language of ['pl', 'en'] as const) {
    const page = await browser.newPage({ viewport: sizes[0] ?? null, timezoneId: 'Europe/Warsaw' })
    page.on('pageerror', error => console.error(error))
    page.on('console', said => (said.type() === 'error' ? console.error(said.text()) : undefined))
    await playCore(page, {
      ...scene,
      settings: { language, channel: 'kasa', cashier: 'Anna K.', till: 'Kasa 2', letterKeys: true },
    })
    await page.goto(`${screens.address}#/onsale`)
    await page.locator('[data-mode]').waitFor()
    await page.waitForTimeout(600)
    for (const key of name === 'open' ? ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'] : [])
      await page.keyboard.press(key)
    await take(page, `${name}-${language}`, language === 'pl' ? ['dark', 'light'] : ['dark'])
    await page.close()
  }
}
await browser.close()
screens.close()
