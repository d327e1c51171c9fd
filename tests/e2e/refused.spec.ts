import { expect, test } from './kasa.ts'
import type { Order, TestPlatform } from './platform.ts'
import { hold } from './stock.ts'
import { say } from './till.ts'

type Quota = { readonly id: number; readonly name: string; readonly size: number; readonly items: readonly number[] }

test('sales that the platform refuses are shown with their reason, hold up no other, and go up together once there is room', async ({
  page,
  till,
  kasa,
  file,
  platform,
}) => {
  await till.choose('Music')
  await hold(till, 'Golden Circle', 2)
  await hold(till, 'Trybuny', 1)
  await till.go('sell')
  await platform.setTemper({ gone: true })
  await expect(till.connection).toHaveAttribute('data-connection', 'offline')
  const sell = async (key: string): Promise<string> => {
    await till.press(key)
    await expect(till.total).toBeVisible()
    await till.press('F9')
    const code = await till.soldCode()
    await till.press('Enter')
    await expect(page.locator('[data-sale]')).toBeHidden()
    return code
  }
  const golden = await sell('a')
  const another = await sell('a')
  const stands = await sell('c')
  await kasa.stop()

  // over night somebody clears the carts of this till, and the web shop sells what was in them
  await platform.setTemper({})
  const quota = await quotaOf(platform, 'Golden Circle')
  await clearCarts(
    platform,
    kasa.rows<{ cart_id: string }>('SELECT cart_id FROM lease').map(lease => lease.cart_id),
  )
  const { available_number: left } = await platform.get<{ available_number: number }>(
    `/events/mpe/quotas/${quota.id}/availability/`,
  )
  await resize(platform, quota, quota.size - left)
  try {
    await page.goto(await kasa.start(file))
    const badge = page.getByRole('button', { name: `${say('frame.navQueue')}, ${say('frame.toSettle', { count: 2 })}` })
    await expect(badge).toBeVisible({ timeout: 30_000 })
    await expect.poll(() => states(kasa.rows)).toEqual({ [golden]: 'refused', [another]: 'refused', [stands]: 'sent' })

    await till.go('queue')
    await expect(page.getByRole('heading', { name: /Na platformie skończyła się pula: Golden Circle/ })).toBeVisible()
    await expect(page.getByText(golden)).toBeVisible()
    // as long as there is no room another try changes nothing
    const again = page.getByRole('button', { name: say('queue.retry'), exact: true })
    await again.click()
    await expect(again).toBeEnabled()
    await expect(badge).toBeVisible()
    expect((await platform.ordersOfTills('mpe')).map(order => order.code)).not.toContain(golden)

    await resize(platform, quota, quota.size)
    await expect(page.getByRole('button', { name: say('queue.retryAll') })).toBeEnabled()
    await till.press('Shift+F4')
    await expect(page.getByText(say('queue.empty'))).toBeVisible()
    await expect(badge).toBeHidden()
  } finally {
    await resize(platform, quota, quota.size)
  }
  const order = await platform.get<Order>(`/events/mpe/orders/${golden}/`)
  expect(order).toMatchObject({ status: 'p', total: '349.00' })
  expect(order.positions.map(position => position.secret)).toEqual(
    kasa
      .rows<{ secret: string }>(`SELECT secret FROM sale_position p JOIN sale s ON s.id = p.sale_id WHERE s.code = '${golden}'`)
      .map(position => position.secret),
  )
  expect(states(kasa.rows)).toEqual({ [golden]: 'sent', [another]: 'sent', [stands]: 'sent' })
})

const states = (rows: <Row>(sql: string) => readonly Row[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    rows<{ code: string; state: string }>('SELECT s.code, p.state FROM sale s JOIN outbox_progress p ON p.sale_id = s.id').map(
      ({ code, state }) => [code, state],
    ),
  )

const quotaOf = async (platform: TestPlatform, name: string): Promise<Quota> => {
  const quota = (await platform.all<Quota>('/events/mpe/quotas/')).find(each => each.name === name)
  if (!quota) throw new Error(`no quota ${name}`)
  return quota
}

const resize = async (platform: TestPlatform, quota: Quota, size: number): Promise<void> =>
  void (await platform.send('PATCH', `/events/mpe/quotas/${quota.id}/`, { size }))

const clearCarts = async (platform: TestPlatform, names: readonly string[]): Promise<void> => {
  const carts = await platform.all<{ id: number; cart_id: string }>('/events/mpe/cartpositions/')
  for (const cart of carts.filter(each => names.includes(each.cart_id)))
    await platform.send('DELETE', `/events/mpe/cartpositions/${cart.id}/`)
}
