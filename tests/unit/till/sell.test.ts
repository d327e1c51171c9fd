import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minor } from '#contract/nominal'
import { codeOf, noLine, openDesk, valueOf } from './desk.ts'
import type { Festival } from './festival.ts'
import { arena, festival, festivalFile, ids } from './festival.ts'

let place: Festival
let desk: ReturnType<typeof openDesk>
const clock = { now: 0 }
const pass = { ...festival, item: ids.pass, variation: ids.adult }
const cash = (amount: number, tendered = amount) => ({
  method: 'cash' as const,
  amountMinor: minor(amount),
  tenderedMinor: minor(tendered),
})
const card = (amount: number, reference = '4711') => ({ method: 'card' as const, amountMinor: minor(amount), reference })

beforeEach(() => {
  clock.now = Date.UTC(2026, 10, 23, 12)
  place = festivalFile()
  desk = openDesk(place.file, clock)
})
afterEach(() => {
  desk.crash()
  place.remove()
})

const bodyOf = (sale: string) =>
  JSON.parse(String(desk.database.prepare('SELECT body FROM outbox WHERE sale_id = ?').pluck().get(sale)))

describe('selling', () => {
  it('sells what the till holds without asking anybody', async () => {
    desk.weather.online = false
    const leases = desk.stock(pass, 2)
    const cart = await valueOf(desk.call['cart.add']({ ...pass, quantity: 2, parent: null }))
    expect(cart).toMatchObject({ totalMinor: 37800, currency: 'PLN', showing: festival })
    expect(cart.lines.map(line => line.hold)).toEqual([{ kind: 'pool' }, { kind: 'pool' }])
    const sale = await valueOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(37800, 40000)] }))
    expect(sale).toMatchObject({ totalMinor: 37800, tickets: 2, till: 'Kasa 1', cashier: 'Anna', upload: { state: 'waiting' } })
    expect(sale.payments).toEqual([
      { method: 'cash', amountMinor: 37800, tenderedMinor: 40000, changeMinor: 2200, reference: null },
    ])
    expect(sale.code).toMatch(/^AAJ[A-HJ-NP-Z2-9]{7}$/)
    const body = bodyOf(sale.id)
    expect(new Set(body.consume_carts)).toEqual(new Set(leases))
    expect(body).toMatchObject({
      status: 'p',
      testmode: false,
      sales_channel: 'api.kasa',
      locale: 'pl',
      payment_provider: 'boxoffice',
      tax_rounding_mode: 'line',
    })
    expect(body.positions[0]).toMatchObject({
      positionid: 1,
      item: ids.pass,
      variation: ids.adult,
      price: '189.00',
      subevent: null,
      addon_to: null,
    })
    expect(await valueOf(desk.call['cart.get']({}))).toMatchObject({ lines: [], showing: null, totalMinor: 0 })
    expect(await valueOf(desk.call['queue.list']({}))).toMatchObject({ waiting: [{ id: sale.id }], toSettle: [] })
    expect(await valueOf(desk.call['sale.recent']({ most: 5 }))).toEqual([sale])
    await desk.pass(0)
    expect(desk.told).toContain(`sold ${sale.id}`)
  })

  it('takes the rest by short leases while online', async () => {
    desk.stock(pass, 1)
    const cart = await valueOf(desk.call['cart.add']({ ...pass, quantity: 3, parent: null }))
    expect(cart.lines.map(line => line.hold.kind)).toEqual(['pool', 'short', 'short'])
  })

  it('splits one sale between cash and card', async () => {
    const cart = await valueOf(desk.call['cart.add']({ ...pass, quantity: 1, parent: null }))
    const sale = await valueOf(desk.call['sale.pay']({ version: cart.version, payments: [card(10000), cash(8900, 10000)] }))
    expect(sale.payments.map(payment => [payment.method, payment.amountMinor, payment.changeMinor])).toEqual([
      ['card', 10000, 0],
      ['cash', 8900, 1100],
    ])
    expect(bodyOf(sale.id).payment_info).toMatchObject({
      payment_type: 'mixed',
      payment_data: {
        payments: [
          { type: 'terminal', amount: '100.00', reference: '4711' },
          { type: 'cash', amount: '89.00' },
        ],
      },
    })
  })

  it('sells a free ticket without a payment', async () => {
    const cart = await valueOf(
      desk.call['cart.add']({ ...festival, item: ids.brick, variation: null, quantity: 1, parent: null }),
    )
    const sale = await valueOf(desk.call['sale.pay']({ version: cart.version, payments: [] }))
    expect(bodyOf(sale.id)).toMatchObject({ payment_provider: 'free', positions: [{ price: '0.00' }] })
    expect(bodyOf(sale.id)).not.toHaveProperty('payment_info')
  })

  it('refuses money that does not settle the total, and a cart that is not what was shown', async () => {
    const { version } = await valueOf(desk.call['cart.add']({ ...pass, quantity: 1, parent: null }))
    const pay = (payments: Parameters<(typeof desk.call)['sale.pay']>[0]['payments'], shown = version) =>
      codeOf(desk.call['sale.pay']({ version: shown, payments }))
    expect(await pay([cash(18800)])).toBe('payment-short')
    expect(await pay([cash(18900, 18000)])).toBe('payment-short')
    expect(await pay([])).toBe('payment-short')
    expect(await pay([card(19000)])).toBe('payment-over')
    expect(await pay([card(18900, ' ')])).toBe('reference-required')
    expect(await pay([cash(18900)], version - 1)).toBe('cart-changed')
    expect(await pay([cash(18900)])).toBe('done')
    expect(await pay([cash(18900)], version + 1)).toBe('cart-empty')
  })

  it('is not doubled by a second press', async () => {
    const { version } = await valueOf(desk.call['cart.add']({ ...pass, quantity: 1, parent: null }))
    const press = () => codeOf(desk.call['sale.pay']({ version, payments: [cash(18900)] }))
    expect(await Promise.all([press(), press()])).toEqual(['done', 'another-sale-runs'])
    expect(await valueOf(desk.call['sale.recent']({ most: 5 }))).toHaveLength(1)
  })
})

