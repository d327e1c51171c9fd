import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { atTheCounter } from './counter.ts'
import { freshCode } from './fresh-names.ts'
import { granted, said } from './platform-client.ts'
import { orderShape, previewShape } from './platform-shapes.ts'
import { reservation, sale, unit } from './sale-lines.ts'
import type { Line } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const made = z.looseObject({ id: z.number() })
const preview = async (positions: readonly Line[], changes: Line = {}) =>
  granted(await counter.post(event, sale(positions, { simulate: true, ...changes })), 201, previewShape)
const minor = (money: string): number => Math.round(Number(money) * 100)
const money = (amount: number): string => (amount / 100).toFixed(2)

describe('The price a till sends', () => {
  it.each(['0.01', '12.34', '99999.00'])('is believed: %s', async price => {
    const order = await counter.sold(event, [unit(ware, { price })])
    expect(order).toMatchObject({ total: price, status: 'p', positions: [{ price }] })
  })

  it('is believed below zero', async () => {
    const order = await counter.sold(event, [unit(ware, { price: '-3.00' })])
    expect(order).toMatchObject({ total: '-3.00', positions: [{ price: '-3.00' }] })
  })

  it('makes an order of nothing paid at once, whatever status was sent', async () => {
    const order = await counter.reserved(event, [unit(ware, { price: '0.00' })])
    expect(order).toMatchObject({ status: 'p', total: '0.00' })
  })

  it('is computed by the platform where the till sends none', async () => {
    const order = await counter.sold(event, [{ item: ware.item }])
    expect(order).toMatchObject({ total: ware.price, positions: [{ price: ware.price }] })
  })

  it('is computed for each variation by its own', async () => {
    const { event: where, wares } = stock.varied
    for (const { item, variation, price } of wares) {
      const answer = await counter.post(where, sale([{ item, variation }], { simulate: true }))
      expect(granted(answer, 201, previewShape).total).toBe(price)
    }
  })

  it('is refused when it is no number', async () => {
    const answer = await counter.post(event, sale([unit(ware, { price: 'forty' })]))
    expect(said(answer)).toEqual({ status: 400, body: { positions: [{ price: ['A valid number is required.'] }] } })
  })

  it('comes back to the last grosz when the till asks for rounding by line', async () => {
    const positions = ['0.07', '33.33', '33.33', '33.34', '19.99'].map(price => unit(ware, { price }))
    const order = await counter.sold(event, positions, { tax_rounding_mode: 'line' })
    expect(order).toMatchObject({ tax_rounding_mode: 'line', total: '120.06' })
    expect(order.positions.map(position => position.price)).toEqual(positions.map(position => position['price']))
    const answer = await counter.post(event, sale([unit(ware)], { tax_rounding_mode: 'by guess' }))
    expect(said(answer)).toEqual({ status: 400, body: { tax_rounding_mode: ['"by guess" is not a valid choice.'] } })
  })
})

describe('Automatic discounts', () => {
  /** A discount on one product from four units on, as long as the case runs. */
  async function withDiscount(work: (discount: number) => Promise<void>): Promise<void> {
    const at = `${platform.event(event)}/discounts/`
    const body = {
      active: true,
      internal_name: 'contract',
      position: 99,
      all_sales_channels: true,
      condition_all_products: false,
      condition_limit_products: [ware.item],
      condition_min_count: 4,
      benefit_discount_matching_percent: '10.00',
    }
    const { id } = granted(await platform.ask('POST', at, { by: 'admin', body }), 201, made)
    try {
      await work(id)
    } finally {
      await platform.ask('DELETE', `${at}${id}/`, { by: 'admin' })
    }
  }
  const reduced = money(Math.round(minor(ware.price) * 0.9))

  it('are given to the last position alone when the platform computes the prices of an order', async () => {
    await withDiscount(async discount => {
      const order = await preview(Array.from({ length: 5 }, () => ({ item: ware.item })))
      const prices = order.positions.map(position => [position.price, position.discount])
      const full = [ware.price, null]
      expect(prices).toEqual([full, full, full, full, [reduced, discount]])
    })
  })

  it('are believed as the till computed them, position by position', async () => {
    await withDiscount(async discount => {
      const order = await preview(Array.from({ length: 5 }, () => unit(ware, { price: reduced, discount })))
      expect(order.positions.map(position => [position.price, position.discount])).toEqual(
        order.positions.map(() => [reduced, discount]),
      )
      expect(order.positions).toHaveLength(5)
      expect(order.total).toBe(money(minor(reduced) * 5))
    })
  })

  it('cannot be named without a price', async () => {
    await withDiscount(async discount => {
      const answer = await counter.post(event, sale([{ item: ware.item, discount }], { simulate: true }))
      const text = 'You can only specify a discount if you do the price computation, but price is not set.'
      expect(said(answer)).toEqual({ status: 400, body: { positions: [{ discount: [text] }] } })
    })
  })
})

