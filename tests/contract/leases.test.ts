import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { freshCartId } from './fresh-names.ts'
import { granted, said } from './platform-client.ts'
import { cartShape, orderShape } from './platform-shapes.ts'
import { listAll } from './find-stock.ts'
import { lease, notEnough, sale, unit } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware, quota } = stock.scarce
const carts = `${platform.event(event)}/cartpositions/`
const gone = { status: 404, body: { detail: 'No CartPosition matches the given query.' } }
const outOfStock = notEnough(quota.name)
const past = '2020-01-01T00:00:00Z'

describe('A lease', () => {
  it('takes one unit off the quota until the moment the till chose', async () => {
    const before = await counter.available(event, quota.id)
    const expires = new Date(Date.now() + 40 * 86_400_000).toISOString()
    const body = lease(ware, { expires })
    const cart = await counter.leased(event, body)
    expect(cart).toMatchObject({
      cart_id: body['cart_id'],
      item: ware.item,
      variation: ware.variation,
      price: ware.price,
      seat: null,
    })
    expect(Date.parse(cart.expires)).toBe(Date.parse(expires))
    const after = await counter.available(event, quota.id)
    expect(after.available_number).toBe((before.available_number ?? 0) - 1)
    expect(after.cart_positions).toBe(before.cart_positions + 1)
  })

  it('expires by the event’s own rule where the till names no moment', async () => {
    const { expires: _, ...body } = lease(ware)
    const cart = await counter.leased(event, body)
    const minutes = (Date.parse(cart.expires) - Date.parse(cart.datetime)) / 60_000
    expect(minutes).toBeGreaterThan(1)
    expect(minutes).toBeLessThan(24 * 60)
  })

  it('can be read and found in the list, so that a till finds its orphans', async () => {
    const cart = await counter.leased(event, lease(ware))
    expect(granted(await counter.readLease(event, cart.id), 200, cartShape).cart_id).toBe(cart.cart_id)
    const found = (await listAll(platform, carts, cartShape)).map(each => each.cart_id)
    expect(found).toContain(cart.cart_id)
  })

  it('cannot be extended or changed', async () => {
    const cart = await counter.leased(event, lease(ware))
    for (const method of ['PATCH', 'PUT']) {
      const answer = await platform.ask(method, `${carts}${cart.id}/`, { body: { expires: '2030-01-01T00:00:00Z' } })
      expect(said(answer)).toEqual({ status: 405, body: { detail: `Method "${method}" not allowed.` } })
    }
    expect(granted(await counter.readLease(event, cart.id), 200, cartShape).expires).toBe(cart.expires)
  })

  it('frees its unit when it is given back, and is unknown afterwards', async () => {
    const before = await counter.available(event, quota.id)
    const cart = await counter.leased(event, lease(ware))
    const answer = await counter.giveBack(event, cart.id)
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(said(await counter.giveBack(event, cart.id))).toEqual(gone)
    expect(said(await counter.readLease(event, cart.id))).toEqual(gone)
    expect((await counter.available(event, quota.id)).available_number).toBe(before.available_number)
  })

  it('is born dead, and still granted, when its end lies in the past', async () => {
    const before = await counter.available(event, quota.id)
    const cart = await counter.leased(event, lease(ware, { expires: past }))
    expect(Date.parse(cart.expires)).toBe(Date.parse(past))
    expect((await counter.available(event, quota.id)).available_number).toBe(before.available_number)
  })

  it('must carry the till’s name in the platform’s form, and a price', async () => {
    const named = await counter.askLease(event, lease(ware, { cart_id: 'contract' }))
    expect(said(named)).toEqual({ status: 400, body: { cart_id: ['Cart ID should end in @api or be empty.'] } })
    const { price: _, ...unpriced } = lease(ware)
    const answer = await counter.askLease(event, unpriced)
    expect(said(answer)).toEqual({ status: 400, body: { price: ['This field is required.'] } })
  })

  it('is given a name where the till sends none', async () => {
    const { cart_id: _, ...body } = lease(ware)
    expect((await counter.leased(event, body)).cart_id).toMatch(/@api$/)
  })
})

describe('Leasing many units at once', () => {
  it('grants as many as are left and refuses the rest, in one call that always succeeds', async () => {
    const left = (await counter.available(event, quota.id)).available_number ?? 0
    const lines = Array.from({ length: left + 5 }, () => lease(ware))
    const results = await counter.leaseMany(event, lines)
    expect(results.map(result => result.success)).toEqual([...Array(left).fill(true), ...Array(5).fill(false)])
    expect(results.flatMap(result => (result.success ? [result.data.cart_id] : []))).toEqual(
      lines.slice(0, left).map(line => line['cart_id']),
    )
    expect(results.at(-1)).toEqual({ success: false, data: null, errors: { non_field_errors: [outOfStock] } })
    expect(await counter.available(event, quota.id)).toMatchObject({ available: false, available_number: 0 })
    const single = await counter.askLease(event, lease(ware))
    expect(said(single)).toEqual({ status: 400, body: [outOfStock] })
    const none = await counter.leaseMany(event, [lease(ware)])
    expect(none.map(result => result.success)).toEqual([false])
  })

  it('is content with an empty list', async () => {
    expect(await counter.leaseMany(event, [])).toEqual([])
  })
})

