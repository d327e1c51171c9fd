import { expect, test } from './kasa.ts'
import type { Order } from './platform.ts'
import { say } from './till.ts'

test('part cash and part card are one sale and one order, the split written in its payment', async ({
  page,
  till,
  platform,
  kasa,
}) => {
  await till.choose('Music')
  await till.press('2', 'b')
  await expect(till.total).toHaveAttribute('data-total', '39800')
  await till.press('F12')
  await expect(page.getByLabel(say('sell.splitCash'))).toBeFocused()
  await page.keyboard.type('150')
  await expect(till.cart.getByText(/248,00/)).toBeVisible()
  await till.press('Enter')
  await expect(page.getByLabel(say('sell.cardReference'))).toBeFocused()
  await page.keyboard.type('998877')
  await till.press('Enter')
  const code = await till.soldCode()
  await expect(till.cart.getByText(/^Wysłana/)).toBeVisible()

  expect(
    kasa.rows('SELECT method, amount_minor, tendered_minor, change_minor, reference FROM sale_payment ORDER BY number'),
  ).toEqual([
    { method: 'cash', amount_minor: 15000, tendered_minor: 15000, change_minor: 0, reference: null },
    { method: 'card', amount_minor: 24800, tendered_minor: null, change_minor: 0, reference: '998877' },
  ])
  const ours = (await platform.ordersOfTills('mpe')).filter(order => order.code === code)
  expect(ours).toHaveLength(1)
  const order = await platform.get<Order>(`/events/mpe/orders/${code}/`)
  expect(order.payments).toHaveLength(1)
  expect(order.payments[0]).toMatchObject({ provider: 'boxoffice', state: 'confirmed', amount: '398.00' })
  expect(order.payments[0]?.details).toMatchObject({
    payment_type: 'mixed',
    payment_data: {
      payments: [
        { type: 'cash', amount: '150.00' },
        { type: 'terminal', amount: '248.00', reference: '998877' },
      ],
    },
  })
})

test('cash over the sum gives change, said before and after paying', async ({ page, till, kasa }) => {
  await till.choose('Music')
  await till.press('c')
  await expect(till.total).toHaveAttribute('data-total', '14900')
  await till.press('F10')
  await page.keyboard.type('200')
  await expect(till.cart.getByText(/^51,00\szł$/)).toBeVisible()
  await till.press('Enter')
  await till.soldCode()
  await expect(till.cart.getByText(/^51,00\szł$/)).toBeVisible()
  await expect(till.cart.getByText('50 + 1')).toBeVisible()
  expect(kasa.rows('SELECT amount_minor, tendered_minor, change_minor FROM sale_payment')).toEqual([
    { amount_minor: 14900, tendered_minor: 20000, change_minor: 5100 },
  ])
})

test('money that is not enough is refused in words and nothing is sold', async ({ page, till, kasa }) => {
  await till.choose('Music')
  await till.press('c')
  await expect(till.total).toHaveAttribute('data-total', '14900')
  await till.press('F10')
  await page.keyboard.type('100')
  await till.press('Enter')
  await expect(till.cart.getByText(/Do zapłaty brakuje 49,00/)).toBeVisible()
  expect(kasa.rows('SELECT count(*) AS sales FROM sale')).toEqual([{ sales: 0 }])
})
