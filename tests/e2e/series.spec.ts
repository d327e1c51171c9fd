import { expect, test } from './kasa.ts'
import type { Order } from './platform.ts'

test('each night of a series has its own price and its own tickets', async ({ page, till, platform }) => {
  await till.choose('klubowa III')
  await expect(page.getByRole('button', { name: /Wejście/ })).toContainText('55,00')
  await till.press('a')
  await expect(till.total).toHaveAttribute('data-total', '5500')
  await till.press('F9')
  const code = await till.soldCode()
  await expect(till.cart.getByText(/^Wysłana/)).toBeVisible()
  const order = await platform.get<Order>(`/events/klub/orders/${code}/`)
  const dates = await platform.all<{ id: number; name: { pl: string } }>('/events/klub/subevents/')
  expect(order.total).toBe('55.00')
  expect(order.positions.map(position => position.subevent)).toEqual([dates.find(date => date.name.pl.endsWith(' III'))?.id])

  await till.press('Enter')
  await till.choose('klubowa I', 1)
  await expect(page.getByRole('button', { name: /Wejście/ })).toContainText('45,00')
  await till.press('a')
  await expect(till.total).toHaveAttribute('data-total', '4500')
})
