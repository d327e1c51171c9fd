import type { Locator } from '@playwright/test'
import { expect, test } from './kasa.ts'
import type { Order, TestPlatform } from './platform.ts'
import type { Till } from './till.ts'
import { say } from './till.ts'

type Seat = { readonly seat_guid: string; readonly product: number }

test('two seats are chosen by arrows, paid by card, and are the customer’s on the platform', async ({
  page,
  till,
  platform,
  kasa,
}) => {
  await till.choose('Bieber')
  await expect(page.getByText(/Miejsca: [\d\s]+ z 15\s942/).first()).toBeVisible()

  const seats = await openRow(till)
  await takeTwoFree(till, seats)
  await expect(till.cart.getByText(say('sell.cartHeldWord'))).toBeVisible()
  await till.press('F11')
  await till.press('F11')
  await expect(till.cart.getByText(say('refusals.reference-required'))).toBeVisible()
  await page.keyboard.type('A1B2C3')
  await till.press('F11')
  const code = await till.soldCode()
  await expect(till.cart.getByText(/^Wysłana/)).toBeVisible()

  const order = await platform.get<Order>(`/events/bieber/orders/${code}/`)
  const sold = kasa.rows<{ seat: string }>('SELECT seat FROM sale_position').map(position => position.seat)
  expect(sold).toHaveLength(2)
  expect(order.status).toBe('p')
  expect(order.positions.map(position => position.seat?.seat_guid).toSorted()).toEqual(sold.toSorted())
  expect(order.payments).toMatchObject([{ provider: 'boxoffice', details: { payment_type: 'terminal' } }])
  expect(JSON.stringify(order.payments[0]?.details.payment_data)).toContain('A1B2C3')
  expect(kasa.rows('SELECT state, count(*) AS many FROM lease GROUP BY state')).toEqual([{ state: 'spent', many: 2 }])
})

test('a seat that somebody else bought a moment ago is refused in words, and the next one can be had', async ({
  page,
  till,
  platform,
}) => {
  await till.choose('Bieber')
  const seats = await openRow(till)
  const free = seats.locator('[data-seat="free"]').first()
  const guid = (await free.getAttribute('data-key')) ?? ''
  await buy(platform, guid)
  await free.click()
  await expect(page.getByText(/To miejsce zajął przed chwilą ktoś inny/)).toBeVisible()
  await expect(till.cart.getByText(say('sell.cartEmptySeats'))).toBeVisible()
  await expect(seats.locator(`[data-key="${guid}"]`)).toHaveAttribute('data-seat', /held|sold/)
  await free.click()
  await expect(till.total).toBeVisible()
})

/** By keyboard: a sector by a part of its name, its first row, its seats. */
const openRow = async (till: Till): Promise<Locator> => {
  const { page } = till
  await expect(
    page
      .getByRole('listbox', { name: say('seats.sectors') })
      .getByRole('option')
      .first(),
  ).toBeVisible()
  await till.press('F2')
  await page.keyboard.type('a1')
  await till.press('Enter')
  const rows = page.getByRole('listbox', { name: say('seats.rows') })
  await expect(rows.getByRole('option').first()).toBeFocused()
  await till.press('Enter')
  const seats = page.getByRole('listbox', { name: /^Miejsca w rzędzie/ })
  await expect(seats.getByRole('option').first()).toBeVisible()
  return seats
}

/** Along the row with the arrow; the space bar takes what is free. */
const takeTwoFree = async (till: Till, seats: Locator): Promise<void> => {
  for (let step = 0, taken = 0; taken < 2 && step < 60; step += 1) {
    const focused = seats.locator('[role="option"]:focus')
    await expect(focused).toBeVisible()
    if ((await focused.getAttribute('data-seat')) === 'free') {
      await till.press('Space')
      taken += 1
      await expect(seats.locator('[data-seat="chosen"]')).toHaveCount(taken)
    }
    await till.press('ArrowRight')
  }
}

/** Another counter sells this seat. */
const buy = async (platform: TestPlatform, guid: string): Promise<void> => {
  const [seat] = (await platform.get<{ results: readonly Seat[] }>(`/events/bieber/seats/?seat_guid=${guid}`)).results
  if (!seat) throw new Error(`no seat ${guid}`)
  await platform.send('POST', '/events/bieber/orders/', {
    locale: 'pl',
    sales_channel: 'web',
    status: 'p',
    payment_provider: 'banktransfer',
    positions: [{ item: seat.product, seat: guid }],
  })
}
