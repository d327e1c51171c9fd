import { badRequest, created, detail, noSuch, ok, type Answer } from './answer.ts'
import { paymentDetails } from './details.ts'
import { bodyRecord, FieldReader } from './fields.ts'
import type { OrderRow, PaymentRow } from './model.ts'
import { findOrder, orderView } from './order-list.ts'
import { nextLocalId, settleIfPaid } from './order-money.ts'
import { returnRefusal } from './order-return.ts'
import { paymentShape } from './order-shape.ts'
import { pageOf } from './paging.ts'
import { markChanged, nextKey } from './platform.ts'
import type { EventCall } from './request.ts'

const PAYMENT_STATES = ['created', 'pending', 'confirmed', 'canceled', 'failed', 'refunded'] as const

/** The payments of an order. */
export function listPayments(call: EventCall): Answer {
  const order = findOrder(call)
  return order === null ? noSuch('Order') : pageOf(call, order.payments, payment => shape(call, order, payment))
}

/** One payment. */
export function readPayment(call: EventCall): Answer {
  return withPayment(call, (order, payment) => ok(shape(call, order, payment)))
}

/** Notes a payment. A bare row does not move the order's stamp; `confirmed` overwrites its date by now and hides a quota refusal behind 201. */
export function createPayment(call: EventCall): Answer {
  const order = findOrder(call)
  if (order === null) return noSuch('Order')
  const record = bodyRecord(call.body)
  if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
  const fields = new FieldReader(record)
  fields.require('state', 'amount', 'provider')
  const state = record['state'] === undefined ? null : fields.choice('state', PAYMENT_STATES)
  const amountMinor = record['amount'] === undefined ? null : fields.money('amount')
  const provider = fields.text('provider')
  const paidAt = fields.time('payment_date')
  if (fields.faulty || amountMinor === null || provider === null) return badRequest(fields.faults)
  const confirmed = state === 'confirmed'
  const payment: PaymentRow = {
    id: nextKey(call.platform, 'payment'),
    localId: nextLocalId(order.payments),
    state: confirmed ? 'created' : (PAYMENT_STATES.find(known => known === state) ?? 'created'),
    amountMinor,
    created: call.at,
    paidAt: confirmed ? null : paidAt,
    provider,
    details: paymentDetails(provider, record['info']),
  }
  order.payments.push(payment)
  markChanged(call.platform, call.book)
  if (confirmed) confirm(call, order, payment, record['force'] === true)
  return created(shape(call, order, payment))
}

/** Confirms a payment that was created or pending. */
export function confirmPayment(call: EventCall): Answer {
  return withPayment(call, (order, payment) => {
    if (payment.state !== 'created' && payment.state !== 'pending') return detail(400, 'Invalid state of payment')
    const record = bodyRecord(call.body)
    const force = typeof record !== 'string' && record['force'] === true
    const refusal = confirm(call, order, payment, force)
    return refusal === null ? ok(shape(call, order, payment)) : detail(400, refusal)
  })
}

/** Gives up a payment that has not come. */
export function cancelPayment(call: EventCall): Answer {
  return withPayment(call, (order, payment) => {
    if (payment.state !== 'created' && payment.state !== 'pending') return detail(400, 'Invalid state of payment')
    payment.state = 'canceled'
    markChanged(call.platform, call.book)
    return ok(shape(call, order, payment))
  })
}

/** The platform cannot send money back for the providers of a box office: this refuses, `POST refunds/` is the way. */
export function refundPayment(call: EventCall): Answer {
  return withPayment(call, (_, payment) => {
    const record = bodyRecord(call.body)
    if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
    const fields = new FieldReader(record)
    const amountMinor = record['amount'] === undefined ? payment.amountMinor : fields.money('amount')
    if (fields.faulty || amountMinor === null) return badRequest(fields.faults)
    if (payment.state !== 'confirmed') return detail(400, 'Invalid state of payment.')
    const kind = amountMinor === payment.amountMinor ? 'Full' : 'Partial'
    return badRequest({ amount: [`${kind} refund not available for this payment method.`] })
  })
}

/** Marks the payment as come, and the order paid when that completes it; says why not when its places are gone. */
function confirm(call: EventCall, order: OrderRow, payment: PaymentRow, force: boolean): string | null {
  payment.state = 'confirmed'
  payment.paidAt = call.at
  markChanged(call.platform, call.book)
  const refusal = order.status === 'e' && !force ? returnRefusal(call.book, order, call.at) : null
  if (refusal === null) settleIfPaid(call.platform, order, call.at)
  return refusal
}

function withPayment(call: EventCall, answer: (order: OrderRow, payment: PaymentRow) => Answer): Answer {
  const order = findOrder(call)
  if (order === null) return noSuch('Order')
  const payment = order.payments.find(candidate => candidate.localId === Number(call.params['payment']))
  return payment === undefined ? noSuch('OrderPayment') : answer(order, payment)
}

function shape(call: EventCall, order: OrderRow, payment: PaymentRow): unknown {
  const { origin, organizer } = orderView(call)
  return paymentShape(payment, `${origin}/${organizer}/${order.event}/order/${order.code}/${order.secret}/`)
}
