import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { granted, said } from './platform-client.ts'
import { orderShape, pageOf } from './platform-shapes.ts'
import { unit } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const priced = () => unit(ware, { price: '50.00' })
const notATime = { status: 400, body: { modified_since: ['Enter a valid date/time.'] } }
const lists = [`${platform.event(event)}/orders/`, `${platform.organizer}/orders/`]
const [orders = ''] = lists

async function codesSince(list: string, stamp: string): Promise<string[]> {
  const path = `${list}?modified_since=${encodeURIComponent(stamp)}&ordering=-last_modified`
  return granted(await platform.ask('GET', path), 200, pageOf(orderShape)).results.map(order => order.code)
}

const stampOf = async (list: string): Promise<string> =>
  (await platform.ask('GET', `${list}?page_size=1`)).headers.get('X-Page-Generated') ?? ''

async function lastModified(code: string): Promise<number> {
  return Date.parse((await counter.readBack(event, code)).last_modified)
}

describe('The stamp of a page', () => {
  it.each(lists)('is the server’s own time with its offset: %s', async list => {
    const answer = await platform.ask('GET', `${list}?page_size=1`)
    const stamp = answer.headers.get('X-Page-Generated') ?? ''
    expect(stamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
    expect(Math.abs(Date.parse(stamp) - Date.parse(answer.headers.get('Date') ?? ''))).toBeLessThan(5_000)
  })

  it('must be percent-encoded when it is sent back: a bare plus is no time', async () => {
    expect(said(await platform.ask('GET', `${orders}?modified_since=2026-11-22T10:00:00+01:00`))).toEqual(notATime)
    expect((await platform.ask('GET', `${orders}?modified_since=2026-11-22T10%3A00%3A00%2B01%3A00`)).status).toBe(200)
    expect((await platform.ask('GET', `${orders}?modified_since=2026-11-22T10:00:00Z`)).status).toBe(200)
    expect(said(await platform.ask('GET', `${orders}?modified_since=yesterday`))).toEqual(notATime)
  })

  it('finds what was sold since, in the event and over all events', async () => {
    for (const list of lists) {
      const stamp = await stampOf(list)
      const { code } = await counter.sold(event, [priced()])
      expect(await codesSince(list, stamp)).toContain(code)
    }
  })

  it('includes the very moment and leaves out what lies before', async () => {
    const order = await counter.sold(event, [priced()])
    const moment = Date.parse(order.last_modified)
    expect(await codesSince(orders, order.last_modified)).toContain(order.code)
    expect(await codesSince(orders, new Date(moment + 1_000).toISOString())).not.toContain(order.code)
  })
})

describe('What moves the time of the last change', () => {
  it('is a cancellation, a change of positions, a comment, and a payment that makes the order paid', async () => {
    const order = await counter.reserved(event, [priced(), priced()])
    let before = Date.parse(order.last_modified)
    const moved = async (work: Promise<{ status: number }>) => {
      expect([200, 201]).toContain((await work).status)
      const after = await lastModified(order.code)
      expect(after).toBeGreaterThan(before)
      before = after
    }
    const path = `${platform.event(event)}/orders/${order.code}/`
    await moved(platform.ask('PATCH', path, { body: { comment: 'late' } }))
    await moved(counter.act(event, order.code, 'change', { cancel_positions: [{ position: order.positions[1]?.id }] }))
    const money = { state: 'confirmed', amount: '50.00', provider: 'boxoffice', send_email: false }
    await moved(counter.act(event, order.code, 'payments', money))
    await moved(counter.act(event, order.code, 'mark_canceled', { send_email: false }))
  })

  it('is neither a refund nor a payment that leaves the order as it is', async () => {
    const order = await counter.reserved(event, [priced()])
    const before = Date.parse(order.last_modified)
    const money = { amount: '20.00', provider: 'boxoffice', send_email: false }
    expect((await counter.act(event, order.code, 'payments', { ...money, state: 'created' })).status).toBe(201)
    expect(await lastModified(order.code)).toBe(before)
    expect((await counter.act(event, order.code, 'payments/1/confirm', { send_email: false })).status).toBe(200)
    expect(await lastModified(order.code)).toBe(before)
    const refund = { state: 'done', source: 'admin', amount: '5.00', payment: 1, provider: 'boxoffice' }
    expect((await counter.act(event, order.code, 'refunds', refund)).status).toBe(201)
    expect(await lastModified(order.code)).toBe(before)
  })
})

describe('Finding orders', () => {
  it('is possible by code, state, product and time of creation', async () => {
    const order = await counter.sold(event, [priced()])
    const found = async (query: Record<string, string>) => {
      const path = `${orders}?${new URLSearchParams({ ordering: '-datetime', ...query })}`
      return granted(await platform.ask('GET', path), 200, pageOf(orderShape)).results.map(each => each.code)
    }
    const item = String(ware.item)
    expect(await found({ code: order.code })).toEqual([order.code])
    expect(await found({ status: 'p', item })).toContain(order.code)
    expect(await found({ status: 'n', item })).not.toContain(order.code)
    expect(await found({ created_since: order.datetime })).toContain(order.code)
    expect(await found({ created_before: order.datetime })).not.toContain(order.code)
  })
})
