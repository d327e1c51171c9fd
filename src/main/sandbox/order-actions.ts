import { ORDER_SECRET_LENGTH, TICKET_SECRET_LENGTH, TICKET_SECRET_LETTERS, TOKEN_LETTERS } from './alphabets.ts'
import { badRequest, detail, noContent, noSuch, ok, type Answer } from './answer.ts'
import { bodyRecord, FieldReader } from './fields.ts'
import { EVENT_LOCALES } from './event-settings.ts'
import { readInvoiceAddress } from './invoice-address.ts'
import type { OrderRow } from './model.ts'
import { findOrder, orderView } from './order-list.ts'
import { nextLocalId, paidMinor, recount } from './order-money.ts'
import { returnRefusal } from './order-return.ts'
import { orderShape } from './order-shape.ts'
import { nextKey, touchOrder } from './platform.ts'
import type { EventCall } from './request.ts'
import { localMoment } from './warsaw-time.ts'

type Fields = Readonly<Record<string, unknown>>

/** Wraps an action on one order: finds it, reads the body, answers with the whole order unless the action refused. */
export function orderAction(
  act: (call: EventCall, order: OrderRow, fields: Fields) => Answer | null,
): (call: EventCall) => Answer {
  return call => {
    const order = findOrder(call)
    if (order === null) return noSuch('Order')
    const fields = bodyRecord(call.body)
    if (typeof fields === 'string') return badRequest({ non_field_errors: [fields] })
    return act(call, order, fields) ?? ok(orderShape(order, orderView(call)))
  }
}

/** Money came in outside: a `manual` payment over what is missing; an expired order must still find its places. */
export const markPaid = orderAction((call, order) => {
  if (order.status !== 'n' && order.status !== 'e') return detail(400, 'The order is not pending or expired.')
  const refusal = order.status === 'e' ? returnRefusal(call.book, order, call.at) : null
  if (refusal !== null) return detail(400, refusal)
  order.payments.push({
    id: nextKey(call.platform, 'payment'),
    localId: nextLocalId(order.payments),
    state: 'confirmed',
    amountMinor: order.totalMinor - paidMinor(order),
    created: call.at,
    paidAt: call.at,
    provider: 'manual',
    details: {},
  })
  order.status = 'p'
  touchOrder(call.platform, order, call.at)
  return null
})

/** Cancels the whole order; with a fee it stays as it was with the fee alone on it. Money is not given back by this. */
export const markCanceled = orderAction((call, order, fields) => {
  if (order.status === 'c' || order.positions.every(position => position.canceled))
    return detail(400, 'The order is not allowed to be canceled.')
  const reader = new FieldReader(fields)
  const feeMinor = reader.money('cancellation_fee') ?? 0
  if (reader.faulty) return badRequest(reader.faults)
  if (feeMinor > order.totalMinor)
    return detail(400, 'The cancellation fee cannot be higher than the total amount of this order.')
  cancel(call, order, feeMinor)
  return null
})

/** Takes a cancelled order back, if its places are still free. */
export const reactivate = orderAction((call, order) => {
  if (order.status !== 'c') return detail(400, 'The order is not allowed to be reactivated.')
  const refusal = returnRefusal(call.book, order, call.at)
  if (refusal !== null) return detail(400, refusal)
  order.status = paidMinor(order) >= order.totalMinor ? 'p' : 'n'
  order.cancellationDate = null
  touchOrder(call.platform, order, call.at)
  return null
})

/** Lets a pending order expire now. */
export const markExpired = orderAction((call, order) => {
  if (order.status !== 'n') return detail(400, 'The order is not pending.')
  order.status = 'e'
  touchOrder(call.platform, order, call.at)
  return null
})

/** Makes a paid order pending again. */
export const markPending = orderAction((call, order) => {
  if (order.status !== 'p') return detail(400, 'The order is not paid.')
  order.status = 'n'
  touchOrder(call.platform, order, call.at)
  return null
})

