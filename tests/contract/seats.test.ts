import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { granted, said } from './platform-client.ts'
import { orderShape, pageOf, seatShape } from './platform-shapes.ts'
import type { Seat } from './platform-shapes.ts'
import { lease, sale, seatTaken, unit } from './sale-lines.ts'
import type { Line } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, items, standing } = stock.seated
const wareOf = (seat: Seat) => ({ item: seat.product ?? 0, variation: null, price: '10.00', name: '' })
const placed = (seat: Seat, changes: Line = {}) => unit(wareOf(seat), { seat: seat.seat_guid, ...changes })
const held = (seat: Seat) => lease(wareOf(seat), { seat: seat.seat_guid })
const nobody = { orderposition: null, cartposition: null }
const refusedSeat = (text: string) => ({ status: 400, body: { positions: [{ seat: [text] }] } })

/** The name the platform gives a seat in its refusals; asked for by selling, since the list does not hold it. */
async function nameOf(seat: Seat): Promise<string> {
  const cart = await counter.leased(event, held(seat))
  await counter.giveBack(event, cart.id)
  return cart.seat?.name ?? ''
}

describe('Selling a seat', () => {
  it('puts its holder into the list of seats and takes it off the free ones', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const order = await counter.sold(event, [placed(seat)])
    const [position] = order.positions
    expect(position?.seat).toMatchObject({ id: seat.id, seat_guid: seat.seat_guid, row_name: seat.row_name })
    expect(await counter.readSeat(event, seat.seat_guid)).toMatchObject({ orderposition: position?.id, cartposition: null })
    const path = `${platform.event(event)}/seats/?is_available=true&seat_guid=${encodeURIComponent(seat.seat_guid)}`
    expect(granted(await platform.ask('GET', path), 200, pageOf(seatShape)).count).toBe(0)
  })

  it('is possible once: the second sale hears which seat is gone', async () => {
    const [seat, other] = await counter.freeSeats(event, 2)
    if (other === undefined) throw new Error('two seats were promised')
    const taken = seatTaken(await nameOf(seat))
    await counter.sold(event, [placed(seat)])
    expect(said(await counter.post(event, sale([placed(other), placed(seat)])))).toEqual({
      status: 400,
      body: { positions: [{}, { seat: [taken] }] },
    })
    expect(await counter.readSeat(event, other.seat_guid)).toMatchObject(nobody)
  })

  it('cannot be forced', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const taken = seatTaken(await nameOf(seat))
    await counter.sold(event, [placed(seat)])
    expect(said(await counter.post(event, sale([placed(seat)], { force: true })))).toEqual(refusedSeat(taken))
  })

  it('refuses one seat twice in one sale', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const taken = seatTaken(await nameOf(seat))
    expect(said(await counter.post(event, sale([placed(seat), placed(seat)])))).toEqual({
      status: 400,
      body: { positions: [{}, { seat: [taken] }] },
    })
  })

  it('gives one seat to one of eight tills that want it at the same moment', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const taken = seatTaken(await nameOf(seat))
    const answers = await Promise.all(Array.from({ length: 8 }, () => counter.post(event, sale([placed(seat)]))))
    const written = answers.filter(answer => answer.status === 201)
    expect(written).toHaveLength(1)
    for (const answer of answers) if (answer.status !== 201) expect(said(answer)).toEqual(refusedSeat(taken))
    const [winner] = written.map(answer => granted(answer, 201, orderShape).positions[0]?.id)
    expect(await counter.readSeat(event, seat.seat_guid)).toMatchObject({ orderposition: winner })
  })

  it('frees the seat when the order is cancelled', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const order = await counter.sold(event, [placed(seat)])
    expect((await counter.act(event, order.code, 'mark_canceled')).status).toBe(200)
    expect(await counter.readSeat(event, seat.seat_guid)).toMatchObject(nobody)
    await counter.sold(event, [placed(seat)])
  })

  it('wants a seat for a seated product, none for a standing one, and one that exists', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const { seat: _, ...seatless } = placed(seat)
    const without = await counter.post(event, sale([seatless]))
    expect(said(without)).toEqual(refusedSeat('The specified product requires to choose a seat.'))
    const onFloor = await counter.post(event, sale([unit(standing, { seat: seat.seat_guid })]))
    expect(said(onFloor)).toEqual(refusedSeat('The specified product does not allow to choose a seat.'))
    const unknown = await counter.post(event, sale([placed(seat, { seat: 'no-such-seat' })]))
    expect(said(unknown)).toEqual(refusedSeat('The specified seat does not exist.'))
  })

  it('believes the till that a seat belongs to another price category', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const other = items.find(item => item !== seat.product)
    const order = await counter.sold(event, [placed(seat, { item: other })])
    expect(order.positions[0]).toMatchObject({ item: other, seat: { seat_guid: seat.seat_guid } })
  })

  it('refuses a seat the organizer has blocked, though the list still calls it available', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const blocked = seatTaken(await nameOf(seat))
    const at = `${platform.event(event)}/seats`
    const body = { ids: [seat.id] }
    expect((await platform.ask('POST', `${at}/bulk_block/`, { by: 'admin', body })).status).toBe(200)
    try {
      const path = `${at}/?is_available=true&seat_guid=${encodeURIComponent(seat.seat_guid)}`
      expect(granted(await platform.ask('GET', path), 200, pageOf(seatShape)).results).toMatchObject([{ blocked: true }])
      expect(said(await counter.post(event, sale([placed(seat)])))).toEqual(refusedSeat(blocked))
    } finally {
      await platform.ask('POST', `${at}/bulk_unblock/`, { by: 'admin', body })
    }
    expect(await counter.readSeat(event, seat.seat_guid)).toMatchObject({ blocked: false })
  })
})

