import type { Minor } from './nominal.ts'
import type { Multilingual } from './showing.ts'

/** Money and tickets of one kind. `grossMinor` of free tickets is 0; `refunded` is money given back, already taken off nothing. */
export type Tally = {
  readonly paidTickets: number
  readonly paidMinor: Minor
  readonly pendingTickets: number
  readonly pendingMinor: Minor
  readonly freeTickets: number
  readonly refundedMinor: Minor
  readonly cancelledTickets: number
}

/** `capacity` null: unlimited or not to be told because products share quotas; `shared` says which. */
export type TotalsCategory = Tally & {
  readonly item: number
  readonly variation: number | null
  readonly name: Multilingual
  readonly variationName: Multilingual | null
  readonly priceMinor: Minor | null
  readonly capacity: number | null
  readonly shared: boolean
}

export type TotalsQuota = {
  readonly id: number
  readonly name: string
  readonly size: number | null
  readonly free: number | null
  readonly askedAt: number | null
}

export type TotalsEvent = Tally & {
  readonly event: string
  readonly subevent: number | null
  readonly name: Multilingual
  readonly dateName: Multilingual | null
  readonly startsAt: number | null
  readonly timezone: string
  readonly currency: string
  readonly capacity: number | null
  readonly shared: boolean
  readonly categories: readonly TotalsCategory[]
  readonly quotas: readonly TotalsQuota[]
}

export type TotalsChannel = Tally & { readonly channel: string; readonly currency: string }
/** `day` is YYYY-MM-DD in the event's zone, the day of sale. */
export type TotalsDay = Tally & { readonly day: string; readonly currency: string }

/** What has been sold, platform and this till together, each order once. Amounts of different currencies are never added up. */
export type Totals = {
  readonly events: readonly TotalsEvent[]
  readonly channels: readonly TotalsChannel[]
  readonly days: readonly TotalsDay[]
  readonly sums: readonly (Tally & { readonly currency: string })[]
  /** Sales of this till counted here that the platform has not confirmed yet. */
  readonly unsent: {
    readonly sales: number
    readonly byCurrency: readonly { readonly currency: string; readonly amountMinor: Minor }[]
  }
  /** Test-mode orders are left out; how many. */
  readonly testOrders: number
  /** When the platform's orders were last made sure of, and when bare refunds were; null: never. */
  readonly ordersAt: number | null
  readonly refundsAt: number | null
  /** False while history is still coming in: the sums are then a floor. */
  readonly complete: boolean
}
