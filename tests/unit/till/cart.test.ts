import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minor } from '#contract/nominal'
import { refusal } from '#contract/refusal'
import { leaseLimits } from '#domain/lease-rule'
import { codeOf, noLine, openDesk, settings, valueOf } from './desk.ts'
import type { Festival } from './festival.ts'
import { arena, club, festival, festivalFile, ids } from './festival.ts'

let place: Festival
let desk: ReturnType<typeof openDesk>
const clock = { now: 0 }
const pass = { ...festival, item: ids.pass, variation: ids.adult }
const adults = (quantity: number) => desk.call['cart.add']({ ...pass, quantity, parent: null })
const cash = (amount: number) => ({ method: 'cash' as const, amountMinor: minor(amount), tenderedMinor: minor(amount) })
const leaseStates = () =>
  desk.database.prepare('SELECT state, count(*) AS n FROM lease GROUP BY state ORDER BY state').all() as {
    state: string
    n: number
  }[]

beforeEach(() => {
  clock.now = Date.UTC(2026, 10, 23, 12)
  place = festivalFile()
  desk = openDesk(place.file, clock)
})
afterEach(() => {
  desk.crash()
  place.remove()
})

describe('what a showing offers', () => {
  it('lists prices, stock and what is held', async () => {
    desk.stock(pass, 5)
    await valueOf(adults(2))
    const products = await valueOf(desk.call['stock.products'](festival))
    expect(products.map(product => [product.item, product.variation, product.priceMinor, product.unsellable])).toEqual([
      [ids.pass, ids.adult, 18900, null],
      [ids.pass, ids.child, 14900, null],
      [ids.friday, null, 8900, null],
      [ids.brick, null, 0, null],
      [ids.camping, null, 4000, null],
      [ids.parking, null, 3000, null],
    ])
    expect(products[0]?.stock).toEqual({ free: 101, pool: 3, inCart: 2, target: 0, askedAt: 5 })
    expect(products[4]?.category).toEqual({ id: 1, name: { pl: 'Dodatki' }, addon: true })
    expect(Object.keys(products[0] ?? {})).not.toContain('body')
  })

  it('knows the price of a date', async () => {
    expect(await valueOf(desk.call['stock.products'](club))).toMatchObject([{ item: ids.entry, priceMinor: 3950 }])
    expect(await codeOf(desk.call['stock.products']({ event: 'klub', subevent: null }))).toBe('event-unknown')
    expect(await codeOf(desk.call['stock.products']({ event: 'festiwal', subevent: 41 }))).toBe('event-unknown')
  })

  it('lists nothing that was over a fortnight ago', async () => {
    const listed = async () => (await valueOf(desk.call['showings.list']({}))).map(showing => showing.event)
    const day = 86_400_000
    desk.write(`UPDATE event SET date_from = ${clock.now - 15 * day}, date_to = ${clock.now - 13 * day} WHERE slug = 'arena'`)
    desk.write(`UPDATE subevent SET date_from = ${clock.now - 15 * day} WHERE event = 'klub'`)
    expect(await listed()).toEqual(['arena', 'festiwal'])
  })

  it('lists every event and every date of a series', async () => {
    const showings = await valueOf(desk.call['showings.list']({}))
    expect(showings.map(showing => [showing.event, showing.subevent, showing.seated])).toEqual([
      ['arena', null, false],
      ['festiwal', null, false],
      ['klub', 41, false],
    ])
  })
})

