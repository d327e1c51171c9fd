import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { granted, said } from './platform-client.ts'
import { orderShape, pageOf, refundShape } from './platform-shapes.ts'
import { unit } from './sale-lines.ts'
import type { Line } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const priced = () => unit(ware, { price: '50.00' })
const refund = async (code: string, body: Line = {}) =>
  counter.act(event, code, 'refunds', {
    state: 'done',
    source: 'admin',
    amount: '10.00',
    payment: 1,
    provider: 'boxoffice',
    ...body,
  })

describe('Giving money back', () => {
  it('is not possible through the payment for a box office, in part or whole', async () => {
    const { code } = await counter.sold(event, [priced()])
    for (const [amount, word] of [
      ['10.00', 'Partial'],
      ['50.00', 'Full'],
    ]) {
      const body = { amount: [`${word} refund not available for this payment method.`] }
      expect(said(await counter.act(event, code, 'payments/1/refund', { amount }))).toEqual({ status: 400, body })
    }
    expect((await counter.readBack(event, code)).refunds).toEqual([])
  })

  it('is written down as a refund that is done, with its own time; the order and the payment stay as they are', async () => {
    const { code } = await counter.sold(event, [priced()])
    const execution = '2026-01-02T03:04:05Z'
    const made = granted(await refund(code, { execution_date: execution, comment: 'rain' }), 201, refundShape)
    expect(made).toMatchObject({ local_id: 1, state: 'done', source: 'admin', amount: '10.00', payment: 1, comment: 'rain' })
    expect(Date.parse(made.execution_date ?? '')).toBe(Date.parse(execution))
    expect(await counter.readBack(event, code)).toMatchObject({
      status: 'p',
      total: '50.00',
      payments: [{ state: 'confirmed' }],
      refunds: [{ local_id: 1, amount: '10.00', state: 'done' }],
    })
  })

  it('is not held to what was taken, but to a payment that exists', async () => {
    const { code } = await counter.sold(event, [priced()])
    expect((await refund(code, { amount: '1000.00' })).status).toBe(201)
    expect(said(await refund(code, { payment: 77 }))).toEqual({ status: 400, body: ['Unknown payment ID.'] })
  })
})

describe('Cancelling an order', () => {
  it('leaves its positions, total and payments as they were, and says when', async () => {
    const { code } = await counter.sold(event, [priced(), priced()])
    const answer = await counter.act(event, code, 'mark_canceled', { send_email: false, comment: 'rain' })
    const order = granted(answer, 200, orderShape)
    expect(order).toMatchObject({ status: 'c', total: '100.00', payments: [{ state: 'confirmed' }], refunds: [] })
    expect(order.cancellation_date).not.toBeNull()
    expect((await counter.readBack(event, code)).positions).toMatchObject([{ canceled: false }, { canceled: false }])
  })

  it('is done once, and the order can then neither be paid', async () => {
    const { code } = await counter.sold(event, [priced()])
    await counter.act(event, code, 'mark_canceled')
    const again = await counter.act(event, code, 'mark_canceled')
    expect(said(again)).toEqual({ status: 400, body: { detail: 'The order is not allowed to be canceled.' } })
    const paid = await counter.act(event, code, 'mark_paid')
    expect(said(paid)).toEqual({ status: 400, body: { detail: 'The order is not pending or expired.' } })
  })

  it('lets money be given back afterwards', async () => {
    const { code } = await counter.sold(event, [priced()])
    await counter.act(event, code, 'mark_canceled')
    expect((await refund(code, { amount: '50.00' })).status).toBe(201)
    expect(await counter.readBack(event, code)).toMatchObject({ status: 'c', refunds: [{ amount: '50.00' }] })
  })

  it('can be taken back: paid again while the money is there, pending when it was given back', async () => {
    const [kept, returned] = [await counter.sold(event, [priced()]), await counter.sold(event, [priced()])]
    await refund(returned.code, { amount: '50.00' })
    for (const [code, status] of [
      [kept.code, 'p'],
      [returned.code, 'n'],
    ] as const) {
      await counter.act(event, code, 'mark_canceled')
      expect((await counter.act(event, code, 'reactivate')).status).toBe(200)
      expect((await counter.readBack(event, code)).status).toBe(status)
    }
  })

  it('never removes a real order; one in test mode vanishes without a trace', async () => {
    const real = await counter.sold(event, [priced()])
    const path = (code: string) => `${platform.event(event)}/orders/${code}/`
    expect(said(await platform.ask('DELETE', path(real.code)))).toEqual({
      status: 403,
      body: { detail: 'Only test mode orders can be deleted.' },
    })
    const test = await counter.sold(event, [priced()], { testmode: true })
    expect((await platform.ask('DELETE', path(test.code))).status).toBe(204)
    expect((await platform.ask('GET', path(test.code))).status).toBe(404)
    const listed = granted(await platform.ask('GET', `${platform.organizer}/orders/?code=${test.code}`), 200, pageOf(orderShape))
    expect(listed.count).toBe(0)
  })
})

