import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { freshSecret } from './fresh-names.ts'
import { granted, said } from './platform-client.ts'
import { dateShape, orderShape, pageOf, previewShape } from './platform-shapes.ts'
import { lease, notEnough, sale } from './sale-lines.ts'
import type { Line } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, item, name, dates } = stock.series
const [first, second] = dates
if (first === undefined || second === undefined) throw new Error('a series has two dates')
const ware = { item, variation: null, price: '45.00', name }
const admission = (date: number, changes: Line = {}) => ({
  item,
  subevent: date,
  price: '45.00',
  secret: freshSecret(),
  ...changes,
})
const noDate = `The product "${name}" is not assigned to a quota.`

describe('Selling a date of a series', () => {
  it('takes from the quota of that date alone', async () => {
    const numbers = async () => [
      (await counter.available(event, first.quota.id)).available_number ?? 0,
      (await counter.available(event, second.quota.id)).available_number ?? 0,
    ]
    const [one = 0, other] = await numbers()
    const order = await counter.sold(event, [admission(first.id)])
    expect(order.positions[0]?.subevent).toBe(first.id)
    expect(await numbers()).toEqual([one - 1, other])
  })

  it('prices each date by its own override where the till sends no price', async () => {
    for (const date of dates) {
      const answer = await counter.post(event, sale([{ item, subevent: date.id }], { simulate: true }))
      expect(granted(answer, 201, previewShape).total).toBe(date.price)
    }
  })

  it('refuses a sale and a lease without a date, in the words of a missing quota', async () => {
    const { subevent: _, ...dateless } = admission(first.id)
    expect(said(await counter.post(event, sale([dateless])))).toEqual({ status: 400, body: { positions: [{ item: [noDate] }] } })
    expect(said(await counter.askLease(event, lease(ware)))).toEqual({ status: 400, body: { non_field_errors: [noDate] } })
  })

  it('sells without a date when forced: only the till knows that one is missing', async () => {
    const answer = await counter.post(event, sale([{ item, price: '45.00' }], { force: true, simulate: true }))
    expect(granted(answer, 201, previewShape).positions[0]?.subevent).toBeNull()
  })

  it('refuses a date it does not know, and a date in an event that has none', async () => {
    const unknown = { status: 400, body: { positions: [{ subevent: ['Invalid pk "99999999" - object does not exist.'] }] } }
    expect(said(await counter.post(event, sale([admission(99_999_999)])))).toEqual(unknown)
    const { event: plain, ware: single } = stock.plentiful
    const answer = await counter.post(plain, sale([{ item: single.item, price: single.price, subevent: first.id }]))
    expect(said(answer)).toEqual({
      status: 400,
      body: { positions: [{ subevent: ['You cannot set a subevent for this event.'] }] },
    })
  })

  it('sells two dates in one order', async () => {
    const order = await counter.sold(event, [admission(first.id), admission(second.id)])
    expect(order.positions.map(position => position.subevent)).toEqual([first.id, second.id])
  })
})

describe('Leasing dates of a series', () => {
  it('leases one date a call, and credits that date', async () => {
    const results = await counter.leaseMany(
      event,
      [1, 2, 3].map(() => lease(ware, { subevent: first.id })),
    )
    expect(results.map(result => result.success)).toEqual([true, true, true])
    const [one] = results.flatMap(result => (result.success ? [result.data] : []))
    expect(one?.subevent).toBe(first.id)
    await counter.whileClosed(event, first.quota.id, async () => {
      await counter.sold(event, [admission(first.id)], { consume_carts: [one?.cart_id] })
    })
  })

  it('does not credit a lease for one date to a sale for another', async () => {
    const cart = await counter.leased(event, lease(ware, { subevent: first.id }))
    await counter.whileClosed(event, second.quota.id, async () => {
      const answer = await counter.post(event, sale([admission(second.id)], { consume_carts: [cart.cart_id] }))
      expect(said(answer)).toEqual({ status: 400, body: { positions: [{ item: [notEnough(second.quota.name)] }] } })
    })
  })

  it('refuses units of an open date wrongly when one call also asks for a full one', async () => {
    await counter.whileClosed(event, first.quota.id, async () => {
      const lines = [first.id, second.id, second.id].map(subevent => lease(ware, { subevent }))
      const mixed = await counter.leaseMany(event, lines)
      expect(mixed.map(result => result.success)).toEqual([false, false, false])
      expect(mixed[1]?.errors).toEqual({ non_field_errors: [notEnough(first.quota.name)] })
      const alone = await counter.leaseMany(event, [lease(ware, { subevent: second.id })])
      expect(alone.map(result => result.success)).toEqual([true])
    })
  })
})

describe('Reading the dates', () => {
  it('lists the dates of all events at once, with the stamp for the next run', async () => {
    const answer = await platform.ask('GET', `${platform.organizer}/subevents/?modified_since=2020-01-01T00%3A00%3A00Z`)
    const ids = granted(answer, 200, pageOf(dateShape)).results.map(date => date.id)
    expect(ids).toEqual(expect.arrayContaining(dates.slice(0, 10).map(date => date.id)))
    const stamp = answer.headers.get('X-Page-Generated') ?? ''
    expect(Math.abs(Date.parse(stamp) - Date.parse(answer.headers.get('Date') ?? ''))).toBeLessThan(5_000)
    const since = `${platform.organizer}/subevents/?modified_since=${encodeURIComponent(stamp)}`
    expect(granted(await platform.ask('GET', since), 200, pageOf(dateShape)).count).toBe(0)
  })

  it('wants the seats of a series asked for by date, and those of a single event without', async () => {
    const series = await platform.ask('GET', `${platform.event(event)}/seats/`)
    expect(said(series)).toEqual({ status: 404, body: { detail: 'Please use the subevent-specific endpoint' } })
    expect((await platform.ask('GET', `${platform.event(event)}/subevents/${first.id}/seats/`)).status).toBe(200)
    const single = await platform.ask('GET', `${platform.event(stock.seated.event)}/subevents/1/seats/`)
    expect(said(single)).toEqual({ status: 404, body: { detail: 'This event has no subevents' } })
  })

  it('names the date of each position in the order list of that date', async () => {
    const order = await counter.sold(event, [admission(second.id)])
    const path = `${platform.event(event)}/orders/?subevent=${second.id}&ordering=-datetime`
    const answer = await platform.ask('GET', path)
    expect(answer.text).toContain(order.code)
    const other = await platform.ask('GET', `${platform.event(event)}/orders/?subevent=${first.id}&code=${order.code}`)
    expect(granted(other, 200, pageOf(orderShape)).count).toBe(0)
  })
})
