import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './kasa.ts'
import { say, tillOn } from './till.ts'

/** A server of the story takes seven minutes: at sixty times, seven seconds; and the sale starts half an hour in. A machine that cannot keep up plays it more slowly, down to a tenth of that. */
const untilStartMs = 300_000
const untilServersMs = 120_000

test('an on-sale is rehearsed at sixty times: seen, acted on, and read in a report', async ({ page, kasa }) => {
  // the first half hour of the story alone takes half a minute, and several where the machine is busy
  test.setTimeout(720_000)
  const till = tillOn(page)
  await till.open(await kasa.start())
  await till.go('onsale')
  await till.press('p')

  const dialog = page.getByRole('dialog', { name: say('rehearsal.title') })
  await expect(dialog.getByRole('radio', { name: /Justin Bieber/ })).toBeChecked()
  await expect(dialog.getByText('10 × c3.xlarge')).toBeVisible()
  const slowDatabase = dialog.getByRole('slider', { name: new RegExp(say('rehearsal.fault-slow-database')) })
  await slowDatabase.focus()
  await till.press('ArrowLeft')
  await expect(slowDatabase).toHaveAttribute('aria-valuenow', '19')
  await dialog.getByText('×60').click()
  expect((await new AxeBuilder({ page }).include('[role="dialog"]').analyze()).violations).toEqual([])
  await dialog.getByRole('button', { name: say('rehearsal.begin') }).click()

  const cockpit = page.locator('[data-mode="rehearsal"]')
  await expect(cockpit).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(say('rehearsal.mark'))).toBeVisible()
  await expect(page.locator('[data-rehearsal-edge]')).toHaveCSS('border-top-width', '3px')

  // before the start: nobody can measure who answers the phone, so a person says it
  await expect(cockpit.getByText(say('onsale.fixBefore'))).toBeVisible()
  await page.locator('[data-check="people"]').getByRole('button').click()
  await page.getByRole('textbox', { name: say('preflight.confirmWho') }).fill('Ola P., 600 100 200')
  await till.press('Enter')
  await expect(page.locator('[data-check="people"]')).toHaveCount(0)
  await expect(cockpit.getByText(/Ola P\., 600 100 200/).first()).toBeVisible()

  // the clock can be stopped
  await cockpit.getByText(say('preflight.readiness')).first().click()
  await till.press('Space')
  await expect(cockpit.getByRole('button', { name: new RegExp(say('rehearsal.resume')) })).toBeVisible()
  await till.press('Space')

  await expect(cockpit.getByText(/^T\+00:0/)).toBeVisible({ timeout: untilStartMs })
  await expect(page.locator('[data-card="1"]')).toBeVisible({ timeout: untilServersMs })

  await till.press('u')
  await page.getByRole('button', { name: /^Uzbrój do/ }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(cockpit.getByText(/^uzbrojone do/)).toBeVisible()
  const capacity = page.getByRole('dialog', { name: say('onsale.capacityTitle') })
  const reason = capacity.getByRole('textbox')
  await till.press('d')
  await reason.fill('serwery gorące')
  // letters rest while a text is typed
  await till.press('Shift+Tab')
  await page.keyboard.down('d')
  await expect(capacity).toHaveCount(0)
  await page.keyboard.up('d')
  // the sale so far: as a report, and looked back at
  await cockpit.getByRole('button', { name: /Justin Bieber/ }).click()
  await page.getByRole('menuitem', { name: say('report.open') }).click()
  await expect(page.locator('[data-report]')).toContainText(/Sprzedano \d/)
  await expect(page.locator('[data-report]')).toContainText(say('study.serversAsked', { from: '10', to: '12' }))
  await page.getByRole('button', { name: say('report.replay') }).click()
  const replay = page.locator('[data-replay]')
  await expect(page.locator('[data-mode="replay"]')).toBeVisible()
  const before = Number(await replay.getAttribute('data-replay'))
  await till.press('ArrowRight')
  await expect(replay).toHaveAttribute('data-replay', String(before + 60_000))
  await page.getByRole('button', { name: say('report.replayLeave') }).click()
  const servers = page.locator('[data-band="servers"] + *')
  await expect(servers.locator('strong').first()).toHaveText('12', { timeout: untilServersMs })

  await till.press('p')
  await dialog.getByRole('button', { name: say('rehearsal.end') }).click()
  const report = page.getByRole('dialog', { name: say('rehearsal.reportTitle') })
  expect(Number(await report.locator('[data-sold]').getAttribute('data-sold'))).toBeGreaterThan(0)
  expect(Number(await report.locator('[data-stood]').getAttribute('data-stood'))).toBeGreaterThan(1_000)
  await expect(report.getByText(say('study.serversAsked', { from: '10', to: '12' }))).toBeVisible()
  expect((await new AxeBuilder({ page }).include('[role="dialog"]').analyze()).violations).toEqual([])
  await till.press('Escape')
  await expect(page.getByText(say('onsale.none'))).toBeVisible()

  // it is read again from the everyday file, and a plan may take over what was measured
  await till.press('p')
  await dialog.getByRole('button', { name: /Justin Bieber, pierwsza godzina/ }).click()
  await expect(report.getByText(say('study.serversAsked', { from: '10', to: '12' }))).toBeVisible()
  await till.press('Escape')
  await page.getByRole('button', { name: say('onsale.plan') }).click()
  await page.getByRole('button', { name: say('cloud.rehearsedTake') }).click()
  await expect(page.getByLabel(say('cloud.limit-rehearsedUsers'))).toHaveValue(/^\d{3,5}$/)
  await expect(page.locator('[data-rehearsal-edge]')).toHaveCount(0)
})