describe('the cart', () => {
  it('is of one showing', async () => {
    await valueOf(adults(1))
    expect(await codeOf(desk.call['cart.add']({ ...club, item: ids.entry, variation: null, quantity: 1, parent: null }))).toBe(
      'cart-mixed-events',
    )
    await valueOf(desk.call['cart.empty']({}))
    expect(await codeOf(desk.call['cart.add']({ ...club, item: ids.entry, variation: null, quantity: 1, parent: null }))).toBe(
      'done',
    )
  })

  it('is bounded', async () => {
    await valueOf(adults(99))
    expect(await codeOf(adults(2))).toBe('cart-full')
  })

  it('keeps to what one sale may hold of a product, all its kinds together', async () => {
    const limit = (most: number | null, least: number | null) =>
      desk.write(
        `UPDATE item SET body = json_set(body, '$.max_per_order', ${most}, '$.min_per_order', ${least}) WHERE id = ${ids.pass}`,
      )
    limit(3, 2)
    const one = await valueOf(adults(1))
    expect(await codeOf(desk.call['sale.pay']({ version: one.version, payments: [cash(18900)] }))).toBe('product-too-few')
    expect(await codeOf(adults(3))).toBe('product-too-many')
    const three = await valueOf(adults(2))
    expect(three.lines).toHaveLength(3)
    limit(2, null)
    expect(await codeOf(desk.call['sale.pay']({ version: three.version, payments: [cash(56700)] }))).toBe('product-too-many')
  })

  it('does not offer what needs extras that are not sold', async () => {
    const fridayNow = async () =>
      (await valueOf(desk.call['stock.products'](festival))).find(product => product.item === ids.friday)?.unsellable
    expect(await fridayNow()).toBeNull()
    desk.write(`UPDATE item SET active = 0 WHERE id IN (${ids.camping}, ${ids.parking})`)
    expect(await fridayNow()).toBe('no-extras')
  })

  it('says that what a seat is sold as has not come down yet', async () => {
    desk.write(`DELETE FROM variation; DELETE FROM item WHERE event = 'arena'`)
    const seat = desk.call['cart.seats']({ ...arena, guids: ['a-1-1'], variation: null })
    expect(await codeOf(seat)).toBe('products-not-in')
  })

  it('refuses what is not sold that way', async () => {
    const add = (item: number, variation: number | null, showing: typeof festival | typeof arena = festival) =>
      codeOf(desk.call['cart.add']({ ...showing, item, variation, quantity: 1, parent: null }))
    expect(await add(ids.pass, null)).toBe('variation-required')
    expect(await add(999, null)).toBe('product-unknown')
    expect(await add(ids.camping, null)).toBe('addon-needs-ticket')
    expect(await add(ids.seat, ids.seatAdult, arena)).toBe('seat-required')
    desk.write(`UPDATE item SET active = 0 WHERE id = ${ids.friday}`)
    expect(await add(ids.friday, null)).toBe('product-unsellable')
  })

  it('sells add-ons with a ticket, as many as it takes, behind it and at its price', async () => {
    const friday = await valueOf(
      desk.call['cart.add']({ ...festival, item: ids.friday, variation: null, quantity: 1, parent: null }),
    )
    const parent = friday.lines[0]?.id ?? noLine
    expect(friday.lines[0]?.missing).toEqual([{ category: 1, least: 1 }])
    expect(await codeOf(desk.call['sale.pay']({ version: friday.version, payments: [cash(8900)] }))).toBe('addon-count')
    await valueOf(adults(1))
    const addon = (item: number, quantity = 1, of = parent) =>
      desk.call['cart.add']({ ...festival, item, variation: null, quantity, parent: of })
    expect(await codeOf(addon(ids.camping, 2))).toBe('addon-count')
    expect(await codeOf(addon(ids.camping, 1, noLine))).toBe('addon-needs-ticket')
    expect(await codeOf(addon(ids.brick))).toBe('addon-needs-ticket')
    await valueOf(addon(ids.camping))
    expect(await codeOf(addon(ids.camping))).toBe('addon-count')
    const cart = await valueOf(addon(ids.parking))
    expect(cart.totalMinor).toBe(8900 + 18900)
    const sale = await valueOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(27800)] }))
    const body = JSON.parse(String(desk.database.prepare('SELECT body FROM outbox WHERE sale_id = ?').pluck().get(sale.id)))
    expect(
      body.positions.map((p: { item: number; addon_to: number | null; price: string }) => [p.item, p.addon_to, p.price]),
    ).toEqual([
      [ids.friday, null, '89.00'],
      [ids.camping, 1, '0.00'],
      [ids.parking, 1, '0.00'],
      [ids.pass, null, '189.00'],
    ])
  })

  it('lets go of what is taken out, tickets with their add-ons', async () => {
    desk.stock(pass, 1)
    const cart = await valueOf(adults(2))
    const line = cart.lines[1]?.id ?? noLine
    await valueOf(desk.call['cart.add']({ ...festival, item: ids.camping, variation: null, quantity: 1, parent: line }))
    const left = await valueOf(desk.call['cart.remove']({ lines: [line] }))
    expect(left.lines).toHaveLength(1)
    expect(leaseStates()).toEqual([
      { state: 'held', n: 1 },
      { state: 'returned', n: 2 },
    ])
    await valueOf(desk.call['cart.empty']({}))
    expect((await valueOf(desk.call['stock.products'](festival)))[0]?.stock.pool).toBe(1)
  })

  it('keeps the lease of a unit that becomes another variation of the same quotas', async () => {
    const cart = await valueOf(adults(1))
    const changed = await valueOf(desk.call['cart.change-variation']({ line: cart.lines[0]?.id ?? noLine, variation: ids.child }))
    expect(changed.lines).toMatchObject([{ variation: ids.child, priceMinor: 14900 }])
    expect(leaseStates()).toEqual([{ state: 'held', n: 1 }])
    desk.write(`DELETE FROM quota_product WHERE quota = 2 AND variation = ${ids.child}`)
    await valueOf(desk.call['cart.change-variation']({ line: cart.lines[0]?.id ?? noLine, variation: ids.adult }))
    expect(leaseStates()).toEqual([{ state: 'held', n: 1 }])
    await valueOf(desk.call['cart.change-variation']({ line: cart.lines[0]?.id ?? noLine, variation: ids.child }))
    expect(leaseStates()).toEqual([
      { state: 'held', n: 1 },
      { state: 'returned', n: 1 },
    ])
  })

  it('survives a crash', async () => {
    const cart = await valueOf(adults(2))
    desk.crash()
    desk = openDesk(place.file, clock, 2)
    expect(await valueOf(desk.call['cart.get']({}))).toEqual(cart)
  })
})

