import type { Page } from '@playwright/test'
import { expect, test } from './kasa.ts'
import { hold } from './stock.ts'
import { words } from './till.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
] as const

/** Pictures for whoever wants to look at them, in test-results/screens. They prove nothing by themselves, so they are taken only when asked for: KASA_PICTURES=1. */
const pictures = new URL('../../test-results/screens/', import.meta.url).pathname

test('each screen in both looks, both languages and two sizes', async ({ page, till, platform }) => {
  test.skip(process.env.KASA_PICTURES === undefined, 'pictures were not asked for')
  test.setTimeout(240_000)
  const take = async (name: string): Promise<void> => {
    for (const language of ['pl', 'en'] as const) {
      const say = words(language)
      if ((await page.locator('html').getAttribute('lang')) !== language)
        await page.getByRole('button', { name: new RegExp(`: ${language.toUpperCase()}$`) }).click()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.getByRole('status', { name: say('frame.loading') })).toHaveCount(0)
      await pictureOf(page, `${name}-${language}`)
    }
    await page.getByRole('button', { name: /: PL$/ }).click()
  }
  await till.choose('Jarocin')
  await hold(till, 'Bilet piątek', 5)
  await take('settings')
  await till.go('sell')
  await take('sell-empty')
  await till.press('2', 'a', 'a')
  await expect(till.total).toHaveAttribute('data-total', String(2 * 24900))
  await till.press('e')
  await till.press('b')
  await expect(till.total).toHaveAttribute('data-total', String(2 * 24900 + 6000 + 11900))
  await take('sell')
  await till.press('F9')
  await till.soldCode()
  await take('sell-done')
  await till.press('Enter')
  await till.go('totals')
  await take('totals')
  await till.go('sell')
  await till.choose('Bieber')
  await page
    .getByRole('listbox', { name: words('pl')('seats.sectors') })
    .getByRole('option')
    .nth(1)
    .click()
  await page
    .getByRole('listbox', { name: /^Miejsca w rzędzie/ })
    .locator('[data-seat="free"]')
    .first()
    .click()
  await expect(till.total).toBeVisible()
  await take('seats')
  await till.press('F9')
  await till.soldCode()
  await till.press('Enter')
  await till.choose('Jarocin')
  await till.go('queue')
  await take('queue-empty')
  await till.go('sell')
  await platform.setTemper({ gone: true })
  await expect(till.connection).toHaveAttribute('data-connection', 'offline')
  await till.press('b')
  await expect(till.total).toBeVisible()
  await take('sell-offline')
  await till.press('F9')
  await till.soldCode()
  await till.press('Enter')
  await till.go('queue')
  await take('queue-offline')
  await till.go('totals')
  await take('totals-offline')
})

const pictureOf = async (page: Page, name: string): Promise<void> => {
  for (const { width, height } of sizes) {
    await page.setViewportSize({ width, height })
    for (const theme of ['light', 'dark']) {
      await page.evaluate(look => void (document.documentElement.dataset.theme = look), theme)
      await page.screenshot({ path: `${pictures}${name}-${theme}-${width}.png` })
    }
  }
  await page.evaluate(() => void (document.documentElement.dataset.theme = 'light'))
  await page.setViewportSize(sizes[0])
}
