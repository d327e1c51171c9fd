import { moneyText, taxInside } from './money-text.ts'
import type { CheckinRow, FeeRow, OrderRow, PaymentRow, PositionRow, RefundRow } from './model.ts'
import { seatShape } from './seat-shape.ts'
import { isoDay, isoTime, isoTimeOrNull } from './warsaw-time.ts'

/** What an order's links are built from, and what the caller wants to see. */
export type OrderView = {
  readonly origin: string
  readonly organizer: string
  readonly canceledPositions: boolean
  readonly canceledFees: boolean
}

/** The full order. Ticket PDFs are not offered (their plugin is off in the sandbox), so `downloads` is always empty. */
export function orderShape(order: OrderRow, view: OrderView): Record<string, unknown> {
  const positions = view.canceledPositions ? order.positions : order.positions.filter(position => !position.canceled)
  const fees = view.canceledFees ? order.fees : order.fees.filter(fee => !fee.canceled)
  const lastPayment = order.payments.findLast(payment => payment.paidAt !== null)
  const url = `${view.origin}/${view.organizer}/${order.event}/order/${order.code}/${order.secret}/`
  return {
    code: order.code,
    event: order.event,
    status: order.status,
    testmode: order.testmode,
    secret: order.secret,
    email: order.email,
    phone: order.phone,
    locale: order.locale,
    datetime: isoTime(order.datetime),
    expires: isoTime(order.expires),
    payment_date: lastPayment === undefined ? null : isoDay(lastPayment.paidAt ?? order.datetime),
    payment_provider: lastPayment?.provider ?? null,
    fees: fees.map(feeShape),
    total: moneyText(order.totalMinor),
    tax_rounding_mode: order.taxRoundingMode,
    comment: order.comment,
    custom_followup_at: order.customFollowupAt,
    invoice_address: order.invoiceAddress,
    positions: positions.map(positionShape),
    downloads: [],
    checkin_attention: order.checkinAttention,
    checkin_text: order.checkinText,
    last_modified: isoTime(order.lastModified),
    payments: order.payments.map(payment => paymentShape(payment, url)),
    refunds: order.refunds.map(refundShape),
    require_approval: order.requireApproval,
    sales_channel: order.salesChannel,
    url,
    customer: null,
    valid_if_pending: order.validIfPending,
    api_meta: order.apiMeta,
    cancellation_date: isoTimeOrNull(order.cancellationDate),
    plugin_data: {},
  }
}

/** A position inside an order or in the list of positions. */
export function positionShape(position: PositionRow): Record<string, unknown> {
  const { address } = position
  return {
    id: position.id,
    order: position.order.code,
    positionid: position.positionid,
    item: position.item,
    variation: position.variation,
    price: moneyText(position.priceMinor),
    attendee_name: position.attendeeName,
    attendee_name_parts: position.attendeeParts,
    company: address['company'] ?? null,
    street: address['street'] ?? null,
    zipcode: address['zipcode'] ?? null,
    city: address['city'] ?? null,
    country: address['country'] ?? null,
    state: address['state'] ?? null,
    discount: position.discount,
    attendee_email: position.attendeeEmail,
    voucher: position.voucher?.id ?? null,
    tax_rate: moneyText(position.rateHundredths),
    tax_value: moneyText(taxInside(position.priceMinor, position.rateHundredths)),
    secret: position.secret,
    addon_to: position.addonTo?.id ?? null,
    subevent: position.subevent,
    checkins: position.checkins.map(checkinShape),
    print_logs: [],
    downloads: [],
    answers: position.answers.map(({ question, answer, identifier }) => ({
      question,
      answer,
      question_identifier: identifier,
      options: [],
      option_identifiers: [],
    })),
    tax_rule: position.taxRule,
    pseudonymization_id: position.pseudonymizationId,
    seat: seatShape(position.seat),
    canceled: position.canceled,
    tax_code: null,
    valid_from: isoTimeOrNull(position.validFrom),
    valid_until: isoTimeOrNull(position.validUntil),
    blocked: null,
    voucher_budget_use: null,
    plugin_data: {},
  }
}

/** A payment; `payment_url` only while the buyer could still pay. */
export function paymentShape(payment: PaymentRow, orderUrl: string): Record<string, unknown> {
  const payable = payment.state === 'created' || payment.state === 'pending'
  return {
    local_id: payment.localId,
    state: payment.state,
    amount: moneyText(payment.amountMinor),
    created: isoTime(payment.created),
    payment_date: isoTimeOrNull(payment.paidAt),
    provider: payment.provider,
    payment_url: payable ? `${orderUrl}pay/${payment.id}/` : null,
    details: payment.details,
  }
}

/** A refund. */
export function refundShape(refund: RefundRow): Record<string, unknown> {
  return {
    local_id: refund.localId,
    state: refund.state,
    source: refund.source,
    amount: moneyText(refund.amountMinor),
    payment: refund.payment,
    created: isoTime(refund.created),
    execution_date: isoTimeOrNull(refund.executedAt),
    comment: refund.comment,
    provider: refund.provider,
    details: refund.details,
  }
}

/** A fee. The events tax no fees (their settings name no rule for them). */
function feeShape(fee: FeeRow): Record<string, unknown> {
  return {
    id: fee.id,
    fee_type: fee.kind,
    value: moneyText(fee.valueMinor),
    description: fee.description,
    internal_type: fee.internalKind,
    tax_rate: '0.00',
    tax_value: '0.00',
    tax_rule: null,
    tax_code: null,
    canceled: fee.canceled,
  }
}

function checkinShape(checkin: CheckinRow): Record<string, unknown> {
  return {
    id: checkin.id,
    datetime: isoTime(checkin.datetime),
    list: checkin.list,
    auto_checked_in: false,
    gate: null,
    device: checkin.device,
    device_id: checkin.device,
    type: checkin.kind,
  }
}
