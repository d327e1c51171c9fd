import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { said } from './platform-client.ts'
import { notEnough, sale, unit } from './sale-lines.ts'
import type { Line } from './sale-lines.ts'

const { stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const { event: fair, parent, extra } = stock.addOn
const refused = async (where: string, positions: readonly Line[]) => said(await counter.post(where, sale(positions)))
const orphan =
  'If you set addon_to, you need to make sure that the referenced position ID exists and is transmitted directly before its add-ons.'

describe('Products and variations', () => {
  it('wants a variation where the product has some, and none where it has none', async () => {
    const [{ item, price }] = stock.varied.wares
    expect(await refused(stock.varied.event, [{ item, price }])).toEqual({
      status: 400,
      body: { positions: [{ variation: ['You should specify a variation for this item.'] }] },
    })
    const foreign = stock.varied.wares[0].variation
    const { status, body } = await refused(stock.scarce.event, [unit(stock.scarce.ware, { variation: foreign })])
    const texts = ['You cannot specify a variation for this item.', 'The specified variation does not belong to this event.']
    expect(status).toBe(400)
    expect([{ positions: [{ variation: [texts[0]] }] }, { positions: [{ variation: [texts[1]] }] }]).toContainEqual(body)
  })

  it('sells variations of one product in one order', async () => {
    const order = await counter.sold(
      stock.varied.event,
      stock.varied.wares.map(each => unit(each)),
    )
    expect(order.positions.map(position => position.variation)).toEqual(stock.varied.wares.map(each => each.variation))
  })

  it('refuses a product nobody made, and one of another event', async () => {
    expect(await refused(event, [{ item: 99_999_999, price: '1.00' }])).toEqual({
      status: 400,
      body: { positions: [{ item: ['Invalid pk "99999999" - object does not exist.'] }] },
    })
    expect(await refused(event, [{ item: stock.series.item, price: '1.00' }])).toEqual({
      status: 400,
      body: { positions: [{ item: ['The specified item does not belong to this event.'] }] },
    })
  })

  it('refuses an order of nothing', async () => {
    expect(await refused(event, [])).toEqual({ status: 400, body: { positions: ['An order cannot be empty.'] } })
  })

  it('refuses a holder named in two ways', async () => {
    const named = unit(ware, { attendee_name: 'Anna', attendee_name_parts: { full_name: 'Anna' } })
    expect(await refused(event, [named])).toEqual({
      status: 400,
      body: { positions: [{ attendee_name: ['Do not specify attendee_name if you specified attendee_name_parts.'] }] },
    })
  })
})

describe('The numbers of positions', () => {
  it('are given in the order they were sent where the till gives none', async () => {
    const order = await counter.sold(event, [unit(ware), unit(ware), unit(ware)])
    expect(order.positions.map(position => position.positionid)).toEqual([1, 2, 3])
  })

  it('run from one without a gap, and stand on every position or on none', async () => {
    const gap = [unit(ware, { positionid: 1 }), unit(ware, { positionid: 3 })]
    expect(await refused(event, gap)).toEqual({
      status: 400,
      body: { positions: [{}, { positionid: ['Position IDs need to be consecutive.'] }] },
    })
    const some = [unit(ware, { positionid: 1 }), unit(ware)]
    expect(await refused(event, some)).toEqual({
      status: 400,
      body: { positions: [{}, { positionid: ['If you set position IDs manually, you need to do so for all positions.'] }] },
    })
  })
})

describe('Add-ons', () => {
  it('are tied to their ticket by its number when sent, and by its id when read', async () => {
    const lines = [unit(parent, { positionid: 1 }), unit(extra, { positionid: 2, addon_to: 1 })]
    const order = await counter.sold(fair, lines)
    const [ticket, addOn] = order.positions
    expect(addOn?.addon_to).toBe(ticket?.id)
    expect((await counter.readBack(fair, order.code)).positions[1]?.addon_to).toBe(ticket?.id)
  })

  it('take from a quota of their own, and stop the sale when it has run out', async () => {
    const { quota } = stock.addOn
    const lines = () => [unit(parent, { positionid: 1 }), unit(extra, { positionid: 2, addon_to: 1 })]
    const before = await counter.available(fair, quota.id)
    await counter.sold(fair, lines())
    expect((await counter.available(fair, quota.id)).available_number).toBe((before.available_number ?? 0) - 1)
    await counter.leaseAll(fair, extra, quota.id)
    expect(await refused(fair, lines())).toEqual({
      status: 400,
      body: { positions: [{}, { item: [notEnough(quota.name)] }] },
    })
  })

  it('are sold from leases of their own', async () => {
    const [cart] = await counter.leaseAll(fair, extra, stock.addOn.quota.id)
    const lines = [unit(parent, { positionid: 1 }), unit(extra, { positionid: 2, addon_to: 1 })]
    await counter.sold(fair, lines, { consume_carts: [cart?.cart_id] })
    expect((await counter.readLease(fair, cart?.id ?? 0)).status).toBe(404)
  })

  it('follow their ticket directly', async () => {
    const unknown = [unit(parent, { positionid: 1 }), unit(extra, { positionid: 2, addon_to: 7 })]
    expect(await refused(fair, unknown)).toEqual({ status: 400, body: { positions: [{}, { addon_to: [orphan] }] } })
    const apart = [unit(parent, { positionid: 1 }), unit(parent, { positionid: 2 }), unit(extra, { positionid: 3, addon_to: 1 })]
    expect(await refused(fair, apart)).toEqual({ status: 400, body: { positions: [{}, {}, { addon_to: [orphan] }] } })
  })

  it('need numbers on every position', async () => {
    const text = 'If you set addon_to on any position, you need to specify position IDs manually.'
    expect(await refused(fair, [unit(parent), unit(extra, { addon_to: 1 })])).toEqual({
      status: 400,
      body: { positions: [{ positionid: [text] }, { positionid: [text] }] },
    })
  })

  it('are sold alone without complaint: the till is the only guard', async () => {
    const order = await counter.sold(fair, [unit(extra)])
    expect(order.positions).toMatchObject([{ item: extra.item, addon_to: null }])
  })

  it('are sold beyond what their ticket allows without complaint', async () => {
    const extras = Array.from({ length: stock.addOn.maxCount + 1 }, (_, index) =>
      unit(extra, { positionid: index + 2, addon_to: 1 }),
    )
    const order = await counter.sold(fair, [unit(parent, { positionid: 1 }), ...extras])
    expect(order.positions).toHaveLength(stock.addOn.maxCount + 2)
  })

  it('are not added by themselves', async () => {
    expect((await counter.sold(fair, [unit(parent)])).positions).toHaveLength(1)
  })
})