/** Gives more time. An order that held nothing takes its places again, checked unless forced; even a cancelled one does. */
export const extend = orderAction((call, order, fields) => {
  const given = fields['expires']
  if (typeof given !== 'string' || given === '') return detail(400, 'New date is missing.')
  const day = /^\d{4}-\d\d-\d\d/.exec(given)?.[0]
  const expires = day === undefined ? Number.NaN : localMoment(day, 23, 59, 59)
  if (Number.isNaN(expires)) return detail(400, 'New date is missing.')
  if (expires < call.at) return detail(400, 'The new expiry date needs to be in the future.')
  const holdsNothing = order.status === 'e' || order.status === 'c'
  const refusal = holdsNothing && fields['force'] !== true ? returnRefusal(call.book, order, call.at) : null
  if (refusal !== null) return detail(400, refusal)
  order.expires = expires
  if (order.status !== 'p' || paidMinor(order) < order.totalMinor) order.status = 'n'
  touchOrder(call.platform, order, call.at)
  return null
})

/** New secrets for the order and every position; the old ones are simply unknown afterwards. */
export const regenerateSecrets = orderAction((call, order) => {
  order.secret = call.random.text(ORDER_SECRET_LENGTH, TOKEN_LETTERS)
  for (const position of order.positions) {
    call.platform.positionsBySecret.delete(position.secret)
    position.secret = call.random.text(TICKET_SECRET_LENGTH, TICKET_SECRET_LETTERS)
    call.platform.positionsBySecret.set(position.secret, position)
  }
  touchOrder(call.platform, order, call.at)
  return null
})

/** `PATCH orders/{code}/`: the few fields that may change on their own. */
export const patchOrder = orderAction((call, order, fields) => {
  const reader = new FieldReader(fields)
  const has = (name: string): boolean => fields[name] !== undefined
  const comment = reader.text('comment', { blank: true })
  const email = reader.email('email')
  const phone = reader.text('phone', { blank: true })
  const locale = reader.choice('locale', EVENT_LOCALES)
  const checkinAttention = reader.claim('checkin_attention')
  const checkinText = reader.text('checkin_text', { blank: true })
  const customFollowupAt = reader.text('custom_followup_at')
  const validIfPending = reader.claim('valid_if_pending')
  const invoiceAddress = readInvoiceAddress(reader, call.at)
  if (reader.faulty) return badRequest(reader.faults)
  order.comment = comment ?? order.comment
  if (has('email')) order.email = email
  if (has('phone')) order.phone = phone
  order.locale = locale ?? order.locale
  order.checkinAttention = checkinAttention ?? order.checkinAttention
  if (has('checkin_text')) order.checkinText = checkinText
  if (has('custom_followup_at')) order.customFollowupAt = customFollowupAt
  order.validIfPending = validIfPending ?? order.validIfPending
  if (has('api_meta')) order.apiMeta = fields['api_meta']
  if (invoiceAddress !== null) order.invoiceAddress = invoiceAddress
  touchOrder(call.platform, order, call.at)
  return null
})

/** Only test orders can be deleted, and they leave no trace. */
export function deleteOrder(call: EventCall): Answer {
  const { platform, book } = call
  const order = findOrder(call)
  if (order === null) return noSuch('Order')
  if (!order.testmode) return detail(403, 'Only test mode orders can be deleted.')
  platform.ordersByCode.delete(order.code)
  book.orders.splice(book.orders.indexOf(order), 1)
  for (const position of order.positions) {
    platform.positionsById.delete(position.id)
    platform.positionsBySecret.delete(position.secret)
  }
  book.sortedOrders.clear()
  platform.sortedOrders.clear()
  touchOrder(platform, order, call.at)
  return noContent()
}

/** Cancels an order in place: open payments die, and a fee above zero keeps the order alive without its positions. */
export function cancel(call: EventCall, order: OrderRow, feeMinor: number): void {
  for (const payment of order.payments) if (payment.state === 'created' || payment.state === 'pending') payment.state = 'canceled'
  order.cancellationDate = call.at
  if (feeMinor > 0) {
    for (const position of order.positions) position.canceled = true
    for (const fee of order.fees) fee.canceled = true
    const id = nextKey(call.platform, 'fee')
    order.fees.push({ id, kind: 'cancellation', description: '', internalKind: '', valueMinor: feeMinor, canceled: false })
    recount(order)
  } else {
    order.status = 'c'
  }
  touchOrder(call.platform, order, call.at)
}
