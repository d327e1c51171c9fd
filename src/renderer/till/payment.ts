import { currencyDigits } from '#contract/currency'
import type { Cart } from '#contract/cart'
import type { Input } from '#contract/methods'
import type { Minor } from '#contract/nominal'
import { minor } from '#contract/nominal'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import { typedAmount } from './typed-amount.ts'

/** How a sale is being paid: `cash` until the cashier says otherwise. */
export type PayMode = 'cash' | 'card' | 'split'
/** What stands in the fields of the side column. `received` is the cash taken, in split mode the cash part. */
export type PayDraft = { readonly mode: PayMode; readonly received: string; readonly reference: string }
export const emptyDraft: PayDraft = { mode: 'cash', received: '', reference: '' }

/** `exact` takes the sum on screen in cash whatever is typed; the others take what is typed. */
export type PayWay = 'exact' | PayMode
type Payments = Input<'sale.pay'>['payments']

/** The payments a key press stands for, or why they cannot be taken as typed. */
export const paymentsFor = (
  way: PayWay,
  draft: PayDraft,
  cart: Cart,
): { readonly payments: Payments } | { readonly problem: Refusal } => {
  const { totalMinor, currency } = cart
  if (totalMinor === 0) return { payments: [] }
  if (way === 'exact') return { payments: [{ method: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor }] }
  const reference = draft.reference.trim()
  if (way === 'card')
    return reference
      ? { payments: [{ method: 'card', amountMinor: totalMinor, reference }] }
      : { problem: refusal('reference-required') }
  const received = typedAmount(draft.received, currencyDigits(currency)) ?? minor(0)
  if (way === 'cash')
    return received < totalMinor
      ? { problem: refusal('payment-short', { missingMinor: totalMinor - received, currency }) }
      : { payments: [{ method: 'cash', amountMinor: totalMinor, tenderedMinor: received }] }
  return split(received, reference, totalMinor, currency)
}

const split = (
  received: Minor,
  reference: string,
  totalMinor: Minor,
  currency: string,
): { readonly payments: Payments } | { readonly problem: Refusal } => {
  if (received === 0) return { problem: refusal('payment-short', { missingMinor: totalMinor, currency }) }
  // nothing would be left for the card
  if (received >= totalMinor) return { problem: refusal('payment-over') }
  if (!reference) return { problem: refusal('reference-required') }
  return {
    payments: [
      { method: 'cash', amountMinor: received, tenderedMinor: received },
      { method: 'card', amountMinor: minor(totalMinor - received), reference },
    ],
  }
}

/** The difference to show beside what was typed: change to give, or what is still missing; null while nothing is typed. */
export const changeOf = (
  draft: PayDraft,
  cart: Cart,
): { readonly kind: 'change' | 'missing'; readonly sumMinor: Minor } | null => {
  const received = typedAmount(draft.received, currencyDigits(cart.currency))
  if (received === null) return null
  const enough = received >= cart.totalMinor
  return { kind: enough ? 'change' : 'missing', sumMinor: minor(Math.abs(received - cart.totalMinor)) }
}

/** The one action to stand out: it moves with what has been typed. */
export const primaryWay = (draft: PayDraft, cart: Cart): PayWay => {
  if (draft.mode !== 'cash') return draft.mode
  return changeOf(draft, cart)?.kind === 'change' ? 'cash' : 'exact'
}
