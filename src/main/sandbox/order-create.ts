import {
  CLIENT_CODE_PATTERN,
  ORDER_SECRET_LENGTH,
  PSEUDONYM_LENGTH,
  PSEUDONYM_LETTERS,
  SERVER_CODE_LETTERS,
  TICKET_SECRET_LENGTH,
  TICKET_SECRET_LETTERS,
  TOKEN_LETTERS,
} from './alphabets.ts'
import { badRequest, created, type Answer } from './answer.ts'
import { paymentDetails } from './details.ts'
import { bodyRecord } from './fields.ts'
import type { CartRow, FeeRow, OrderRow, PaymentRow, PositionRow, SeatRow } from './model.ts'
import { placePositions } from './order-capacity.ts'
import { readOrderFields, type WantedOrder } from './order-fields.ts'
import { orderView } from './order-list.ts'
import type { WantedPosition } from './order-position-fields.ts'
import { numberFaults } from './order-position-numbers.ts'
import { orderShape, positionShape } from './order-shape.ts'
import { enterOrder, nextKey, type EventBook, type Platform } from './platform.ts'
import { productPrice } from './product-price.ts'
import { discountLast } from './automatic-discounts.ts'
import { voucherPrice } from './voucher-rules.ts'
import type { EventCall } from './request.ts'
import type { SeededRandom } from './seeded-random.ts'
import { addDays, isoDay, localMoment } from './warsaw-time.ts'

const PAYMENT_TERM_DAYS = 14

/**
 * `POST orders/`: fields, then position numbers, then seats and quotas of all positions together, then payment rules. One thing the real
 * platform does is not reproduced: there, orders that name one cart at the same instant are all credited (it takes no lock on carts).
 */
export function createOrder(call: EventCall): Answer {
  const { platform, book } = call
  const record = bodyRecord(call.body)
  if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
  const wanted = readOrderFields(platform, book, record, call.at)
  if ('faults' in wanted) return badRequest(wanted.faults)
  const numbers = numberFaults(wanted.positions)
  if (numbers.some(fault => Object.keys(fault).length > 0)) return badRequest({ positions: numbers })
  const credited = consumedCarts(book, wanted, call.at)
  const { seats, faults } = placePositions(book, wanted.positions, { at: call.at, force: wanted.force, credited })
  if (faults !== null) return badRequest({ positions: faults })
  const order = draftOrder(call, wanted, seats)
  if (wanted.simulate) return created({ ...orderShape(order, orderView(call)), ...previewMarks(order) })
  const refusal = settlePayment(platform, wanted, order, call.at)
  if (refusal !== null) return badRequest([refusal])
  for (const cart of credited) book.carts.delete(cart.id)
  for (const { voucher } of order.positions) if (voucher !== null) voucher.redeemed += 1
  keepSecretsApart(platform, call.random, order.positions)
  enterOrder(platform, book, order)
  return created(orderShape(order, orderView(call)))
}

/** Whole carts are consumed; expired ones give no credit and stay. */
function consumedCarts(book: EventBook, wanted: WantedOrder, at: number): CartRow[] {
  if (wanted.consumeCarts.length === 0) return []
  return [...book.carts.values()].filter(cart => cart.expires > at && wanted.consumeCarts.includes(cart.cartId))
}

function draftOrder(call: EventCall, wanted: WantedOrder, seats: readonly (SeatRow | null)[]): OrderRow {
  const { platform, book, at, random } = call
  const key = (table: 'order' | 'fee'): number => (wanted.simulate ? 0 : nextKey(platform, table))
  const order: OrderRow = {
    id: key('order'),
    code: wanted.simulate ? 'PREVIEW' : (wanted.code ?? freeCode(platform, random, wanted.testmode)),
    event: book.event.slug,
    status: wanted.status,
    testmode: wanted.testmode,
    secret: random.text(ORDER_SECRET_LENGTH, TOKEN_LETTERS),
    email: wanted.email,
    phone: wanted.phone,
    locale: wanted.locale,
    datetime: at,
    expires: wanted.expires ?? localMoment(addDays(isoDay(at), PAYMENT_TERM_DAYS), 23, 59, 59),
    lastModified: at,
    cancellationDate: null,
    totalMinor: 0,
    taxRoundingMode: wanted.taxRoundingMode,
    comment: wanted.comment,
    checkinAttention: wanted.checkinAttention,
    checkinText: wanted.checkinText,
    customFollowupAt: wanted.customFollowupAt,
    requireApproval: wanted.requireApproval,
    validIfPending: wanted.validIfPending,
    salesChannel: wanted.salesChannel,
    apiMeta: wanted.apiMeta,
    invoiceAddress: wanted.invoiceAddress,
    positions: [],
    fees: wanted.fees.map((fee): FeeRow => ({ ...fee, id: key('fee'), canceled: false })),
    payments: [],
    refunds: [],
  }
  wanted.positions.forEach((position, index) =>
    order.positions.push(
      draftPosition(call, order, position, { number: index + 1, seat: seats[index] ?? null, simulate: wanted.simulate }),
    ),
  )
  discountLast(book, wanted.positions, order.positions)
  order.totalMinor = sum(order.positions.map(position => position.priceMinor)) + sum(order.fees.map(fee => fee.valueMinor))
  return order
}

