import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { dictionaries } from '#words/dictionaries'
import { expect, test } from './kasa.ts'
import { hold } from './stock.ts'
import type { Till } from './till.ts'
import { say, screens, words } from './till.ts'

const english = words('en')

test('every screen changes its language while the till runs, and nothing of the other is left', async ({ page, till }) => {
  await till.choose('Jarocin')
  await till.press('b')
  await expect(till.total).toBeVisible()
  for (const language of ['en', 'pl', 'en'] as const) {
    await page.getByRole('button', { name: new RegExp(`: ${language.toUpperCase()}$`) }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    for (const screen of screens) {
      await till.go(screen)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const foreign = wordsOnlyIn(language === 'en' ? 'pl' : 'en')
      const shown = await textsOn(page)
      expect(shown.filter(text => foreign.has(text))).toEqual([])
      expect(
        shown.filter(text =>
          /^(frame|sell|seats|queue|totals|onsale|findings|settings|refusals|reasons|connect)\.[\w-]+$/.test(text),
        ),
      ).toEqual([])
    }
  }
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.keyboard.press('F1')
  await expect(page.getByRole('dialog', { name: english('frame.keysTitle') })).toBeVisible()
})

test('the rail answers to Alt and a digit, and the look chosen stays', async ({ page, till }) => {
  for (const [screen, word] of [
    ['queue', 'frame.navQueue'],
    ['totals', 'frame.navTotals'],
    ['onsale', 'frame.navOnsale'],
    ['settings', 'frame.navSettings'],
    ['sell', 'frame.navSell'],
  ] as const) {
    await till.go(screen)
    await expect(page).toHaveTitle(`${say(word)} · Kasa`)
    await expect(page.getByRole('button', { name: say(word), exact: true })).toHaveAttribute('aria-current', 'page')
  }
  await page.getByRole('button', { name: say('frame.themeToDark') }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('button', { name: say('frame.themeToLight') })).toBeVisible()
})

test('closing the window with tickets in the cart asks first, says where they stay, and they do', async ({ page, till }) => {
  await till.choose('Music')
  await till.press('a')
  await expect(till.total).toBeVisible()
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  const dialog = page.getByRole('dialog', { name: say('frame.closeTitle') })
  await expect(dialog).toContainText(say('frame.closeCart'))
  await dialog.getByRole('button', { name: say('frame.stay') }).click()
  page.once('dialog', leave => void leave.accept())
  await page.reload()
  await expect(till.total).toHaveAttribute('data-total', '34900')
})

test('an event in test mode says so on every screen', async ({ page, kasa, file, platform, till }) => {
  await platform.send('POST', '/events/', {
    name: { pl: 'Próba generalna', en: 'Dress rehearsal' },
    slug: 'proba',
    date_from: new Date(Date.now() + 40 * 86_400_000).toISOString(),
    currency: 'PLN',
    live: true,
    testmode: true,
  })
  try {
    await kasa.stop()
    await till.open(await kasa.start(file))
    await till.press('Control+e')
    const option = page.getByRole('option', { name: /Próba generalna/ })
    await expect(option).toContainText(say('frame.eventTest'))
    await option.click()
    for (const screen of screens) {
      await till.go(screen)
      await expect(page.getByText(say('frame.testmodeText'))).toBeVisible()
      await expect(page.getByText(say('frame.testmode'), { exact: true }).first()).toBeVisible()
    }
  } finally {
    await platform.send('DELETE', '/events/proba/')
  }
})

test('every screen can be read and used by everybody, light and dark, wide and at twice the size', async ({
  page,
  till,
  platform,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await till.choose('Music')
  await hold(till, 'Trybuny', 2)
  for (const screen of ['settings', 'totals', 'sell'] as const) await expectGood(till, screen)
  await till.press('a')
  await expect(till.total).toBeVisible()
  await expectGood(till, 'sell')
  await till.press('F12')
  await expectGood(till, 'sell')
  await till.press('Escape', 'F9')
  await till.soldCode()
  await expectGood(till, 'sell')
  await till.press('Enter')
  await till.choose('Lionel')
  await page
    .getByRole('listbox', { name: say('seats.sectors') })
    .getByRole('option')
    .first()
    .click()
  await expect(
    page
      .getByRole('listbox', { name: /^Miejsca w rzędzie/ })
      .getByRole('option')
      .first(),
  ).toBeVisible()
  await expectGood(till, 'sell')
  await till.choose('Music')
  await platform.setTemper({ gone: true })
  await expect(till.connection).toHaveAttribute('data-connection', 'offline')
  await till.press('c')
  await expect(till.total).toBeVisible()
  await till.press('F9')
  await till.soldCode()
  await till.press('Enter')
  for (const screen of ['sell', 'queue'] as const) await expectGood(till, screen)
  await till.press('Control+e')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectGood(till, null)
})

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

/** No violation of WCAG 2.2 AA in either look, and nothing to scroll sideways at 1440 × 900 and 1280 × 720 enlarged to 200 %. */
const expectGood = async (till: Till, screen: (typeof screens)[number] | null): Promise<void> => {
  const { page } = till
  if (screen) await till.go(screen)
  await expect(page.getByRole('status', { name: say('frame.loading') })).toHaveCount(0)
  expect.soft(await violations(new AxeBuilder({ page }).withTags(standard)), `${screen} light`).toEqual([])
  // the dark look differs in nothing but colour
  await wear(page, 'dark')
  expect.soft(await violations(new AxeBuilder({ page }).withRules('color-contrast')), `${screen} dark`).toEqual([])
  await wear(page, 'light')
  for (const { width, height } of enlarged) {
    await page.setViewportSize({ width, height })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect.soft(over, `${screen} at ${width} × ${height}`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

const enlarged = [
  { width: 720, height: 450 },
  { width: 640, height: 360 },
] as const

const wear = (page: Page, look: string): Promise<void> =>
  page.evaluate(theme => void (document.documentElement.dataset.theme = theme), look)

const violations = async (builder: AxeBuilder): Promise<readonly string[]> => {
  const result = await builder.analyze()
  if (result.passes.length === 0) throw new Error('nothing was looked at')
  return result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary}`))
}

/** Texts of one language that are no texts of the other. */
const wordsOnlyIn = (language: 'pl' | 'en'): ReadonlySet<string> => {
  const all = (which: 'pl' | 'en'): readonly string[] => Object.values(dictionaries[which]).flatMap(area => Object.values(area))
  const others = new Set(all(language === 'pl' ? 'en' : 'pl'))
  return new Set(all(language).filter(text => !others.has(text) && !text.includes('{')))
}

/** Everything a page says: texts, labels, titles, placeholders. */
const textsOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push((node.textContent ?? '').trim())
    for (const element of document.querySelectorAll('*'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push((element.getAttribute(name) ?? '').trim())
    return found.filter(text => text !== '')
  })
