/** The rows of the sandbox platform. Times are Unix milliseconds, money integer minor units; only serializers write wire text. */
export type Words = Readonly<Record<string, string>>

export type EventRow = {
  readonly id: number
  readonly slug: string
  readonly name: Words
  readonly location: Words | null
  readonly dateFrom: number
  readonly dateTo: number | null
  readonly dateAdmission: number | null
  readonly presaleStart: number | null
  readonly hasSubevents: boolean
  readonly testmode: boolean
  readonly seatingPlan: number | null
  /** Category of the seating plan to item id. */
  readonly seatMapping: Readonly<Record<string, number>>
  readonly geo: readonly [string, string] | null
  /** When each kind of catalogue row was last changed with a log entry; absent until the first change. */
  readonly lastLogged: Record<string, number>
}

export type PriceOverride = { readonly id: number; readonly priceMinor: number | null; readonly disabled: boolean }

export type SubeventRow = {
  readonly id: number
  readonly event: string
  readonly name: Words
  readonly active: boolean
  readonly dateFrom: number
  readonly dateAdmission: number | null
  readonly lastModified: number
  readonly seatingPlan: number | null
  readonly seatMapping: Readonly<Record<string, number>>
  readonly itemOverrides: readonly PriceOverride[]
  readonly variationOverrides: readonly PriceOverride[]
}

export type CategoryRow = {
  readonly id: number
  readonly event: string
  readonly name: Words
  readonly position: number
  readonly isAddon: boolean
}

export type TaxRuleRow = { readonly id: number; readonly event: string; readonly name: Words; readonly rateHundredths: number }

export type VariationRow = {
  readonly id: number
  readonly value: Words
  readonly active: boolean
  readonly position: number
  readonly priceMinor: number | null
}

export type AddonRow = {
  readonly category: number
  readonly minCount: number
  readonly maxCount: number
  readonly priceIncluded: boolean
  readonly multiAllowed: boolean
}

export type ItemRow = {
  readonly id: number
  readonly event: string
  readonly category: number | null
  readonly name: Words
  readonly internalName: string | null
  readonly description: Words | null
  readonly active: boolean
  readonly priceMinor: number
  readonly freePrice: boolean
  readonly taxRule: TaxRuleRow | null
  readonly admission: boolean
  readonly position: number
  readonly variations: readonly VariationRow[]
  readonly addons: readonly AddonRow[]
}

export type QuotaRow = {
  readonly id: number
  readonly event: string
  readonly name: string
  readonly size: number | null
  readonly items: readonly number[]
  readonly variations: readonly number[]
  readonly subevent: number | null
  readonly closed: boolean
}

export type QuestionRow = {
  readonly id: number
  readonly event: string
  readonly question: Words
  readonly kind: 'N' | 'S' | 'T' | 'B'
  readonly required: boolean
  readonly items: readonly number[]
  readonly identifier: string
}

export type DiscountRow = {
  readonly id: number
  readonly event: string
  readonly active: boolean
  readonly internalName: string
  readonly minCount: number
  readonly percent: string
  /** null: all products. */
  readonly products: readonly number[] | null
}

export type VoucherRow = {
  readonly id: number
  readonly event: string
  readonly created: number
  readonly code: string
  readonly maxUsages: number
  redeemed: number
  readonly validUntil: number | null
  readonly priceMode: 'none' | 'set' | 'subtract' | 'percent'
  /** Minor units, or hundredths of a percent for `percent`. */
  readonly value: number | null
  readonly item: number | null
  readonly variation: number | null
  readonly tag: string
  readonly comment: string
}

export type SeatRow = {
  readonly id: number
  readonly event: string
  readonly subevent: number | null
  readonly zone: string
  readonly row: string
  readonly number: string
  readonly guid: string
  readonly item: number
  blocked: boolean
}

export type SeatingPlanRow = { readonly id: number; readonly name: string; readonly layout: unknown }

