import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { freshCode } from './fresh-names.ts'
import { granted, said } from './platform-client.ts'
import { orderShape, pageOf } from './platform-shapes.ts'
import { sale, unit } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const inUse = { status: 400, body: { code: ['This order code is already in use.'] } }

describe('The order code a till chooses', () => {
  it('is kept', async () => {
    const code = freshCode()
    expect((await counter.sold(event, [unit(ware)], { code })).code).toBe(code)
    expect((await counter.readBack(event, code)).code).toBe(code)
  })

  it.each([5, 16])('may have %i characters', async length => {
    const code = freshCode(length)
    expect((await counter.sold(event, [unit(ware)], { code })).code).toBe(code)
  })

  it.each([
    ['the letter I', 'CTI34567'],
    ['the letter O', 'CTO34567'],
    ['lower case', 'ctabcdef'],
    ['a hyphen', 'CT-34567'],
  ])('may not hold %s', async (_, code) => {
    expect(said(await counter.post(event, sale([unit(ware)], { code })))).toEqual({
      status: 400,
      body: { code: ['This order code contains invalid characters.'] },
    })
  })

  it('may not be shorter than five or longer than sixteen', async () => {
    const short = await counter.post(event, sale([unit(ware)], { code: 'CT34' }))
    expect(said(short)).toEqual({ status: 400, body: { code: ['Ensure this field has at least 5 characters.'] } })
    const long = await counter.post(event, sale([unit(ware)], { code: freshCode(17) }))
    expect(said(long)).toEqual({ status: 400, body: { code: ['Ensure this field has no more than 16 characters.'] } })
  })

  it('is refused when an order of the same event has it', async () => {
    const { code } = await counter.sold(event, [unit(ware)])
    expect(said(await counter.post(event, sale([unit(ware)], { code })))).toEqual(inUse)
  })

  it('is refused when an order of another event of the organizer has it', async () => {
    const { code } = await counter.sold(event, [unit(ware)])
    const [date] = stock.series.dates
    const line = { item: stock.series.item, subevent: date?.id, price: '1.00' }
    expect(said(await counter.post(stock.series.event, sale([line], { code })))).toEqual(inUse)
  })

  it('stays taken when its order is cancelled', async () => {
    const { code } = await counter.sold(event, [unit(ware)])
    await counter.act(event, code, 'mark_canceled')
    expect(said(await counter.post(event, sale([unit(ware)], { code })))).toEqual(inUse)
  })

  it('makes one order of six uploads at once without an idempotency key', async () => {
    const code = freshCode()
    const mark = { sale: freshCode() }
    const uploads = Array.from({ length: 6 }, () => counter.post(event, sale([unit(ware)], { code, api_meta: mark })))
    const answers = await Promise.all(uploads)
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(1)
    const integrity = ['Integrity error, possibly duplicate submission of same order.']
    for (const answer of answers.filter(each => each.status !== 201)) {
      expect([{ status: 400, body: integrity }, inUse]).toContainEqual(said(answer))
    }
    const path = `${platform.organizer}/orders/?code=${code}`
    const found = granted(await platform.ask('GET', path), 200, pageOf(orderShape))
    expect(found.count).toBe(1)
    expect(found.results[0]?.api_meta).toEqual(mark)
  })

  it('is drawn by the platform when the till sends none', async () => {
    const { code: _, ...body } = sale([unit(ware)])
    const order = granted(await counter.post(event, body), 201, orderShape)
    expect(order.code).toMatch(/^[ABCDEFGHJKLMNPQRSTUVWXYZ379]{5}$/)
  })

  it('finds a lost sale again by the till’s own mark in api_meta', async () => {
    const mark = { sale: freshCode(), till: 'contract', sold_at: '2026-11-01T10:00:00Z', nested: { money: ['1.00', null] } }
    const { code } = await counter.sold(event, [unit(ware)], { api_meta: mark })
    expect((await counter.readBack(event, code)).api_meta).toEqual(mark)
    const patched = await platform.ask('PATCH', `${platform.event(event)}/orders/${code}/`, {
      body: { api_meta: { sale: 'new' } },
    })
    expect(patched.status).toBe(200)
    expect((await counter.readBack(event, code)).api_meta).toEqual({ sale: 'new' })
  })
})
