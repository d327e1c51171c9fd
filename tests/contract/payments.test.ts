import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { granted, said } from './platform-client.ts'
import { paymentShape } from './platform-shapes.ts'
import { sale, unit } from './sale-lines.ts'
import type { Line } from './sale-lines.ts'

const { stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const soldAt = '2026-01-02T03:04:05Z'
const priced = () => unit(ware, { price: '50.00' })
const pay = async (code: string, body: Line) =>
  granted(await counter.act(event, code, 'payments', { provider: 'boxoffice', send_email: false, ...body }), 201, paymentShape)
const isRecent = (moment: string | null): boolean => Math.abs(Date.now() - Date.parse(moment ?? '')) < 24 * 3_600_000

describe('A paid sale', () => {
  it('carries one confirmed payment with the time of the sale and what the till knows about it', async () => {
    const info = { pos_id: 'west-2', receipt_id: 217, payment_type: 'cash', payment_data: { cash: '30.00', card: '20.00' } }
    const order = await counter.sold(event, [priced()], { payment_date: soldAt, payment_info: info })
    expect(order.payments).toMatchObject([
      { local_id: 1, state: 'confirmed', amount: '50.00', provider: 'boxoffice', details: info },
    ])
    const [payment] = (await counter.readBack(event, order.code)).payments
    expect(Date.parse(payment?.payment_date ?? '')).toBe(Date.parse(soldAt))
  })

  it('keeps of what the till knows only the four words it has room for', async () => {
    const order = await counter.sold(event, [priced()], { payment_info: { payment_type: 'cash', change: '5.00' } })
    expect(order.payments[0]?.details).toEqual({ pos_id: null, receipt_id: null, payment_type: 'cash', payment_data: {} })
  })

  it.each([
    ['without a provider', { payment_provider: null }, ['You cannot create a paid order without a payment provider.']],
    ['as free', { payment_provider: 'free' }, ['You cannot use the "free" payment provider for non-free orders.']],
    ['waiting for approval', { require_approval: true }, ['You cannot create a paid order that requires approval.']],
    [
      'by an unknown provider',
      { payment_provider: 'barter' },
      { payment_provider: ['The given payment provider is not known.'] },
    ],
    ['with details that are no object', { payment_info: [1] }, { payment_info: ['payment_info must be a JSON object.'] }],
    ['in an unknown state', { status: 'x' }, { status: ['"x" is not a valid choice.'] }],
    ['in an unknown language', { locale: 'xx' }, { locale: ['"xx" is not a valid choice.'] }],
  ])('is refused %s', async (_, changes, body) => {
    expect(said(await counter.post(event, sale([priced()], changes)))).toEqual({ status: 400, body })
  })
})

describe('A reservation paid later', () => {
  it('has no payment and is pending', async () => {
    const order = await counter.reserved(event, [priced()])
    expect(order).toMatchObject({ status: 'n', payments: [] })
  })

  it('is paid by a payment created and then confirmed; its date becomes the moment of confirming', async () => {
    const { code } = await counter.reserved(event, [priced()])
    const created = await pay(code, { state: 'created', amount: '50.00', payment_date: soldAt })
    expect(created).toMatchObject({ local_id: 1, state: 'created', amount: '50.00' })
    expect(Date.parse(created.payment_date ?? '')).toBe(Date.parse(soldAt))
    expect((await counter.readBack(event, code)).status).toBe('n')
    const confirm = await counter.act(event, code, 'payments/1/confirm', { send_email: false, force: false })
    const confirmed = granted(confirm, 200, paymentShape)
    expect(confirmed.state).toBe('confirmed')
    expect(isRecent(confirmed.payment_date)).toBe(true)
    expect((await counter.readBack(event, code)).status).toBe('p')
  })

  it('is paid by a payment sent as confirmed; its date is overwritten as well', async () => {
    const { code } = await counter.reserved(event, [priced()])
    const payment = await pay(code, { state: 'confirmed', amount: '50.00', payment_date: soldAt })
    expect(payment.state).toBe('confirmed')
    expect(isRecent(payment.payment_date)).toBe(true)
    expect((await counter.readBack(event, code)).status).toBe('p')
  })

  it('is paid by cash and card in two payments, and stays pending between them', async () => {
    const { code } = await counter.reserved(event, [priced()])
    await pay(code, { state: 'confirmed', amount: '20.00', info: { payment_type: 'cash' } })
    expect((await counter.readBack(event, code)).status).toBe('n')
    await pay(code, { state: 'confirmed', amount: '30.00', info: { payment_type: 'terminal_zvt' } })
    expect(await counter.readBack(event, code)).toMatchObject({
      status: 'p',
      payments: [
        { local_id: 1, amount: '20.00', details: { payment_type: 'cash' } },
        { local_id: 2, amount: '30.00', details: { payment_type: 'terminal_zvt' } },
      ],
    })
  })

  it('may be overpaid', async () => {
    const { code } = await counter.reserved(event, [priced()])
    await pay(code, { state: 'confirmed', amount: '80.00' })
    expect(await counter.readBack(event, code)).toMatchObject({ status: 'p', total: '50.00', payments: [{ amount: '80.00' }] })
  })

  it('is marked as paid in one word', async () => {
    const { code } = await counter.reserved(event, [priced()])
    expect((await counter.act(event, code, 'mark_paid', { send_email: false })).status).toBe(200)
    expect(await counter.readBack(event, code)).toMatchObject({
      status: 'p',
      payments: [{ state: 'confirmed', amount: '50.00' }],
    })
    expect(said(await counter.act(event, code, 'mark_paid', { send_email: false }))).toEqual({
      status: 400,
      body: { detail: 'The order is not pending or expired.' },
    })
  })

  it('refuses to confirm a payment twice, or one that does not exist, and to take one without an amount', async () => {
    const { code } = await counter.sold(event, [priced()])
    expect(said(await counter.act(event, code, 'payments/1/confirm'))).toEqual({
      status: 400,
      body: { detail: 'Invalid state of payment' },
    })
    expect(said(await counter.act(event, code, 'payments/99/confirm'))).toEqual({
      status: 404,
      body: { detail: 'No OrderPayment matches the given query.' },
    })
    expect(said(await counter.act(event, code, 'payments', { state: 'confirmed', provider: 'boxoffice' }))).toEqual({
      status: 400,
      body: { amount: ['This field is required.'] },
    })
  })

  it('takes a payment by a provider that no sale could name', async () => {
    const { code } = await counter.reserved(event, [priced()])
    expect(await pay(code, { state: 'confirmed', amount: '50.00', provider: 'barter' })).toMatchObject({
      provider: 'barter',
      details: {},
    })
    expect((await counter.readBack(event, code)).status).toBe('p')
  })
})
