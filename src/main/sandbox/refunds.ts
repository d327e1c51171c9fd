import { badRequest, created, detail, noSuch, ok, type Answer } from './answer.ts'
import { paymentDetails } from './details.ts'
import { bodyRecord, FieldReader } from './fields.ts'
import type { OrderRow, RefundRow } from './model.ts'
import { cancel } from './order-actions.ts'
import { findOrder } from './order-list.ts'
import { nextLocalId } from './order-money.ts'
import { refundShape } from './order-shape.ts'
import { pageOf } from './paging.ts'
import { markChanged, touchOrder } from './platform.ts'
import type { EventCall } from './request.ts'

const REFUND_STATES = ['created', 'transit', 'external', 'canceled', 'failed', 'done'] as const
const REFUND_SOURCES = ['buyer', 'admin', 'external'] as const

/** The refunds of an order. */
export function listRefunds(call: EventCall): Answer {
  const order = findOrder(call)
  return order === null ? noSuch('Order') : pageOf(call, order.refunds, refundShape)
}

/** One refund. */
export function readRefund(call: EventCall): Answer {
  return withRefund(call, (_, refund) => ok(refundShape(refund)))
}

/** Notes money given back; believed as sent. Alone it does not move the order's stamp. */
export function createRefund(call: EventCall): Answer {
  const order = findOrder(call)
  if (order === null) return noSuch('Order')
  const record = bodyRecord(call.body)
  if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
  const fields = new FieldReader(record)
  fields.require('state', 'source', 'amount', 'provider')
  const state = record['state'] === undefined ? null : fields.choice('state', REFUND_STATES)
  const source = record['source'] === undefined ? null : fields.choice('source', REFUND_SOURCES)
  const amountMinor = record['amount'] === undefined ? null : fields.money('amount')
  const provider = fields.text('provider')
  const executedAt = fields.time('execution_date')
  const comment = fields.text('comment', { blank: true })
  if (fields.faulty || amountMinor === null || provider === null || source === null) return badRequest(fields.faults)
  const payment = record['payment'] === undefined || record['payment'] === null ? null : Number(record['payment'])
  if (payment !== null && !order.payments.some(known => known.localId === payment)) return badRequest(['Unknown payment ID.'])
  const refund: RefundRow = {
    localId: nextLocalId(order.refunds),
    state: REFUND_STATES.find(known => known === state) ?? 'created',
    source,
    amountMinor,
    payment,
    created: call.at,
    executedAt: executedAt ?? (state === 'done' ? call.at : null),
    comment,
    provider,
    details: paymentDetails(provider, record['info']),
  }
  order.refunds.push(refund)
  markChanged(call.platform, call.book)
  followUp(call, order, record)
  return created(refundShape(refund))
}

/** The money went out. */
export function finishRefund(call: EventCall): Answer {
  return withRefund(call, (_, refund) => {
    if (refund.state !== 'created' && refund.state !== 'transit') return detail(400, 'Invalid state of refund')
    refund.state = 'done'
    refund.executedAt = call.at
    markChanged(call.platform, call.book)
    return ok(refundShape(refund))
  })
}

/** The money did not go out after all. */
export function cancelRefund(call: EventCall): Answer {
  return withRefund(call, (_, refund) => {
    if (refund.state !== 'created' && refund.state !== 'transit' && refund.state !== 'external')
      return detail(400, 'Invalid state of refund')
    refund.state = 'canceled'
    markChanged(call.platform, call.book)
    return ok(refundShape(refund))
  })
}

/** `mark_canceled` and `mark_pending` act on the order in the same call. */
function followUp(call: EventCall, order: OrderRow, record: Readonly<Record<string, unknown>>): void {
  if (record['mark_canceled'] === true && order.status !== 'c') cancel(call, order, 0)
  else if (record['mark_pending'] === true && order.status === 'p') {
    order.status = 'n'
    touchOrder(call.platform, order, call.at)
  }
}

function withRefund(call: EventCall, answer: (order: OrderRow, refund: RefundRow) => Answer): Answer {
  const order = findOrder(call)
  if (order === null) return noSuch('Order')
  const refund = order.refunds.find(candidate => candidate.localId === Number(call.params['refund']))
  return refund === undefined ? noSuch('OrderRefund') : answer(order, refund)
}
