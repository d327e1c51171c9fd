import type { Minor } from './nominal.ts'
import type { Multilingual, Showing } from './showing.ts'

/** Why a product is shown but not offered, in words of the trade; one sentence each in `words`. */
export const unsellableReasons = [
  'inactive',
  'no-quota',
  'needs-voucher',
  'bundle-only',
  'has-bundle',
  'needs-approval',
  'needs-membership',
  'grants-membership',
  'needs-medium',
  'no-extras',
  'asks-questions',
  'asks-names',
  'not-on-this-date',
  'not-yet',
  'no-longer',
  'other-channel',
  'event-not-live',
  'date-inactive',
  'gift-card',
  'net-price',
] as const
export type UnsellableReason = (typeof unsellableReasons)[number]

/** One thing with a price: an item, or one variation of an item. */
export type Product = {
  readonly item: number
  readonly variation: number | null
  readonly name: Multilingual
  readonly variationName: Multilingual | null
  readonly category: { readonly id: number; readonly name: Multilingual; readonly addon: boolean } | null
  readonly priceMinor: Minor
  readonly seated: boolean
  readonly admission: boolean
  /** Add-on categories one unit of this product may or must take. */
  readonly addons: readonly {
    readonly category: number
    readonly least: number
    readonly most: number
    readonly included: boolean
    readonly repeatable: boolean
  }[]
  readonly unsellable: UnsellableReason | null
  readonly stock: Stock
}

/** How many are left, as far as is known. */
export type Stock = {
  /** Of the smallest quota, from the platform; null: unlimited. */
  readonly free: number | null
  /** Held by this till and not in the cart: sold also without network. */
  readonly pool: number
  readonly inCart: number
  readonly target: number
  /** When the platform last said so; null: never. Unix milliseconds. */
  readonly askedAt: number | null
}

/** `free` and `pool` can be taken; `chosen` is in this cart; `held`: by another cart or till; the rest cannot. */
export type SeatState = 'free' | 'pool' | 'chosen' | 'held' | 'sold' | 'blocked'

export type Seat = {
  readonly guid: string
  readonly number: string
  readonly item: number | null
  readonly state: SeatState
}

export type SeatRow = {
  readonly sector: string
  readonly row: string
  readonly free: number
  readonly pool: number
  readonly seats: readonly Seat[]
}

/** Sectors of a hall with what can be taken in them; `loaded` of `total` seats are known so far. */
export type Hall = {
  readonly showing: Showing
  readonly sectors: readonly {
    readonly name: string
    readonly rows: readonly { readonly name: string; readonly free: number; readonly pool: number }[]
    readonly free: number
    readonly pool: number
  }[]
  readonly loaded: number
  readonly total: number | null
  readonly askedAt: number | null
}