/** One position of an order being made or changed. */
export function draftPosition(
  call: EventCall,
  order: OrderRow,
  wanted: WantedPosition,
  { number, seat, simulate }: { number: number; seat: SeatRow | null; simulate: boolean },
): PositionRow {
  const parent =
    wanted.addonTo === null ? null : (order.positions.find(position => position.positionid === wanted.addonTo) ?? null)
  return {
    id: simulate ? 0 : nextKey(call.platform, 'position'),
    positionid: number,
    order,
    item: wanted.item.id,
    variation: wanted.variation?.id ?? null,
    subevent: wanted.date?.id ?? null,
    priceMinor: wanted.priceMinor ?? computedPrice(call.book, wanted, parent),
    rateHundredths: wanted.item.taxRule?.rateHundredths ?? 0,
    taxRule: wanted.item.taxRule?.id ?? null,
    attendeeName: wanted.attendee.name,
    attendeeParts: wanted.attendee.parts,
    attendeeEmail: wanted.attendeeEmail,
    address: wanted.address,
    discount: wanted.discount,
    voucher: wanted.voucher,
    secret: wanted.secret ?? call.random.text(TICKET_SECRET_LENGTH, TICKET_SECRET_LETTERS),
    pseudonymizationId: call.random.text(PSEUDONYM_LENGTH, PSEUDONYM_LETTERS),
    addonTo: parent,
    seat,
    canceled: false,
    validFrom: wanted.validFrom,
    validUntil: wanted.validUntil,
    answers: wanted.answers,
    checkins: [],
  }
}

/** An add-on is free where its parent includes the price; the client is not checked on anything else about add-ons. */
function computedPrice(book: EventBook, wanted: WantedPosition, parent: PositionRow | null): number {
  const parentItem = parent === null ? undefined : book.items.get(parent.item)
  const included = parentItem?.addons.some(addon => addon.category === wanted.item.category && addon.priceIncluded) ?? false
  return included ? 0 : voucherPrice(wanted.voucher, productPrice(wanted.item, wanted.variation, wanted.date))
}

/** A zero total is paid whatever was sent; a paid order needs a provider; a provider on a pending order makes a payment to come. */
function settlePayment(platform: Platform, wanted: WantedOrder, order: OrderRow, at: number): string | null {
  const { paymentProvider } = wanted
  const pay = (provider: string, confirmed: boolean): void => {
    order.payments.push(draftPayment(platform, order, { provider, confirmed, at, wanted }))
  }
  if (order.totalMinor === 0 && !order.requireApproval && (paymentProvider === null || paymentProvider === 'free')) {
    order.status = 'p'
    pay('free', true)
    return null
  }
  if (paymentProvider === 'free' && order.totalMinor !== 0)
    return 'You cannot use the "free" payment provider for non-free orders.'
  if (wanted.status !== 'p') {
    if (paymentProvider !== null) pay(paymentProvider, false)
    return null
  }
  if (paymentProvider === null) return 'You cannot create a paid order without a payment provider.'
  if (order.requireApproval) return 'You cannot create a paid order that requires approval.'
  pay(paymentProvider, true)
  return null
}

function draftPayment(
  platform: Platform,
  order: OrderRow,
  { provider, confirmed, at, wanted }: { provider: string; confirmed: boolean; at: number; wanted: WantedOrder },
): PaymentRow {
  return {
    id: wanted.simulate ? 0 : nextKey(platform, 'payment'),
    localId: 1,
    state: confirmed ? 'confirmed' : 'created',
    amountMinor: order.totalMinor,
    created: at,
    paidAt: confirmed ? (wanted.paymentDate ?? at) : null,
    provider,
    details: paymentDetails(provider, wanted.paymentInfo),
  }
}

/** A secret another event holds, or a twin in the same order, is silently replaced when saved. */
function keepSecretsApart(platform: Platform, random: SeededRandom, positions: readonly PositionRow[]): void {
  const seen = new Set<string>()
  for (const position of positions) {
    while (seen.has(position.secret) || platform.positionsBySecret.has(position.secret)) {
      position.secret = random.text(TICKET_SECRET_LENGTH, TICKET_SECRET_LETTERS)
    }
    seen.add(position.secret)
  }
}

/** What a simulated order shows instead of keys, secrets and payments. */
function previewMarks(order: OrderRow): Record<string, unknown> {
  return {
    datetime: null,
    payments: [],
    payment_date: null,
    payment_provider: null,
    positions: order.positions.map(previewPosition),
  }
}

function previewPosition(position: PositionRow): Record<string, unknown> {
  const marks = { order: '', secret: '', pseudonymization_id: 'PREVIEW', addon_to: position.addonTo?.positionid ?? null }
  return { ...positionShape(position), ...marks }
}

function freeCode(platform: Platform, random: SeededRandom, testmode: boolean): string {
  for (;;) {
    const drawn = random.text(5, SERVER_CODE_LETTERS)
    const code = testmode ? `${drawn.slice(0, 1)}0${drawn.slice(2)}` : drawn
    if (CLIENT_CODE_PATTERN.test(code) && !platform.ordersByCode.has(code)) return code
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