describe('seats', () => {
  it('are sold as what their place leads to, in one of its variations', async () => {
    const cart = await valueOf(desk.call['cart.seats']({ ...arena, guids: ['a-1-3', 'a-1-4'], variation: ids.seatAdult }))
    expect(cart.lines.map(line => line.seat?.guid)).toEqual(['a-1-3', 'a-1-4'])
    const line = cart.lines[0]?.id ?? noLine
    const child = await valueOf(desk.call['cart.change-variation']({ line, variation: ids.seatChild }))
    expect(child.totalMinor).toBe(29900 + 39900)
    expect(await codeOf(desk.call['cart.change-variation']({ line, variation: ids.carer }))).toBe('stock-not-leased')
    const sale = await valueOf(desk.call['sale.pay']({ version: child.version, payments: [cash(69800)] }))
    expect(bodyOf(sale.id).positions.map((position: { seat: string }) => position.seat)).toEqual(['a-1-3', 'a-1-4'])
    expect(sale.what.map(each => each.seat)).toEqual([
      { sector: 'Sektor A', row: '1', number: '3' },
      { sector: 'Sektor A', row: '1', number: '4' },
    ])
    const row = await valueOf(desk.call['stock.row']({ ...arena, sector: 'Sektor A', row: '1' }))
    expect(row.seats.filter(seat => seat.state === 'sold').map(seat => seat.guid)).toEqual(['a-1-3', 'a-1-4'])
    expect((await valueOf(desk.call['stock.hall'](arena))).sectors).toMatchObject([{ name: 'Sektor A', free: 18, pool: 0 }])
  })

  it('without network come from the stock alone', async () => {
    desk.stockSeats({ ...arena, item: ids.seat, variation: ids.seatAdult }, ['a-1-11', 'a-1-12'])
    desk.weather.online = false
    expect(await codeOf(desk.call['cart.seats']({ ...arena, guids: ['a-1-1'], variation: ids.seatAdult }))).toBe(
      'seat-not-leased',
    )
    expect((await valueOf(desk.call['stock.hall'](arena))).sectors).toMatchObject([{ free: 18, pool: 2 }])
    const cart = await valueOf(desk.call['cart.seats']({ ...arena, guids: ['a-1-11'], variation: ids.seatChild }))
    expect(cart.lines).toMatchObject([{ hold: { kind: 'pool' }, priceMinor: 29900 }])
    expect(await codeOf(desk.call['cart.seats']({ ...arena, guids: ['a-1-11'], variation: ids.seatAdult }))).toBe('seat-taken')
    expect(await codeOf(desk.call['cart.seats']({ ...arena, guids: ['a-1-12'], variation: null }))).toBe('variation-required')
    const row = await valueOf(desk.call['stock.row']({ ...arena, sector: 'Sektor A', row: '2' }))
    expect(row.seats.slice(0, 3).map(seat => seat.state)).toEqual(['chosen', 'pool', 'free'])
  })
})