describe('holds', () => {
  it('offline with nothing in stock: refused by name', async () => {
    desk.weather.online = false
    expect(await adults(1)).toEqual({
      ok: false,
      refusal: { code: 'stock-not-leased', parameters: { product: 'Karnet, Dorosły' } },
    })
  })

  it('offline with some in stock: refused with how many can be taken', async () => {
    desk.stock(pass, 4)
    desk.weather.online = false
    expect(await adults(9)).toEqual({
      ok: false,
      refusal: { code: 'stock-gone', parameters: { product: 'Karnet, Dorosły', left: 4 } },
    })
    expect(await codeOf(adults(4))).toBe('done')
    expect(await codeOf(adults(1))).toBe('stock-not-leased')
  })

  it('that run out at the platform are not put into a cart', async () => {
    desk.stock(pass, 1, 60_000)
    desk.weather.online = false
    expect(await codeOf(adults(1))).toBe('stock-not-leased')
  })

  it('are not sold from until a restored file is proven', async () => {
    desk.stock(pass, 1)
    const cart = await valueOf(adults(1))
    desk.write('UPDATE file_identity SET leases_proven = 0')
    desk.weather.online = false
    expect(await codeOf(adults(1))).toBe('leases-unproven')
    expect(await codeOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(18900)] }))).toBe('leases-unproven')
    desk.write('UPDATE file_identity SET leases_proven = 1')
    expect(await codeOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(18900)] }))).toBe('done')
  })

  it('go back when the countdown ends; the lines stay and paying takes them again', async () => {
    const cart = await valueOf(desk.call['cart.seats']({ ...arena, guids: ['a-1-1', 'a-1-2'], variation: ids.seatAdult }))
    expect(cart.lines[0]?.hold).toEqual({ kind: 'short', until: clock.now + leaseLimits.shortHoldMs })
    await desk.pass(leaseLimits.shortHoldMs)
    expect(leaseStates()).toEqual([{ state: 'returned', n: 2 }])
    expect((await valueOf(desk.call['cart.get']({}))).lines).toHaveLength(2)
    desk.weather.refuses = refusal('seat-taken', { seat: 'a-1-1' })
    expect(await desk.call['sale.pay']({ version: cart.version, payments: [cash(79800)] })).toMatchObject({
      ok: false,
      refusal: { code: 'seat-taken' },
    })
    desk.weather.refuses = null
    await valueOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(79800)] }))
    expect(leaseStates()).toEqual([
      { state: 'returned', n: 2 },
      { state: 'spent', n: 2 },
    ])
  })

  it('that ran out are taken again at one key: the same seats, a new countdown', async () => {
    const seats = await valueOf(desk.call['cart.seats']({ ...arena, guids: ['a-1-1', 'a-1-2'], variation: ids.seatAdult }))
    await desk.pass(leaseLimits.shortHoldMs)
    desk.weather.refuses = refusal('seat-taken', { seat: 'a-1-1' })
    expect(await desk.call['cart.renew']({})).toMatchObject({ ok: false, refusal: { code: 'seat-taken' } })
    expect((await valueOf(desk.call['cart.get']({}))).lines).toHaveLength(2)
    desk.weather.refuses = null
    const renewed = await valueOf(desk.call['cart.renew']({}))
    expect(renewed.version).toBe(seats.version)
    expect(renewed.lines.map(line => [line.id, line.hold])).toEqual(
      seats.lines.map(line => [line.id, { kind: 'short', until: clock.now + leaseLimits.shortHoldMs }]),
    )
  })

  it('that have not run out are left as they are', async () => {
    expect(await codeOf(desk.call['cart.renew']({}))).toBe('cart-empty')
    const cart = await valueOf(adults(2))
    desk.weather.refuses = refusal('stock-gone', { product: '', left: 0 })
    expect(await valueOf(desk.call['cart.renew']({}))).toEqual(cart)
  })

  it('whose countdown ended while the till was down go back at the start', async () => {
    await valueOf(adults(1))
    desk.crash()
    clock.now += leaseLimits.shortHoldMs + 1
    desk = openDesk(place.file, clock, 2)
    expect(leaseStates()).toEqual([{ state: 'returned', n: 1 }])
  })

  it('that the platform may have ended by its own clock are not sold', async () => {
    desk.stock(pass, 1)
    const cart = await valueOf(adults(1))
    desk.weather.skewMs = 72 * 3_600_000
    desk.weather.online = false
    expect(await codeOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(18900)] }))).toBe('stock-not-leased')
    expect((await valueOf(desk.call['cart.get']({}))).lines).toHaveLength(1)
  })

  it('being waited for hold up nothing but the next command at the cart', async () => {
    let answer = () => {}
    desk.weather.pauses = new Promise<void>(resolve => {
      answer = resolve
    })
    const first = adults(1)
    const second = adults(2)
    expect((await valueOf(desk.call['cart.get']({}))).lines).toHaveLength(0)
    expect(await codeOf(desk.call['stock.products'](festival))).toBe('done')
    answer()
    expect((await valueOf(first)).lines).toHaveLength(1)
    expect((await valueOf(second)).lines).toHaveLength(3)
  })
})