describe('Leasing a seat', () => {
  it('takes it off sale for everybody else, and says who holds it', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const cart = await counter.leased(event, held(seat))
    const taken = seatTaken(cart.seat?.name ?? '')
    expect(await counter.readSeat(event, seat.seat_guid)).toMatchObject({ cartposition: cart.id, orderposition: null })
    expect(said(await counter.post(event, sale([placed(seat)])))).toEqual(refusedSeat(taken))
    expect(said(await counter.askLease(event, held(seat)))).toEqual({ status: 400, body: { seat: [taken] } })
  })

  it('becomes a sale by its holder, and only once', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const cart = await counter.leased(event, held(seat))
    const order = await counter.sold(event, [placed(seat)], { consume_carts: [cart.cart_id] })
    expect((await counter.readLease(event, cart.id)).status).toBe(404)
    expect(await counter.readSeat(event, seat.seat_guid)).toMatchObject({
      cartposition: null,
      orderposition: order.positions[0]?.id,
    })
    const again = await counter.post(event, sale([placed(seat)], { consume_carts: [cart.cart_id] }))
    expect(said(again)).toEqual(refusedSeat(seatTaken(cart.seat?.name ?? '')))
  })

  it('may be sold more than once when sales at the same moment name its lease: only the till’s own file prevents it', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const cart = await counter.leased(event, held(seat))
    const body = () => sale([placed(seat)], { consume_carts: [cart.cart_id] })
    const answers = await Promise.all(Array.from({ length: 6 }, () => counter.post(event, body())))
    // The real server credits the lease before it waits for the seat, so one to four were written there; a server that answers in turn writes one.
    expect(answers.filter(answer => answer.status === 201).length).toBeGreaterThan(0)
    const taken = refusedSeat(seatTaken(cart.seat?.name ?? ''))
    for (const answer of answers) if (answer.status !== 201) expect(said(answer)).toEqual(taken)
    expect((await counter.readLease(event, cart.id)).status).toBe(404)
  })

  it('grants the free ones of a block and names the others', async () => {
    const [gone, ...free] = await counter.freeSeats(event, 4)
    const first = await counter.leased(event, held(gone))
    const results = await counter.leaseMany(event, [gone, ...free].map(held))
    expect(results.map(result => result.success)).toEqual([false, true, true, true])
    expect(results[0]).toEqual({ success: false, data: null, errors: { seat: [seatTaken(first.seat?.name ?? '')] } })
  })

  it('wants a seat for a seated product, and one that exists', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const { seat: _, ...seatless } = held(seat)
    expect(said(await counter.askLease(event, seatless))).toEqual({
      status: 400,
      body: { seat: ['The specified product requires to choose a seat.'] },
    })
    expect(said(await counter.askLease(event, { ...seatless, seat: 'no-such-seat' }))).toEqual({
      status: 400,
      body: { seat: ['The specified seat does not exist.'] },
    })
  })

  it('frees the seat when it is given back', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const cart = await counter.leased(event, held(seat))
    await counter.giveBack(event, cart.id)
    expect(await counter.readSeat(event, seat.seat_guid)).toMatchObject(nobody)
  })

  it('holds nothing when its end lies in the past', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    await counter.leased(event, { ...held(seat), expires: '2020-01-01T00:00:00Z' })
    expect(await counter.readSeat(event, seat.seat_guid)).toMatchObject(nobody)
    await counter.sold(event, [placed(seat)])
  })
})

describe('Moving somebody to another seat', () => {
  it('frees the old seat, takes the new one and keeps the printed secret', async () => {
    const [from, to] = await counter.freeSeats(event, 2)
    const order = await counter.sold(event, [placed(from)])
    const [position] = order.positions
    const patch = { patch_positions: [{ position: position?.id, body: { seat: to?.seat_guid } }], send_email: false }
    expect((await counter.act(event, order.code, 'change', patch)).status).toBe(200)
    const moved = await counter.readBack(event, order.code)
    expect(moved.positions).toMatchObject([{ id: position?.id, secret: position?.secret, seat: { seat_guid: to?.seat_guid } }])
    expect(await counter.readSeat(event, from.seat_guid)).toMatchObject(nobody)
  })

  it('refuses a seat that is taken', async () => {
    const [from, to] = await counter.freeSeats(event, 2)
    if (to === undefined) throw new Error('two seats were promised')
    const order = await counter.sold(event, [placed(from)])
    const taken = await counter.sold(event, [placed(to)])
    const patch = { patch_positions: [{ position: order.positions[0]?.id, body: { seat: to.seat_guid } }] }
    const answer = await counter.act(event, order.code, 'change', patch)
    expect(said(answer)).toEqual({ status: 400, body: [seatTaken(taken.positions[0]?.seat?.name ?? '')] })
    expect((await counter.readBack(event, order.code)).positions[0]?.seat?.seat_guid).toBe(from.seat_guid)
  })
})

describe('The list of seats', () => {
  it('can be narrowed to one zone and row', async () => {
    const [seat] = await counter.freeSeats(event, 1)
    const query = new URLSearchParams({ zone_name: seat.zone_name ?? '', row_name: seat.row_name ?? '' })
    const path = `${platform.event(event)}/seats/?${query}`
    const rows = granted(await platform.ask('GET', path), 200, pageOf(seatShape)).results
    expect(rows.map(row => row.seat_guid)).toContain(seat.seat_guid)
    for (const row of rows) expect(row).toMatchObject({ zone_name: seat.zone_name, row_name: seat.row_name })
  })
})
