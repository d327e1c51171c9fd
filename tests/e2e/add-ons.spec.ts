import { expect, test } from './kasa.ts'
import type { Order } from './platform.ts'
import { say, tillOn } from './till.ts'

test('camping goes with a pass and never alone, and not twice where once is allowed', async ({ page, till, platform, kasa }) => {
  await till.choose('Jarocin')
  const camping = page.getByRole('button', { name: /^Kemping/ })
  await expect(camping).toHaveAttribute('aria-disabled', 'true')
  await expect(camping.getByText(say('sell.addonNeedsTicket'))).toBeVisible()
  await camping.click({ force: true })
  await till.press('e')
  await expect(till.cart.getByText(say('sell.cartEmpty'))).toBeVisible()

  await page.getByRole('group', { name: 'Karnet 3-dniowy' }).getByRole('button', { name: 'Normalny' }).click()
  await expect(till.total).toHaveAttribute('data-total', '24900')
  await camping.click()
  await expect(till.total).toHaveAttribute('data-total', '30900')
  // the pass takes two extras, each kind once
  await expect(camping).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: /^Parking/ }).click()
  await expect(till.total).toHaveAttribute('data-total', '34900')
  await expect(till.cart.getByText('1 × Kemping')).toBeVisible()

  await till.press('F9')
  const code = await till.soldCode()
  await expect(till.cart.getByText(/^Wysłana/)).toBeVisible()
  const order = await platform.get<Order>(`/events/jarocin/orders/${code}/`)
  const [pass, ...extras] = order.positions
  expect(order.total).toBe('349.00')
  expect(pass?.addon_to).toBeNull()
  expect(extras.map(extra => [extra.price, extra.addon_to])).toEqual([
    ['60.00', pass?.id],
    ['40.00', pass?.id],
  ])
  expect(kasa.rows('SELECT count(*) AS tickets FROM sale_position WHERE addon_to IS NOT NULL')).toEqual([{ tickets: 2 }])
})

test('a pass that must have an extra is not sold without it', async ({ page, kasa, file, platform }) => {
  const pass = (await platform.all<{ id: number; name: { pl: string } }>('/events/jarocin/items/')).find(item =>
    item.name.pl.startsWith('Karnet'),
  )
  const addons = `/events/jarocin/items/${pass?.id}/addons/`
  const [offer] = await platform.all<{ id: number }>(addons)
  const least = (count: number): Promise<unknown> => platform.send('PATCH', `${addons}${offer?.id}/`, { min_count: count })
  await least(1)
  try {
    const till = tillOn(page)
    await till.open(await kasa.start(file))
    await till.choose('Jarocin')
    await till.press('a', 'a')
    await expect(till.total).toHaveAttribute('data-total', '24900')
    await expect(till.cart.getByText(say('sell.addonMissing', { count: 1, category: 'Dodatki' }))).toBeVisible()
    await till.press('F9')
    await expect(till.cart.getByText(/dodatków musi być od 1 do 2/)).toBeVisible()
    expect(kasa.rows('SELECT count(*) AS sales FROM sale')).toEqual([{ sales: 0 }])
    await till.cart.getByRole('button', { name: /^Parking/ }).click()
    await expect(till.total).toHaveAttribute('data-total', '28900')
    await till.press('F9')
    await till.soldCode()
  } finally {
    await least(0)
  }
})
