import { expect, ownSandbox, test } from './kasa.ts'
import { collectPapers } from './papers.ts'
import type { Order } from './platform.ts'
import { say, tillOn } from './till.ts'

test('a newcomer sells two passes for cash a minute after the start, by keyboard alone', async ({ page, kasa, sandbox }) => {
  const till = tillOn(page)
  const papers = await collectPapers(page)
  await till.open(await kasa.start())
  await expect(page.getByText(say('frame.sandbox'), { exact: true })).toBeVisible()

  await till.choose('Jarocin')
  await expect(page.getByRole('group', { name: 'Karnet 3-dniowy' })).toBeVisible()
  // two of the pass, which opens its kinds; the second kind is the reduced one
  await till.press('2', 'a', 'b')
  await expect(till.total).toHaveAttribute('data-total', '39800')
  await till.press('F9')

  const code = await till.soldCode()
  await expect(till.cart.getByText(code)).toBeVisible()
  await expect(till.cart.getByText(/^Wysłana/)).toBeVisible()

  const platform = ownSandbox(kasa, sandbox)
  const order = await platform.get<Order>(`/events/jarocin/orders/${code}/`)
  expect(order).toMatchObject({ status: 'p', total: '398.00', sales_channel: 'api.kasa', testmode: false })
  expect(order.payments).toMatchObject([
    { provider: 'boxoffice', state: 'confirmed', amount: '398.00', details: { payment_type: 'cash' } },
  ])
  const printed = kasa.rows<{ secret: string; price_minor: number }>(
    `SELECT secret, price_minor FROM sale_position p JOIN sale s ON s.id = p.sale_id WHERE s.code = '${code}'`,
  )
  expect(printed.map(position => position.price_minor)).toEqual([19900, 19900])
  expect(order.positions.map(position => position.secret).toSorted()).toEqual(printed.map(position => position.secret).toSorted())
  expect(kasa.rows('SELECT state FROM outbox_progress')).toEqual([{ state: 'sent' }])

  const opened = page.context().waitForEvent('page')
  await till.press('Control+p')
  await (await opened).close()
  await expect.poll(papers).toEqual([{ type: 'application/pdf', isPdf: true, pages: 2 }])

  await page.bringToFront()
  await page.getByRole('button', { name: say('sell.next') }).focus()
  await till.press('Enter')
  await expect(page.locator('[data-sale]')).toBeHidden()
  await expect(till.cart.getByText(say('sell.cartEmpty'))).toBeVisible()
  await till.press('c')
  await expect(till.total).toHaveAttribute('data-total', '11900')
})