export type CheckinListRow = {
  readonly id: number
  readonly event: string
  readonly name: string
  readonly subevent: number | null
  readonly includePending: boolean
}

export type CheckinRow = {
  readonly id: number
  readonly list: number
  readonly datetime: number
  readonly kind: 'entry' | 'exit'
  readonly nonce: string | null
  readonly device: number | null
}

export type AnswerRow = { readonly question: number; readonly identifier: string; readonly answer: string }

export type PositionRow = {
  readonly id: number
  readonly positionid: number
  order: OrderRow
  item: number
  variation: number | null
  subevent: number | null
  priceMinor: number
  rateHundredths: number
  taxRule: number | null
  attendeeName: string | null
  attendeeParts: Readonly<Record<string, string>>
  attendeeEmail: string | null
  address: Readonly<Record<string, string>>
  discount: number | null
  readonly voucher: VoucherRow | null
  secret: string
  readonly pseudonymizationId: string
  readonly addonTo: PositionRow | null
  seat: SeatRow | null
  canceled: boolean
  validFrom: number | null
  validUntil: number | null
  answers: readonly AnswerRow[]
  checkins: CheckinRow[]
}

export type FeeRow = {
  readonly id: number
  readonly kind: string
  readonly description: string
  readonly internalKind: string
  valueMinor: number
  canceled: boolean
}

export type PaymentState = 'created' | 'pending' | 'confirmed' | 'canceled' | 'failed' | 'refunded'

export type PaymentRow = {
  /** The platform's own key, seen only in `payment_url`. */
  readonly id: number
  readonly localId: number
  state: PaymentState
  readonly amountMinor: number
  readonly created: number
  paidAt: number | null
  readonly provider: string
  readonly details: Readonly<Record<string, unknown>>
}

export type RefundState = 'created' | 'transit' | 'external' | 'canceled' | 'failed' | 'done'

export type RefundRow = {
  readonly localId: number
  state: RefundState
  readonly source: string
  readonly amountMinor: number
  readonly payment: number | null
  readonly created: number
  executedAt: number | null
  readonly comment: string | null
  readonly provider: string
  readonly details: Readonly<Record<string, unknown>>
}

export type OrderStatus = 'n' | 'p' | 'e' | 'c'

export type OrderRow = {
  readonly id: number
  readonly code: string
  readonly event: string
  status: OrderStatus
  readonly testmode: boolean
  secret: string
  email: string | null
  phone: string | null
  locale: string
  readonly datetime: number
  expires: number
  lastModified: number
  cancellationDate: number | null
  totalMinor: number
  readonly taxRoundingMode: string
  comment: string
  checkinAttention: boolean
  checkinText: string | null
  customFollowupAt: string | null
  readonly requireApproval: boolean
  validIfPending: boolean
  readonly salesChannel: string
  apiMeta: unknown
  invoiceAddress: Readonly<Record<string, unknown>> | null
  positions: PositionRow[]
  fees: FeeRow[]
  payments: PaymentRow[]
  refunds: RefundRow[]
}

export type CartRow = {
  readonly id: number
  readonly cartId: string
  readonly event: string
  readonly item: number
  readonly variation: number | null
  readonly subevent: number | null
  readonly priceMinor: number
  readonly seat: SeatRow | null
  readonly attendeeName: string | null
  readonly attendeeEmail: string | null
  readonly datetime: number
  readonly expires: number
  readonly addonTo: number | null
}

export type DeviceProfile = 'full' | 'pretixscan' | 'pretixscan_online_noorders' | 'pretixscan_online_kiosk'

export type DeviceRow = {
  readonly id: number
  readonly name: string
  readonly serial: string
  readonly profile: DeviceProfile
  /** null: all events. */
  readonly limitEvents: readonly string[] | null
  readonly initializationToken: string
  readonly created: number
  apiToken: string | null
  initialized: number | null
  revoked: boolean
  hardware: Readonly<Record<string, unknown>>
}
