import type { LineId, Minor, SaleId } from './nominal.ts'
import type { Refusal } from './refusal.ts'
import type { Multilingual, Showing } from './showing.ts'

/** Where a seat is, as the plan of the hall has it; a part the plan does not have is empty. */
export type SeatPlace = { readonly sector: string; readonly row: string; readonly number: string }

/** One unit in the cart. `hold`: `pool` does not run out while the till holds it; `short` was taken for this cart and does at `until`. */
export type CartLine = {
  readonly id: LineId
  readonly item: number
  readonly variation: number | null
  readonly name: Multilingual
  readonly variationName: Multilingual | null
  readonly seat: (SeatPlace & { readonly guid: string }) | null
  readonly priceMinor: Minor
  /** The ticket this add-on belongs to. */
  readonly parent: LineId | null
  readonly hold: { readonly kind: 'pool' } | { readonly kind: 'short'; readonly until: number }
  /** Add-ons still missing before this can be sold. */
  readonly missing: readonly { readonly category: number; readonly least: number }[]
}

/** The open sale. `version` rises with each change; paying names the version that was on screen. */
export type Cart = {
  readonly version: number
  readonly showing: Showing | null
  readonly currency: string
  readonly lines: readonly CartLine[]
  readonly totalMinor: Minor
  readonly testmode: boolean
}

/** A stored sale, as shown after paying and in lists. */
export type SaleSummary = {
  readonly id: SaleId
  readonly code: string
  readonly showing: Showing
  readonly eventName: Multilingual
  readonly soldAt: number
  readonly currency: string
  readonly totalMinor: Minor
  readonly tickets: number
  readonly what: readonly {
    readonly name: Multilingual
    readonly variationName: Multilingual | null
    readonly seat: SeatPlace | null
    readonly count: number
  }[]
  readonly payments: readonly {
    readonly method: 'cash' | 'card'
    readonly amountMinor: Minor
    readonly tenderedMinor: Minor | null
    readonly changeMinor: Minor
    readonly reference: string | null
  }[]
  readonly till: string
  readonly cashier: string
  readonly testmode: boolean
  readonly upload: UploadState
}

/** Where a sale stands on its way to the platform. `reason` while waiting: why the last try did not do it; null when none was made. */
export type UploadState =
  | {
      readonly state: 'waiting'
      readonly attempts: number
      readonly nextTryAt: number | null
      readonly reason: Refusal | null
    }
  | { readonly state: 'sending' }
  | { readonly state: 'sent'; readonly at: number }
  | { readonly state: 'refused'; readonly at: number; readonly reason: Refusal }
  | { readonly state: 'doubtful'; readonly at: number; readonly reason: Refusal }
