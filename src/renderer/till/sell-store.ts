import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Cart, SaleSummary } from '#contract/cart'
import type { LineId } from '#contract/nominal'
import type { Refusal } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { Hall, Product, SeatRow } from '#contract/stock'
import type { PayDraft } from './payment.ts'
import { emptyDraft } from './payment.ts'
import type { Place } from './seat-moves.ts'

/** Where a refusal is said: beside what it concerns. */
export type RefusalPlace = 'stock' | 'seats' | 'cart' | 'pay' | 'paper'

/** The slice of the selling screen. Null: not known yet. */
export type Sell = {
  readonly showing: Showing | null
  readonly products: readonly Product[] | null
  readonly hall: Hall | null
  readonly place: Place | null
  readonly row: SeatRow | null
  readonly cart: Cart | null
  readonly recent: readonly SaleSummary[] | null
  readonly quantity: number
  /** The ticket that the next extra goes to, when the cashier chose one. */
  readonly chosenTicket: LineId | null
  /** Units asked for and not answered yet. */
  readonly taking: number
  readonly draft: PayDraft
  readonly isPaying: boolean
  /** A payment whose answer never came; settled as soon as the core is back. */
  readonly unanswered: readonly SaleSummary[] | null
  readonly done: SaleSummary | null
  readonly refusal: { readonly place: RefusalPlace; readonly refusal: Refusal } | null
}
export type SellStore = StoreApi<Sell>

export const createSellSlice = (): SellStore =>
  createStore<Sell>(() => ({
    showing: null,
    products: null,
    hall: null,
    place: null,
    row: null,
    cart: null,
    recent: null,
    quantity: 1,
    chosenTicket: null,
    taking: 0,
    draft: emptyDraft,
    isPaying: false,
    unanswered: null,
    done: null,
    refusal: null,
  }))