describe('Selling from leases', () => {
  it('refuses a sale without a lease when all is leased, and grants it to whoever holds one', async () => {
    const [cart] = await counter.leaseAll(event, ware, quota.id)
    const without = await counter.post(event, sale([unit(ware)]))
    expect(said(without)).toEqual({ status: 400, body: { positions: [{ item: [outOfStock] }] } })
    await counter.sold(event, [unit(ware)], { consume_carts: [cart?.cart_id] })
    expect(said(await counter.readLease(event, cart?.id ?? 0))).toEqual(gone)
    expect((await counter.available(event, quota.id)).available_number).toBe(0)
  })

  it('credits one unit a lease: a sale of two with one lease needs a free one as well', async () => {
    const [cart] = await counter.leaseAll(event, ware, quota.id)
    const answer = await counter.post(event, sale([unit(ware), unit(ware)], { consume_carts: [cart?.cart_id] }))
    expect(said(answer)).toEqual({ status: 400, body: { positions: [{}, { item: [outOfStock] }] } })
    expect((await counter.readLease(event, cart?.id ?? 0)).status).toBe(200)
  })

  it('ignores a lease it does not know and one that has expired: the sale is checked as any other', async () => {
    const dead = await counter.leased(event, lease(ware, { expires: past }))
    const alive = await counter.leaseAll(event, ware, quota.id)
    for (const name of [dead.cart_id, freshCartId()]) {
      const answer = await counter.post(event, sale([unit(ware)], { consume_carts: [name] }))
      expect(said(answer)).toEqual({ status: 400, body: { positions: [{ item: [outOfStock] }] } })
    }
    await counter.giveBack(event, alive[0]?.id ?? 0)
    await counter.sold(event, [unit(ware)], { consume_carts: [dead.cart_id] })
    expect((await counter.readLease(event, dead.id)).status).toBe(200)
  })

  it('uses up a whole lease of two units in a sale of one, so a lease holds one unit', async () => {
    const name = freshCartId()
    const [one, other] = [
      await counter.leased(event, lease(ware, { cart_id: name })),
      await counter.leased(event, lease(ware, { cart_id: name })),
    ]
    const before = await counter.available(event, quota.id)
    await counter.sold(event, [unit(ware)], { consume_carts: [name] })
    expect(said(await counter.readLease(event, one.id))).toEqual(gone)
    expect(said(await counter.readLease(event, other.id))).toEqual(gone)
    expect((await counter.available(event, quota.id)).available_number).toBe((before.available_number ?? 0) + 1)
  })

  it('leaves the lease alone when the sale that names it is refused', async () => {
    const cart = await counter.leased(event, lease(ware))
    const answer = await counter.post(event, sale([unit(ware)], { consume_carts: [cart.cart_id], code: 'CT3' }))
    expect(answer.status).toBe(400)
    expect((await counter.readLease(event, cart.id)).status).toBe(200)
  })

  it('sells from a lease although the organizer has closed the quota since', async () => {
    const cart = await counter.leased(event, lease(ware))
    await counter.whileClosed(event, quota.id, async () => {
      expect((await counter.post(event, sale([unit(ware)]))).status).toBe(400)
      await counter.sold(event, [unit(ware)], { consume_carts: [cart.cart_id] })
    })
  })

  it('credits by quota: a lease for one variation covers another that sits in the same quotas', async () => {
    const { event: where, wares, quotas } = stock.varied
    const cart = await counter.leased(where, lease(wares[0]))
    await counter.whileClosed(where, quotas[0]?.id ?? 0, async () => {
      await counter.sold(where, [unit(wares[1])], { consume_carts: [cart.cart_id] })
    })
  })

  it('never gives one unit to two sales one after the other', async () => {
    const [cart] = await counter.leaseAll(event, ware, quota.id)
    await counter.sold(event, [unit(ware)], { consume_carts: [cart?.cart_id] })
    const again = await counter.post(event, sale([unit(ware)], { consume_carts: [cart?.cart_id] }))
    expect(said(again)).toEqual({ status: 400, body: { positions: [{ item: [outOfStock] }] } })
  })

  it('may sell one unit more than once when sales at the same moment name one lease: only the till’s own file prevents it', async () => {
    const [cart] = await counter.leaseAll(event, ware, quota.id)
    const body = () => sale([unit(ware)], { consume_carts: [cart?.cart_id] })
    const answers = await Promise.all(Array.from({ length: 6 }, () => counter.post(event, body())))
    // The real server takes no lock on a lease, so up to six are written there; a server that answers in turn writes one.
    expect(answers.filter(answer => answer.status === 201).length).toBeGreaterThan(0)
    for (const answer of answers) {
      if (answer.status === 201) granted(answer, 201, orderShape)
      else expect(said(answer)).toEqual({ status: 400, body: { positions: [{ item: [outOfStock] }] } })
    }
    expect((await counter.readLease(event, cart?.id ?? 0)).status).toBe(404)
  })
})
