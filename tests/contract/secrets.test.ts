import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { freshSecret } from './fresh-names.ts'
import { said } from './platform-client.ts'
import type { Order } from './platform-shapes.ts'
import { sale, unit } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const secretsOf = (order: Order): string[] => order.positions.map(position => position.secret)
const taken = 'You cannot assign a position secret that already exists.'

describe('The ticket secret a till chooses', () => {
  it('is kept, position by position', async () => {
    const secrets = [freshSecret(), freshSecret(), freshSecret()]
    const order = await counter.sold(
      event,
      secrets.map(secret => unit(ware, { secret })),
    )
    expect(secretsOf(order)).toEqual(secrets)
    expect(secretsOf(await counter.readBack(event, order.code))).toEqual(secrets)
  })

  it('is drawn by the platform when the till sends none', async () => {
    const order = await counter.sold(event, [{ item: ware.item, price: ware.price }])
    expect(secretsOf(order)[0]).toMatch(/^[a-z0-9]{32}$/)
  })

  it('is refused when a ticket of the same event has it', async () => {
    const secret = freshSecret()
    await counter.sold(event, [unit(ware, { secret })])
    const answer = await counter.post(event, sale([unit(ware), unit(ware, { secret })]))
    expect(said(answer)).toEqual({ status: 400, body: { positions: [{}, { secret: [taken] }] } })
  })

  it('stays taken in its event when its order is cancelled', async () => {
    const secret = freshSecret()
    const { code } = await counter.sold(event, [unit(ware, { secret })])
    await counter.act(event, code, 'mark_canceled')
    const answer = await counter.post(event, sale([unit(ware, { secret })]))
    expect(said(answer)).toEqual({ status: 400, body: { positions: [{ secret: [taken] }] } })
  })

  it('is silently replaced on the second position when one sale names it twice', async () => {
    const secret = freshSecret()
    const order = await counter.sold(event, [unit(ware, { secret }), unit(ware, { secret })])
    const [first, second] = secretsOf(order)
    expect(first).toBe(secret)
    expect(second).not.toBe(secret)
    expect(second).toMatch(/^[a-z0-9]{32}$/)
  })

  it('is silently replaced when a ticket of another event of the organizer has it', async () => {
    const secret = freshSecret()
    await counter.sold(event, [unit(ware, { secret })])
    const [date] = stock.series.dates
    const line = { item: stock.series.item, subevent: date?.id, price: '1.00', secret }
    const order = await counter.sold(stock.series.event, [line])
    expect(secretsOf(order)).not.toEqual([secret])
    const position = `${platform.event(stock.series.event)}/orderpositions/${order.positions[0]?.id}/`
    expect((await platform.ask('PATCH', position, { body: { secret } })).status).toBe(500)
    expect(secretsOf(await counter.readBack(stock.series.event, order.code))).toEqual(secretsOf(order))
  })

  it('can be set anew on a ticket that was sold, unless the event has it already', async () => {
    const order = await counter.sold(event, [unit(ware), unit(ware)])
    const [one, other] = order.positions
    const path = `${platform.event(event)}/orderpositions/${one?.id}/`
    const secret = freshSecret()
    expect((await platform.ask('PATCH', path, { body: { secret } })).status).toBe(200)
    expect(secretsOf(await counter.readBack(event, order.code))).toEqual([secret, other?.secret])
    expect(said(await platform.ask('PATCH', path, { body: { secret: other?.secret } }))).toEqual({ status: 400, body: [taken] })
  })

  it('gives way to a new one when secrets are regenerated, and the old one is simply unknown', async () => {
    const order = await counter.sold(event, [unit(ware)])
    const revoked = `${platform.event(event)}/revokedsecrets/`
    const before = await platform.ask('GET', revoked)
    expect((await counter.act(event, order.code, 'regenerate_secrets')).status).toBe(200)
    expect(secretsOf(await counter.readBack(event, order.code))).not.toEqual(secretsOf(order))
    expect(said(await platform.ask('GET', revoked))).toEqual(said(before))
    expect(before.status).toBe(200)
  })
})
