import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSandbox, type Heard } from './sandbox-client.ts'

let open: Awaited<ReturnType<typeof openSandbox>>
beforeAll(async () => {
  open = await openSandbox()
})
afterAll(async () => {
  await open.sandbox.stop()
})

type Named = { readonly id: number; readonly name: Record<string, string> | string; readonly available_number: number | null }

async function rows(path: string): Promise<Named[]> {
  return ((await open.ask('GET', path)).body as { results: Named[] }).results
}

async function left(event: string): Promise<Record<string, number | null>> {
  const quotas = await rows(`/events/${event}/quotas/?with_availability=true`)
  return Object.fromEntries(quotas.map(quota => [quota.name as string, quota.available_number]))
}

async function itemNamed(event: string, name: string): Promise<number> {
  const item = (await rows(`/events/${event}/items/`)).find(row => (row.name as Record<string, string>)['pl'] === name)
  return item?.id ?? 0
}

describe('Quotas that products share', () => {
  it('lose one unit of every day with a pass, and of one day with a day ticket', async () => {
    const pass = await itemNamed('jarocin', 'Karnet 3-dniowy')
    const friday = await itemNamed('jarocin', 'Bilet piątek')
    const items = (await open.ask('GET', `/events/jarocin/items/${pass}/`)).body as { variations: { id: number }[] }
    const before = await left('jarocin')
    const positions = [{ item: pass, variation: items.variations[1]?.id }, { item: friday }]
    expect((await open.ask('POST', '/events/jarocin/orders/', { positions })).status).toBe(201)
    const after = await left('jarocin')
    const taken = Object.keys(before).map(name => [name, (before[name] ?? 0) - (after[name] ?? 0)])
    expect(Object.fromEntries(taken)).toMatchObject({ 'Dzień: piątek': 2, 'Dzień: sobota': 1, 'Dzień: niedziela': 1, Parking: 0 })
  })

  it('give a unit back when the lease runs out, and when the order is cancelled', async () => {
    const friday = await itemNamed('jarocin', 'Bilet piątek')
    const before = (await left('jarocin'))['Dzień: piątek'] ?? 0
    const expires = new Date(Date.now() + 120_000).toISOString()
    await open.ask('POST', '/events/jarocin/cartpositions/', { item: friday, price: '1.00', expires })
    expect((await left('jarocin'))['Dzień: piątek']).toBe(before - 1)
    open.passMs(180_000)
    expect((await left('jarocin'))['Dzień: piątek']).toBe(before)
    const order = (await open.ask('POST', '/events/jarocin/orders/', { positions: [{ item: friday }] })).body as { code: string }
    expect((await left('jarocin'))['Dzień: piątek']).toBe(before - 1)
    await open.ask('POST', `/events/jarocin/orders/${order.code}/mark_canceled/`, {})
    expect((await left('jarocin'))['Dzień: piątek']).toBe(before)
  })
})

describe('Leasing many units in one call', () => {
  it('grants what is left, in the order of the list, and answers 200', async () => {
    const parking = await itemNamed('jarocin', 'Parking')
    const room = (await left('jarocin'))['Parking'] ?? 0
    const wanted = Array.from({ length: room + 3 }, (_, unit) => ({
      cart_id: `lease-${unit}@api`,
      item: parking,
      price: '40.00',
    }))
    const granted = await open.ask('POST', '/events/jarocin/cartpositions/bulk_create/', wanted)
    const { results } = granted.body as { results: { success: boolean; errors: unknown }[] }
    expect(granted.status).toBe(200)
    expect(results.map(result => result.success)).toEqual([...Array<boolean>(room).fill(true), false, false, false])
    expect(results.at(-1)?.errors).toEqual({
      non_field_errors: ['There is not enough quota available on quota "Parking" to perform the operation.'],
    })
    const sale = (carts: string[]): Promise<Heard> =>
      open.ask('POST', '/events/jarocin/orders/', { positions: [{ item: parking }], consume_carts: carts })
    expect((await sale([])).status).toBe(400)
    expect((await sale(['lease-0@api'])).status).toBe(201)
    expect((await sale(['lease-0@api'])).status).toBe(400)
  })
})

describe('An idempotency key', () => {
  it('replays the first answer, refusals too, for a day', async () => {
    const friday = await itemNamed('jarocin', 'Bilet piątek')
    const key = { 'x-idempotency-key': 'sale-1' }
    const refused = await open.ask('POST', '/events/jarocin/orders/', { positions: [] }, key)
    expect(refused.status).toBe(400)
    expect((await open.ask('POST', '/events/jarocin/orders/', { positions: [{ item: friday }] }, key)).body).toEqual(refused.body)
    open.passMs(25 * 3_600_000)
    expect((await open.ask('POST', '/events/jarocin/orders/', { positions: [{ item: friday }] }, key)).status).toBe(201)
  })

  it('lets one of six twins through and tells the others to wait', async () => {
    const friday = await itemNamed('jarocin', 'Bilet piątek')
    const body = { code: 'TWNS1', positions: [{ item: friday }] }
    const twins = Array.from({ length: 6 }, () =>
      open.ask('POST', '/events/jarocin/orders/', body, { 'x-idempotency-key': 'twins' }),
    )
    const statuses = (await Promise.all(twins)).map(answer => answer.status)
    expect(statuses.filter(status => status === 201).length).toBeGreaterThanOrEqual(1)
    expect(statuses.every(status => status === 201 || status === 409)).toBe(true)
    expect((await open.ask('GET', '/events/jarocin/orders/TWNS1/')).status).toBe(200)
  })
})
