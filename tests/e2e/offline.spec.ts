import { expect, test } from './kasa.ts'
import type { Order } from './platform.ts'
import { hold, holdRow } from './stock.ts'
import { say, tillOn } from './till.ts'

type Upload = { readonly code: string; readonly state: string; readonly attempts: number }

const uploads = `SELECT s.code, p.state, p.attempts FROM sale s JOIN outbox_progress p ON p.sale_id = s.id ORDER BY s.sold_at, s.code`

test('the till sells on from what it holds while the platform is away, survives a power cut, and brings everything up once', async ({
  page,
  till,
  kasa,
  file,
  platform,
}) => {
  await till.choose('Jarocin')
  await hold(till, 'Bilet piątek', 5)
  await hold(till, 'Karnet 3-dniowy, Ulgowy', 2)
  await till.go('sell')
  const before = new Set((await platform.ordersOfTills('jarocin')).map(order => order.code))

  await platform.setTemper({ gone: true })
  await expect(till.connection).toHaveAttribute('data-connection', 'offline')
  await expect(till.connection).toContainText(/Offline od \d{1,2}:\d{2}, nic nie czeka/)
  const friday = page.getByRole('button', { name: /Bilet piątek/ }).first()
  await expect(friday).toContainText(say('sell.stockPoolLow', { count: 5 }))
  // what this till does not hold cannot be had now, and says so
  const saturday = page.getByRole('button', { name: /Bilet sobota/ }).first()
  await expect(saturday).toHaveAttribute('aria-disabled', 'true')
  await expect(saturday).toContainText(say('sell.poolNone'))
  await till.press('c')
  await expect(till.cart.getByText(say('sell.cartEmpty'))).toBeVisible()

  await till.press('2', 'b')
  await expect(till.total).toHaveAttribute('data-total', '23800')
  await till.press('F9')
  const first = await till.soldCode()
  await expect(till.cart.getByText(say('sell.waiting'))).toBeVisible()
  await till.press('Enter', 'a', 'b')
  await expect(till.total).toHaveAttribute('data-total', '19900')
  await till.press('F11')
  await page.keyboard.type('555')
  await till.press('F11')
  await expect(page.locator('[data-sale]')).not.toHaveAttribute('data-sale', first)
  const second = await till.soldCode()
  await expect(till.connection).toContainText(/2 sprzedaże czekają/)
  await till.press('Enter')
  await expect(friday).toContainText(say('sell.stockPoolLow', { count: 3 }))

  await kasa.kill()
  await expect(page.getByText(say('frame.coreGone'))).toBeVisible()
  await page.goto(await kasa.start(file))
  await expect(till.connection).toHaveAttribute('data-connection', 'offline')
  await expect(till.connection).toContainText(/2 sprzedaże czekają/)
  await till.go('queue')
  await expect(page.getByRole('listbox', { name: say('queue.list') }).getByRole('option')).toHaveCount(2)
  await till.go('sell')
  await expect(friday).toContainText(say('sell.stockPoolLow', { count: 3 }))
  await till.press('b')
  await expect(till.total).toHaveAttribute('data-total', '11900')
  await till.press('F9')
  const third = await till.soldCode()
  expect(kasa.rows<Upload>(uploads).map(sale => sale.code)).toEqual([first, second, third])

  await platform.setTemper({})
  await expect(till.connection).toHaveAttribute('data-connection', 'online')
  await expect(till.cart.getByText(/^Wysłana/)).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => kasa.rows<Upload>(uploads).map(sale => sale.state)).toEqual(['sent', 'sent', 'sent'])
  const came = (await platform.ordersOfTills('jarocin')).filter(order => !before.has(order.code))
  expect(came.map(order => [order.code, order.total, order.status]).toSorted()).toEqual(
    [
      [first, '238.00', 'p'],
      [second, '199.00', 'p'],
      [third, '119.00', 'p'],
    ].toSorted(),
  )
  expect(new Set(came.map(order => order.api_meta.sale)).size).toBe(3)
  await till.go('queue')
  await expect(page.getByText(say('queue.empty'))).toBeVisible()
})

test('without network only the seats this till holds are sold', async ({ page, till, platform, kasa }) => {
  await till.choose('Lionel')
  const row = await holdRow(till)
  await till.go('sell')
  await platform.setTemper({ gone: true })
  await expect(till.connection).toHaveAttribute('data-connection', 'offline')

  const sectors = page.getByRole('listbox', { name: say('seats.sectors') })
  await sectors.getByRole('option', { name: new RegExp(`^${row.sector}\\b`) }).click()
  await page
    .getByRole('listbox', { name: say('seats.rows') })
    .getByRole('option', { name: new RegExp(`^Rząd ${row.row}\\b`) })
    .click()
  const seats = page.getByRole('listbox', { name: say('seats.strip', { row: row.row }) })
  await seats.locator('[data-seat="pool"]').first().click()
  await expect(till.total).toBeVisible()
  await till.press('F9')
  const code = await till.soldCode()
  await till.press('Enter')

  // a seat that is free, but not this till's, stays where it is
  await sectors.getByRole('option').nth(1).click()
  await expect(page.getByText(say('seats.noPool'))).toBeVisible()
  const free = page.getByRole('listbox', { name: /^Miejsca w rzędzie/ }).locator('[data-seat="free"]')
  for (const other of await page
    .getByRole('listbox', { name: say('seats.rows') })
    .getByRole('option')
    .all()) {
    await other.click()
    await expect(
      page
        .getByRole('listbox', { name: /^Miejsca w rzędzie/ })
        .getByRole('option')
        .first(),
    ).toBeVisible()
    if ((await free.count()) > 0) break
  }
  await free.first().click()
  await expect(till.cart.getByText(say('sell.cartEmptySeats'))).toBeVisible()

  await platform.setTemper({})
  await expect.poll(() => kasa.rows<Upload>(uploads).map(sale => sale.state)).toEqual(['sent'])
  const order = await platform.get<Order>(`/events/richie/orders/${code}/`)
  expect(order.positions.map(position => position.seat?.seat_guid)).toEqual(
    kasa.rows<{ seat: string }>('SELECT seat FROM sale_position').map(position => position.seat),
  )
})

test('a till that holds nothing says so when the network goes', async ({ page, platform, kasa, file }) => {
  const till = tillOn(page)
  await till.open(await kasa.start(file))
  await till.choose('Music')
  await platform.setTemper({ gone: true })
  await expect(page.getByText(say('sell.offHoldsNothing'))).toBeVisible()
  await till.press('a')
  await expect(till.cart.getByText(say('sell.cartEmpty'))).toBeVisible()
})
