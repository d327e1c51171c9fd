import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minor } from '#contract/nominal'
import { leaseLimits } from '#domain/lease-rule'
import { earliestUnsentExpiry } from '#store/outbox'
import { tillLimits } from '#till/bounds'
import { codeOf, noLine, openDesk, valueOf } from './desk.ts'
import type { Festival } from './festival.ts'
import { arena, festival, festivalFile, ids } from './festival.ts'

let place: Festival
let desk: ReturnType<typeof openDesk>
const clock = { now: 0 }
const hourMs = 3_600_000
const pass = { ...festival, item: ids.pass, variation: ids.adult }
const adults = (quantity: number) => desk.call['cart.add']({ ...pass, quantity, parent: null })
const seats = (guids: string[]) => desk.call['cart.seats']({ ...arena, guids, variation: ids.seatAdult })
const pay = (version: number, amount: number) =>
  desk.call['sale.pay']({
    version,
    payments: [{ method: 'cash', amountMinor: minor(amount), tenderedMinor: minor(amount) }],
  })
const states = () => desk.database.prepare('SELECT state FROM lease ORDER BY state').pluck().all()

beforeEach(() => {
  clock.now = Date.UTC(2026, 10, 23, 12)
  place = festivalFile()
  desk = openDesk(place.file, clock)
})
afterEach(() => {
  desk.crash()
  place.remove()
})

describe('a cart while the platform is out of reach', () => {
  it('keeps the seats it holds beyond the countdown and sells them', async () => {
    await valueOf(seats(['a-1-1']))
    desk.weather.online = false
    await desk.pass(leaseLimits.shortHoldMs)
    await desk.pass(2 * hourMs)
    expect(states()).toEqual(['held'])
    const kept = await valueOf(desk.call['cart.get']({}))
    expect(kept.lines.map(line => line.hold)).toEqual([{ kind: 'pool' }])
    expect(await codeOf(pay(kept.version, 39900))).toBe('done')
    expect(states()).toEqual(['spent'])
  })

  it('tells the screen when its countdown stands still', async () => {
    await valueOf(adults(1))
    desk.weather.online = false
    desk.told.length = 0
    await desk.pass(leaseLimits.shortHoldMs)
    expect(desk.told).toEqual(['cart'])
  })

  it('gives up what ran out once the platform is back', async () => {
    const cart = await valueOf(seats(['a-1-1']))
    desk.weather.online = false
    await desk.pass(leaseLimits.shortHoldMs)
    await desk.pass(hourMs)
    desk.weather.online = true
    await desk.pass(tillLimits.lookAgainMs)
    expect(states()).toEqual(['returned'])
    expect(await codeOf(pay(cart.version, 39900))).toBe('done')
  })

  it('gives up what may run out at the platform before the sale is sent', async () => {
    const cart = await valueOf(adults(1))
    desk.weather.online = false
    await desk.pass(leaseLimits.shortHoldMs)
    await desk.pass(leaseLimits.shortLifeMs - leaseLimits.shortHoldMs - tillLimits.offlineSellMarginMs)
    expect(states()).toEqual(['returned'])
    expect(await codeOf(pay(cart.version, 18900))).toBe('stock-not-leased')
  })
})

describe('stock that runs out soon', () => {
  it('is sold while the sale can be sent at once, and not without network', async () => {
    desk.stock(pass, 1, tillLimits.offlineSellMarginMs)
    const cart = await valueOf(adults(1))
    expect(cart.lines[0]?.hold).toEqual({ kind: 'pool' })
    desk.weather.online = false
    expect(await codeOf(pay(cart.version, 18900))).toBe('stock-not-leased')
    desk.weather.online = true
    expect(await codeOf(pay(cart.version, 18900))).toBe('done')
  })

  it('is known by the first lease to run out of what was sold and not sent', async () => {
    expect(earliestUnsentExpiry(desk.store)).toBeNull()
    desk.stock(pass, 1, 5 * hourMs)
    desk.stock(pass, 1, 9 * hourMs)
    desk.weather.online = false
    const cart = await valueOf(adults(2))
    const sale = await valueOf(pay(cart.version, 37800))
    expect(earliestUnsentExpiry(desk.store)).toBe(clock.now + 5 * hourMs)
    desk.write(`UPDATE outbox_progress SET state = 'sent' WHERE sale_id = '${sale.id}'`)
    expect(earliestUnsentExpiry(desk.store)).toBeNull()
  })
})

describe('seats', () => {
  it('given back from stock while the platform is asked for their neighbours are not put into the cart', async () => {
    const [lease] = desk.stockSeats({ ...arena, item: ids.seat, variation: ids.seatAdult }, ['a-1-11'])
    let answer = () => {}
    desk.weather.pauses = new Promise<void>(resolve => {
      answer = resolve
    })
    const taking = seats(['a-1-11', 'a-1-12'])
    await new Promise(resolve => setImmediate(resolve))
    desk.write(`UPDATE lease SET state = 'returning' WHERE cart_id = '${lease}'`)
    answer()
    expect(await codeOf(taking)).toBe('seat-taken')
    expect((await valueOf(desk.call['cart.get']({}))).lines).toEqual([])
    expect(states()).toEqual(['returned', 'returning'])
  })

  it('that ran out are taken again as another variation, also one of other quotas', async () => {
    const cart = await valueOf(seats(['a-1-3']))
    await desk.pass(leaseLimits.shortHoldMs)
    const line = cart.lines[0]?.id ?? noLine
    const changed = await valueOf(desk.call['cart.change-variation']({ line, variation: ids.carer }))
    expect(changed.lines).toMatchObject([{ variation: ids.carer, hold: { kind: 'short' } }])
    expect(await codeOf(pay(changed.version, changed.totalMinor))).toBe('done')
  })
})