describe('trouble', () => {
  it('a full disk refuses the sale and keeps the cart', async () => {
    const cart = await valueOf(adults(40))
    const pages = Number(desk.database.pragma('page_count', { simple: true }))
    desk.database.pragma(`max_page_count = ${pages}`)
    const pay = () => codeOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(40 * 18900)] }))
    expect(await pay()).toBe('disk-full')
    expect(await valueOf(desk.call['cart.get']({}))).toEqual(cart)
    expect(await valueOf(desk.call['sale.recent']({ most: 1 }))).toEqual([])
    expect(leaseStates()).toEqual([{ state: 'held', n: 40 }])
    desk.database.pragma('max_page_count = 1000000')
    expect(await pay()).toBe('done')
  })

  it('a disk that fills up once the sale is stored does not refuse it', async () => {
    const cart = await valueOf(adults(1))
    desk.upload.wake = () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    }
    expect(await codeOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(18900)] }))).toBe('done')
    expect(await valueOf(desk.call['sale.recent']({ most: 5 }))).toHaveLength(1)
  })

  it('a file that may not be written is said in words', async () => {
    const cart = await valueOf(adults(1))
    desk.database.pragma('query_only = ON')
    expect(await codeOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(18900)] }))).toBe('folder-read-only')
  })

  it('without a platform nothing is sold', async () => {
    const cart = await valueOf(adults(1))
    desk.write('UPDATE till SET retired_at = 1')
    expect(await codeOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(18900)] }))).toBe('not-connected')
  })

  it('another cashier sells in a shift of their own', async () => {
    desk.desk.beginDuty()
    const sell = async () => {
      const cart = await valueOf(adults(1))
      return (await valueOf(desk.call['sale.pay']({ version: cart.version, payments: [cash(18900)] }))).cashier
    }
    expect(await sell()).toBe('Anna')
    desk.person.settings = { ...settings, cashier: 'Bolek' }
    expect([await sell(), await sell()]).toEqual(['Bolek', 'Bolek'])
    expect(desk.database.prepare('SELECT kind FROM audit ORDER BY number').pluck().all()).toEqual([
      'shift.begun',
      'sale.made',
      'shift.ended',
      'shift.begun',
      'sale.made',
      'sale.made',
    ])
  })
})
