import { CLIENT_CODE_PATTERN } from './alphabets.ts'
import { EVENT_LOCALES } from './event-settings.ts'
import { FieldReader, type FieldFaults } from './fields.ts'
import type { FeeRow } from './model.ts'
import { readInvoiceAddress } from './invoice-address.ts'
import { readPosition, type WantedPosition } from './order-position-fields.ts'
import type { EventBook, Platform } from './platform.ts'
import { asRecord } from './request.ts'

/** The largest order the platform takes. */
const POSITIONS_MAX = 500

/** Providers every event of the programme knows. */
const PAYMENT_PROVIDERS: readonly string[] = ['boxoffice', 'free', 'offsetting', 'giftcard', 'manual', 'banktransfer']

const FEE_KINDS: readonly string[] = ['payment', 'shipping', 'service', 'cancellation', 'insurance', 'late', 'other', 'giftcard']

const ROUNDING_MODES: readonly string[] = ['line', 'sum_by_net', 'sum_by_net_only_business', 'sum_by_net_keep_gross']

/** An order as the client wants it. */
export type WantedOrder = {
  readonly code: string | null
  readonly status: 'n' | 'p'
  readonly testmode: boolean
  readonly email: string | null
  readonly phone: string | null
  readonly locale: string
  readonly salesChannel: string
  readonly paymentProvider: string | null
  readonly paymentInfo: unknown
  readonly paymentDate: number | null
  readonly positions: readonly WantedPosition[]
  readonly fees: readonly Omit<FeeRow, 'id' | 'canceled'>[]
  readonly consumeCarts: readonly string[]
  readonly force: boolean
  readonly simulate: boolean
  readonly invoiceAddress: Readonly<Record<string, unknown>> | null
  readonly comment: string
  readonly checkinAttention: boolean
  readonly checkinText: string | null
  readonly customFollowupAt: string | null
  readonly requireApproval: boolean
  readonly validIfPending: boolean
  readonly expires: number | null
  readonly apiMeta: unknown
  readonly taxRoundingMode: string
}

/** Reads every field of `POST orders/`; all field faults come back together, positions' included. */
export function readOrderFields(
  platform: Platform,
  book: EventBook,
  record: Readonly<Record<string, unknown>>,
  at: number,
): WantedOrder | { readonly faults: FieldFaults } {
  const fields = new FieldReader(record)
  const wanted = {
    code: readCode(platform, fields),
    status: fields.choice('status', ['n', 'p']) === 'p' ? ('p' as const) : ('n' as const),
    testmode: fields.claim('testmode') ?? false,
    email: fields.email('email'),
    phone: fields.text('phone', { blank: true }),
    locale: fields.choice('locale', EVENT_LOCALES) ?? 'pl',
    salesChannel: readChannel(platform, fields),
    paymentProvider: readProvider(fields),
    paymentInfo: readPaymentInfo(fields),
    paymentDate: fields.time('payment_date'),
    positions: readPositions(platform, book, fields),
    fees: readFees(fields),
    consumeCarts: readCartIds(fields),
    force: fields.claim('force') ?? false,
    simulate: fields.claim('simulate') ?? false,
    invoiceAddress: readInvoiceAddress(fields, at),
    comment: fields.text('comment', { blank: true }) ?? '',
    checkinAttention: fields.claim('checkin_attention') ?? false,
    checkinText: fields.text('checkin_text', { blank: true }),
    customFollowupAt: fields.text('custom_followup_at'),
    requireApproval: fields.claim('require_approval') ?? false,
    validIfPending: fields.claim('valid_if_pending') ?? false,
    expires: readExpiry(fields, at),
    apiMeta: fields.raw('api_meta') ?? {},
    taxRoundingMode: fields.choice('tax_rounding_mode', ROUNDING_MODES) ?? 'line',
  }
  return fields.faulty ? { faults: fields.faults } : wanted
}

/** Chosen by the client, unique over the whole organizer. */
function readCode(platform: Platform, fields: FieldReader): string | null {
  const code = fields.text('code', { min: 5, max: 16, nullable: false })
  if (code === null) return null
  if (!CLIENT_CODE_PATTERN.test(code)) return fields.refuse('code', 'This order code contains invalid characters.')
  return platform.ordersByCode.has(code) ? fields.refuse('code', 'This order code is already in use.') : code
}

function readChannel(platform: Platform, fields: FieldReader): string {
  const channel = fields.text('sales_channel') ?? 'web'
  if (!platform.salesChannels.some(known => known.identifier === channel))
    fields.refuse('sales_channel', `Object with identifier=${channel} does not exist.`)
  return channel
}

function readProvider(fields: FieldReader): string | null {
  const provider = fields.text('payment_provider', { blank: true })
  if (provider === null || provider === '') return null
  return PAYMENT_PROVIDERS.includes(provider)
    ? provider
    : fields.refuse('payment_provider', 'The given payment provider is not known.')
}

function readPaymentInfo(fields: FieldReader): unknown {
  const info = fields.raw('payment_info')
  if (info === undefined || info === null) return {}
  return asRecord(info) ?? fields.refuse('payment_info', 'payment_info must be a JSON object.')
}

function readExpiry(fields: FieldReader, at: number): number | null {
  const expires = fields.time('expires')
  return expires !== null && expires < at ? fields.refuse('expires', 'Expiration date must be in the future.') : expires
}

function readCartIds(fields: FieldReader): readonly string[] {
  const given = fields.raw('consume_carts')
  if (given === undefined || given === null) return []
  return fields.texts('consume_carts')
}

function readPositions(platform: Platform, book: EventBook, fields: FieldReader): WantedPosition[] {
  fields.require('positions')
  const records = fields.records('positions')
  if (records === null) return []
  if (records.length === 0) fields.refuse('positions', 'An order cannot be empty.')
  if (records.length > POSITIONS_MAX) fields.refuse('positions', `Orders cannot have more than ${POSITIONS_MAX} positions.`)
  const read = records.map(record => readPosition(platform, book, record))
  if (read.some(entry => 'faults' in entry))
    fields.faults['positions'] = read.map(entry => ('faults' in entry ? entry.faults : {}))
  return read.flatMap(entry => ('faults' in entry ? [] : [entry]))
}

function readFees(fields: FieldReader): Omit<FeeRow, 'id' | 'canceled'>[] {
  const records = fields.records('fees') ?? []
  const read = records.map(record => readFee(new FieldReader(record ?? {})))
  if (read.some(entry => 'faults' in entry)) fields.faults['fees'] = read.map(entry => ('faults' in entry ? entry.faults : {}))
  return read.flatMap(entry => ('faults' in entry ? [] : [entry]))
}

/** One fee as order creation and order changes take it. */
export function readFee(fields: FieldReader): Omit<FeeRow, 'id' | 'canceled'> | { readonly faults: FieldFaults } {
  fields.require('fee_type', 'value')
  const kind = fields.raw('fee_type') === undefined ? null : fields.choice('fee_type', FEE_KINDS)
  const valueMinor = fields.raw('value') === undefined ? null : fields.money('value')
  const description = fields.text('description', { blank: true }) ?? ''
  const internalKind = fields.text('internal_type', { blank: true }) ?? ''
  if (fields.faulty || kind === null || valueMinor === null) return { faults: fields.faults }
  return { kind, valueMinor, description, internalKind }
}
