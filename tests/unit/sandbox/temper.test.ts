import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Temper } from '#sandbox/temper'
import { openSandbox } from './sandbox-client.ts'

let open: Awaited<ReturnType<typeof openSandbox>>
beforeAll(async () => {
  open = await openSandbox()
})
afterAll(async () => {
  await open.sandbox.stop()
})

const temper = (wanted: Partial<Temper>): Promise<unknown> => open.ask('PUT', '/sandbox/temper', wanted)
const events = () => open.ask('GET', '/events/')
const sale = (code: string): unknown => ({
  code,
  status: 'p',
  payment_provider: 'boxoffice',
  positions: [{ item: 6, price: '1.00' }],
})

describe('The temper of the sandbox', () => {
  it.each([
    [{ status409: 1 }, 409, '5'],
    [{ status429: 1 }, 429, '2'],
    [{ status500: 1 }, 500, null],
  ])('answers as a server in trouble: %j', async (wanted, status, retryAfter) => {
    await temper({ ...wanted, count: 1 })
    const answer = await events()
    expect(answer.status).toBe(status)
    expect(answer.headers.get('retry-after')).toBe(retryAfter)
    expect((await events()).status).toBe(200)
  })

  it('answers HTML, or garbage, where JSON was asked for', async () => {
    await temper({ html: 1, count: 1 })
    expect((await events()).body).toContain('<!DOCTYPE html>')
    await temper({ garbageBytes: 3_000_000, count: 1 })
    expect(String((await events()).body)).toHaveLength(3_000_000)
  })

  it('carries a sale out and loses the answer', async () => {
    await temper({ lostAnswer: 1, count: 1 })
    await expect(open.ask('POST', '/events/bieber/orders/', sale('LST11'))).rejects.toThrow()
    expect((await open.ask('GET', '/events/bieber/orders/LST11/')).status).toBe(200)
  })

  it('carries a sale out and cuts the body', async () => {
    await temper({ cutBody: 1, count: 1 })
    await expect(open.ask('POST', '/events/bieber/orders/', sale('CUT11'))).rejects.toThrow()
    expect((await open.ask('GET', '/events/bieber/orders/CUT11/')).status).toBe(200)
  })

  it('is gone for some requests and there for others', async () => {
    await temper({ gone: true, only: '^POST ' })
    await expect(open.ask('POST', '/events/bieber/orders/', sale('GNE11'))).rejects.toThrow()
    expect((await open.ask('GET', '/events/bieber/orders/GNE11/')).status).toBe(404)
    await temper({})
  })

  it('takes its time, and has a clock of its own', async () => {
    await temper({ slowMs: 60, clockSkewMs: 3_600_000 })
    const start = performance.now()
    const answer = await open.ask('GET', '/events/bieber/orders/?page_size=1')
    expect(performance.now() - start).toBeGreaterThan(50)
    const ahead = Date.parse(answer.headers.get('x-page-generated') ?? '') - Date.now()
    expect(Math.abs(ahead - 3_600_000)).toBeLessThan(60_000)
    expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now() - 3_600_000)).toBeLessThan(60_000)
    await temper({})
  })

  it('refuses what is no temper, and anybody without the admin token', async () => {
    expect((await open.ask('PUT', '/sandbox/temper', { status500: 2 })).status).toBe(400)
    expect((await open.ask('PUT', '/sandbox/temper', { only: '(' })).status).toBe(400)
    expect((await fetch(`${open.sandbox.url}/sandbox/world`)).status).toBe(401)
    expect((await open.ask('GET', '/sandbox/world')).body).toEqual(open.sandbox.description)
  })
})

describe('The sandbox’s own doings', () => {
  it('makes another device, and revokes it', async () => {
    const made = await open.ask('POST', '/sandbox/devices', { name: 'Kasa 9', profile: 'full' })
    expect(made).toMatchObject({ status: 201, body: { handshake: { handshake_version: 1, url: open.sandbox.url } } })
    const { id } = made.body as { id: number }
    expect((await open.ask('POST', `/sandbox/devices/${id}/revoke`)).status).toBe(200)
    expect((await open.ask('POST', '/sandbox/devices/999/revoke')).status).toBe(404)
  })

  it('sends buyers to the web shop, and totals move', async () => {
    const countOf = async () => ((await open.ask('GET', '/orders/?page_size=1')).body as { count: number }).count
    const before = await countOf()
    const sent = await open.ask('POST', '/sandbox/buyers', { orders: 40 })
    const { orders } = sent.body as { orders: string[] }
    expect(orders.length).toBeGreaterThan(20)
    expect(await countOf()).toBe(before + orders.length)
  })
})
