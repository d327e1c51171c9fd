import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { atTheCounter } from './counter.ts'
import { freshKey } from './fresh-names.ts'
import { granted, said } from './platform-client.ts'
import { sale, unit } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const at = platform.event(event)

describe('What is not there', () => {
  it('is said of an order that nobody made, and of one of another event', async () => {
    const missing = { status: 404, body: { detail: 'No Order matches the given query.' } }
    const order = await counter.sold(event, [unit(ware)])
    expect(said(await platform.ask('GET', `${at}/orders/NOPE1/`))).toEqual(missing)
    expect(said(await platform.ask('POST', `${at}/orders/NOPE1/mark_canceled/`, { body: {} }))).toEqual(missing)
    const elsewhere = `${platform.event(stock.series.event)}/orders/${order.code}/`
    expect(said(await platform.ask('GET', elsewhere))).toEqual(missing)
  })

  it('is said of a lease and a quota that nobody made', async () => {
    expect(said(await platform.ask('GET', `${at}/cartpositions/99999999/`))).toEqual({
      status: 404,
      body: { detail: 'No CartPosition matches the given query.' },
    })
    expect(said(await platform.ask('GET', `${at}/quotas/99999999/availability/`))).toEqual({
      status: 404,
      body: { detail: 'No Quota matches the given query.' },
    })
  })
})

describe('What cannot be read', () => {
  it('is refused in one sentence when the body is no JSON', async () => {
    const answer = await platform.ask('POST', `${at}/orders/`, { body: '{"code":' })
    expect(answer.status).toBe(400)
    expect(granted(answer, 400, z.object({ detail: z.string() })).detail).toMatch(/^JSON parse error/)
  })

  it('names every field that is wrong at once', async () => {
    const body = sale([unit(ware)], { code: 'ctctct', sales_channel: 'api.nobody', status: 'x' })
    const { status, body: refusal } = said(await counter.post(event, body))
    expect(status).toBe(400)
    expect(Object.keys(z.looseObject({}).parse(refusal)).toSorted()).toEqual(['code', 'sales_channel', 'status'])
  })

  it('does not know a key that was never sent, nor a question without one', async () => {
    const ask = (query: string) => platform.ask('GET', `/idempotency_query${query}`)
    expect(said(await ask(`?key=${freshKey()}`))).toEqual({
      status: 404,
      body: { detail: 'Idempotency key not seen before.' },
    })
    expect(said(await ask(''))).toEqual({ status: 404, body: { detail: 'No idempotency key given.' } })
  })
})

describe('The server itself', () => {
  it('tells its version', async () => {
    const version = z.looseObject({ pretix: z.string().regex(/^\d{4}\.\d+/), pretix_numeric: z.number() })
    granted(await platform.ask('GET', '/version'), 200, version)
  })

  it('may call itself unhealthy while it sells: a server without a cache does', async () => {
    const response = await fetch(`${platform.world.url}/healthcheck/`)
    const text = await response.text()
    expect([200, 503]).toContain(response.status)
    if (response.status === 503) expect(text).toBe('Cache not available.')
    await counter.sold(event, [unit(ware)])
  })

  it('tells the time in every answer, so that a till can tell how wrong its own clock is', async () => {
    for (const path of ['/version', `${at}/items/`, `${at}/orders/NOPE1/`]) {
      const date = (await platform.ask('GET', path)).headers.get('Date') ?? ''
      expect(Number.isNaN(Date.parse(date))).toBe(false)
    }
  })

  it('shows a device the settings of an event that it needs', async () => {
    const settings = z.looseObject({ locales: z.array(z.string()), locale: z.string(), max_items_per_order: z.number() })
    granted(await platform.ask('GET', `${at}/settings/`), 200, settings)
  })

  it.each(['categories', 'items', 'quotas', 'questions', 'taxrules', 'discounts', 'checkinlists', 'vouchers'])(
    'shows a device the list of %s',
    async list => {
      const page = z.looseObject({
        count: z.number(),
        next: z.null(),
        previous: z.null(),
        results: z.array(z.looseObject({ id: z.number() })),
      })
      granted(await platform.ask('GET', `${at}/${list}/`), 200, page)
    },
  )
})
