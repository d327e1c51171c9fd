import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { granted, said } from './platform-client.ts'
import { listAll } from './find-stock.ts'
import { orderShape, quotaShape } from './platform-shapes.ts'
import { notEnough, sale, unit } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware, quota } = stock.scarce
const outOfStock = { status: 400, body: { positions: [{ item: [notEnough(quota.name)] }] } }
const left = async (where: string, id: number) => (await counter.available(where, id)).available_number ?? 0

describe('What is left of a quota', () => {
  it('falls with a sale and rises again when the order is cancelled', async () => {
    const before = await left(event, quota.id)
    const order = await counter.sold(event, [unit(ware), unit(ware)])
    expect(await left(event, quota.id)).toBe(before - 2)
    expect((await counter.act(event, order.code, 'mark_canceled')).status).toBe(200)
    expect(await left(event, quota.id)).toBe(before)
  })

  it('counts reservations as taken, and reports their number once more under the waiting list', async () => {
    const before = await counter.available(event, quota.id)
    await counter.reserved(event, [unit(ware)])
    const after = await counter.available(event, quota.id)
    expect(after.available_number).toBe((before.available_number ?? 0) - 1)
    expect(after.pending_orders).toBe(before.pending_orders + 1)
    expect(after.waiting_list).toBe(after.pending_orders)
  })

  it('is the same in the list with availability as asked one by one', async () => {
    const listed = await listAll(platform, `${platform.event(event)}/quotas/?with_availability=true`, quotaShape)
    const row = listed.find(each => each.id === quota.id)
    const single = await counter.available(event, quota.id)
    expect(row).toMatchObject({ available: single.available, available_number: single.available_number, size: single.total_size })
  })

  it('is left out of the list where it was not asked for', async () => {
    const [row] = await listAll(platform, `${platform.event(event)}/quotas/`, quotaShape)
    expect(row).not.toHaveProperty('available_number')
  })

  it('falls in every quota that a product sits in, and touches its siblings', async () => {
    const { event: where, ware: pass, quotas, sibling, siblingQuota } = stock.shared
    const numbers = () => Promise.all(quotas.map(each => left(where, each.id)))
    const before = await numbers()
    await counter.sold(where, [unit(pass)])
    expect(await numbers()).toEqual(before.map(number => number - 1))
    await counter.sold(where, [unit(sibling)])
    expect(await numbers()).toEqual(before.map((number, index) => number - (quotas[index]?.id === siblingQuota.id ? 2 : 1)))
  })
})

describe('When a quota has run out', () => {
  it('refuses a sale, naming the quota and the position', async () => {
    await counter.leaseAll(event, ware, quota.id)
    expect(said(await counter.post(event, sale([unit(ware)])))).toEqual(outOfStock)
    expect(await left(event, quota.id)).toBe(0)
  })

  it('refuses a whole sale for one position, and marks the good ones by empty entries', async () => {
    await counter.leaseAll(event, ware, quota.id)
    const good = stock.plentiful.event === event ? unit(stock.plentiful.ware) : unit(ware)
    const answer = await counter.post(event, sale([unit(ware), good]))
    const refused = { item: [notEnough(quota.name)] }
    const other = stock.plentiful.event === event ? {} : refused
    expect(said(answer)).toEqual({ status: 400, body: { positions: [refused, other] } })
  })

  it('refuses the product when any one of its quotas has run out', async () => {
    const { event: where, ware: pass, quotas, sibling, siblingQuota } = stock.shared
    await counter.whileClosed(where, siblingQuota.id, async () => {
      const answer = await counter.post(where, sale([unit(pass)]))
      expect(said(answer)).toEqual({ status: 400, body: { positions: [{ item: [notEnough(siblingQuota.name)] }] } })
      expect((await counter.post(where, sale([unit(sibling)]))).status).toBe(400)
    })
    expect(quotas.length).toBeGreaterThan(1)
  })

  it('says that nothing is left of a quota the organizer has closed', async () => {
    await counter.whileClosed(event, quota.id, async () => {
      expect(await counter.available(event, quota.id)).toMatchObject({ available: false, available_number: 0 })
      expect(said(await counter.post(event, sale([unit(ware)])))).toEqual(outOfStock)
    })
    expect(await left(event, quota.id)).toBeGreaterThan(0)
  })

  it('sells all the same when force stands in the body', async () => {
    await counter.leaseAll(event, ware, quota.id)
    const order = await counter.sold(event, [unit(ware)], { force: true })
    expect((await counter.readBack(event, order.code)).status).toBe('p')
    expect(await left(event, quota.id)).toBe(0)
  })

  it('does not care for force in the address', async () => {
    await counter.leaseAll(event, ware, quota.id)
    const answer = await platform.ask('POST', `${platform.event(event)}/orders/?force=true`, { body: sale([unit(ware)]) })
    expect(said(answer)).toEqual(outOfStock)
  })

  it('lets an expired reservation’s unit go, and refuses to take the money for it when it has been given away', async () => {
    const before = await left(event, quota.id)
    const order = await counter.reserved(event, [unit(ware)])
    expect((await counter.act(event, order.code, 'mark_expired')).status).toBe(200)
    expect(await left(event, quota.id)).toBe(before)
    await counter.leaseAll(event, ware, quota.id)
    const refused = { status: 400, body: { detail: `The ordered product "${ware.name}" is no longer available.` } }
    const payment = { amount: order.total, provider: 'boxoffice', send_email: false }
    expect((await counter.act(event, order.code, 'payments', { ...payment, state: 'created' })).status).toBe(201)
    expect(said(await counter.act(event, order.code, 'payments/1/confirm', { send_email: false }))).toEqual(refused)
    expect(said(await counter.act(event, order.code, 'mark_paid', { send_email: false }))).toEqual(refused)
    expect((await counter.readBack(event, order.code)).status).toBe('e')
  })

  it('hides that refusal behind a 201 when the payment is sent as confirmed: the order stays unpaid', async () => {
    const order = await counter.reserved(event, [unit(ware)])
    expect((await counter.act(event, order.code, 'mark_expired')).status).toBe(200)
    await counter.leaseAll(event, ware, quota.id)
    const body = { state: 'confirmed', amount: order.total, provider: 'boxoffice', send_email: false }
    expect((await counter.act(event, order.code, 'payments', body)).status).toBe(201)
    expect(await counter.readBack(event, order.code)).toMatchObject({ status: 'e', payments: [{ state: 'confirmed' }] })
  })

  it('does not sell one last unit twice to sales at the same moment', async () => {
    const carts = await counter.leaseAll(event, ware, quota.id)
    await counter.giveBack(event, carts[0]?.id ?? 0)
    const answers = await Promise.all(Array.from({ length: 6 }, () => counter.post(event, sale([unit(ware)]))))
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(1)
    for (const answer of answers) if (answer.status !== 201) expect(said(answer)).toEqual(outOfStock)
    expect(granted(answers.find(answer => answer.status === 201) ?? failed(), 201, orderShape).status).toBe('p')
  })
})

function failed(): never {
  throw new Error('no sale was written')
}