describe('Voucher codes', () => {
  it('are told apart by case when an order is made: capitals work, small letters are unknown', async () => {
    const at = `${platform.event(event)}/vouchers/`
    const code = freshCode()
    const body = { code, max_usages: 1, price_mode: 'set', value: '7.00', item: ware.item }
    const { id } = granted(await platform.ask('POST', at, { by: 'admin', body }), 201, made)
    try {
      const small = code.toLowerCase()
      const answer = await counter.post(event, reservation([{ item: ware.item, voucher: small }], { simulate: true }))
      expect(said(answer)).toEqual({
        status: 400,
        body: { positions: [{ voucher: [`Object with code=${small} does not exist.`] }] },
      })
      expect((await preview([{ item: ware.item, voucher: code }])).total).toBe('7.00')
    } finally {
      expect((await platform.ask('DELETE', `${at}${id}/`, { by: 'admin' })).status).toBe(204)
    }
  })
})

describe('A simulated sale', () => {
  it('is checked and priced, and leaves nothing behind', async () => {
    const before = await counter.available(event, stock.plentiful.quota.id)
    const code = freshCode()
    const order = await preview([unit(ware)], { code })
    expect(order).toMatchObject({ code: 'PREVIEW', total: ware.price, payments: [], positions: [{ id: 0, price: ware.price }] })
    expect((await platform.ask('GET', `${platform.event(event)}/orders/${code}/`)).status).toBe(404)
    expect((await counter.available(event, stock.plentiful.quota.id)).available_number).toBe(before.available_number)
  })

  it('names add-ons by the number of their ticket, since there are no ids yet', async () => {
    const { event: where, parent, extra } = stock.addOn
    const positions = [unit(parent, { positionid: 1 }), unit(extra, { positionid: 2, addon_to: 1 })]
    const answer = await counter.post(where, sale(positions, { simulate: true }))
    expect(granted(answer, 201, previewShape).positions.map(position => position.addon_to)).toEqual([null, 1])
  })

  it('hears the refusals a real one would hear about its code, and none about its payment', async () => {
    const taken = await counter.sold(event, [unit(ware)])
    const answer = await counter.post(event, sale([unit(ware)], { simulate: true, code: taken.code }))
    expect(said(answer)).toEqual({ status: 400, body: { code: ['This order code is already in use.'] } })
    const unpayable = sale([unit(ware)], { simulate: true, payment_provider: 'free' })
    expect((await counter.post(event, unpayable)).status).toBe(201)
  })

  it('tells whether the organizer has made a sales channel', async () => {
    const unknown = await counter.post(event, sale([unit(ware)], { simulate: true, sales_channel: 'api.nobody' }))
    expect(said(unknown)).toEqual({
      status: 400,
      body: { sales_channel: ['Object with identifier=api.nobody does not exist.'] },
    })
    const channels = z.looseObject({ results: z.array(z.looseObject({ identifier: z.string() })) })
    const list = granted(await platform.ask('GET', `${platform.organizer}/saleschannels/`, { by: 'admin' }), 200, channels)
    for (const { identifier } of list.results) {
      const order = await preview([unit(ware)], { sales_channel: identifier })
      expect(order.sales_channel).toBe(identifier)
    }
    expect(list.results.map(each => each.identifier)).toContain('web')
  })
})

describe('The time of an order', () => {
  it('is the time of its upload; the time of the sale lives in the payment and in api_meta', async () => {
    const soldAt = '2026-01-02T03:04:05Z'
    const changes = { datetime: soldAt, payment_date: soldAt, api_meta: { sold_at: soldAt } }
    const answer = await counter.post(event, sale([unit(ware)], changes))
    const order = granted(answer, 201, orderShape)
    const server = Date.parse(answer.headers.get('Date') ?? '')
    expect(Math.abs(Date.parse(order.datetime) - server)).toBeLessThan(10_000)
    expect(Date.parse(order.payments[0]?.payment_date ?? '')).toBe(Date.parse(soldAt))
    expect(order.api_meta).toEqual({ sold_at: soldAt })
  })
})