describe('Changing an order', () => {
  it('takes one position out: it vanishes unless asked for, the total falls, the order stays paid', async () => {
    const order = await counter.sold(event, [priced(), priced()])
    const before = await counter.available(event, stock.plentiful.quota.id)
    const [kept, dropped] = order.positions
    const change = { cancel_positions: [{ position: dropped?.id }], send_email: false }
    expect((await counter.act(event, order.code, 'change', change)).status).toBe(200)
    const after = await counter.readBack(event, order.code)
    expect(after).toMatchObject({ status: 'p', total: '50.00', positions: [{ id: kept?.id }] })
    expect(after.positions).toHaveLength(1)
    const whole = await counter.readBack(event, order.code, '?include_canceled_positions=true')
    expect(whole.positions.map(position => [position.id, position.canceled])).toEqual([
      [kept?.id, false],
      [dropped?.id, true],
    ])
    const list = `${platform.organizer}/orders/?include_canceled_positions=true&code=${order.code}`
    const listed = granted(await platform.ask('GET', list), 200, pageOf(orderShape)).results
    expect(listed[0]?.positions.map(position => position.canceled)).toEqual([false, true])
    const freed = await counter.available(event, stock.plentiful.quota.id)
    expect(freed.available_number).toBe((before.available_number ?? 0) + 1)
  })

  it('refuses to take out the last position, and one that is out already', async () => {
    const order = await counter.sold(event, [priced(), priced()])
    const [kept, dropped] = order.positions
    const drop = (position: number | undefined) => counter.act(event, order.code, 'change', { cancel_positions: [{ position }] })
    await drop(dropped?.id)
    expect(said(await drop(kept?.id))).toEqual({
      status: 400,
      body: ['This operation would leave the order empty. Please cancel the order itself instead.'],
    })
    expect(said(await drop(dropped?.id))).toEqual({
      status: 400,
      body: { cancel_positions: [{ position: [`Invalid pk "${dropped?.id}" - object does not exist.`] }] },
    })
  })

  it('gives a position another price', async () => {
    const order = await counter.sold(event, [priced(), priced()])
    const [one] = order.positions
    const change = { patch_positions: [{ position: one?.id, body: { price: '30.00' } }], send_email: false }
    expect((await counter.act(event, order.code, 'change', change)).status).toBe(200)
    expect(await counter.readBack(event, order.code)).toMatchObject({
      total: '80.00',
      positions: [{ price: '30.00', secret: one?.secret }, { price: '50.00' }],
    })
  })

  it('does nothing where nothing is asked for', async () => {
    const order = await counter.sold(event, [priced()])
    expect((await counter.act(event, order.code, 'change')).status).toBe(200)
    expect(await counter.readBack(event, order.code)).toMatchObject({ total: '50.00', status: 'p' })
  })

  it('changes the comment by PATCH and refuses PUT', async () => {
    const { code } = await counter.sold(event, [priced()])
    const path = `${platform.event(event)}/orders/${code}/`
    expect((await platform.ask('PATCH', path, { body: { comment: 'row 3 asked' } })).status).toBe(200)
    expect(await counter.readBack(event, code)).toMatchObject({ comment: 'row 3 asked' })
    const put = await platform.ask('PUT', path, { body: {} })
    expect(said(put)).toEqual({ status: 405, body: { detail: 'Method "PUT" not allowed.' } })
  })
})
