import { expect } from '@playwright/test'
import type { Till } from './till.ts'
import { say } from './till.ts'

/** In Settings: has this till hold `count` of a product of the chosen showing, and waits until it does. */
export const hold = async (till: Till, product: string, count: number): Promise<void> => {
  await till.go('settings')
  const target = till.page.getByRole('textbox', { name: say('settings.stockTarget', { product }), exact: true })
  await target.fill(String(count))
  await target.press('Enter')
  const line = till.page.getByRole('listitem').filter({ has: target })
  await expect(line).toContainText(say('settings.stockHeld', { held: count, target: count }))
}

/** In Settings: has this till hold the first row on offer, and waits until it does. */
export const holdRow = async (till: Till): Promise<{ readonly sector: string; readonly row: string }> => {
  await till.go('settings')
  const offer = till.page.getByRole('button', { name: /^Trzymaj: / }).first()
  await expect(offer).toBeVisible({ timeout: 30_000 })
  const [, sector = '', row = ''] = /^Trzymaj: (.+), rząd (.+)$/.exec((await offer.getAttribute('aria-label')) ?? '') ?? []
  await offer.click()
  const held = till.page.getByRole('listitem').filter({ hasText: say('settings.seatRowOf', { sector, row }) })
  await expect(held).toContainText(/(\d+) z \1 w puli/)
  return { sector, row }
}
