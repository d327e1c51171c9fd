import type { Minor } from '#contract/nominal'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal } from '#contract/refusal'
import { sumMinor } from './money.ts'
import type { SoldPayment } from './order-body.ts'

/** What the cashier typed. */
export type OfferedPayment =
  | { readonly method: 'cash'; readonly amountMinor: Minor; readonly tenderedMinor: Minor }
  | { readonly method: 'card'; readonly amountMinor: Minor; readonly reference: string }

/**
 * Settles a total: the parts sum up to it exactly, change comes out of cash alone, a card pays no more than is asked and leaves a reference. A part of nothing
 * is dropped. A total of nothing takes no money.
 */
export const settle = (
  total: { readonly minor: number; readonly currency: string },
  offered: readonly OfferedPayment[],
): Result<readonly SoldPayment[]> => {
  const parts = offered.filter(payment => payment.amountMinor !== 0)
  const wrong = parts.map(part => wrongPart(part, total.currency)).find(problem => problem !== null)
  if (wrong) return { ok: false, refusal: wrong }
  const missingMinor = total.minor - sumMinor(parts.map(payment => payment.amountMinor))
  if (missingMinor > 0) return { ok: false, refusal: short(missingMinor, total.currency) }
  if (missingMinor < 0) return { ok: false, refusal: refusal('payment-over') }
  return done(
    parts.map(part =>
      part.method === 'card'
        ? { method: 'card', amountMinor: part.amountMinor, reference: part.reference.trim() }
        : {
            method: 'cash',
            amountMinor: part.amountMinor,
            tenderedMinor: part.tenderedMinor,
            changeMinor: part.tenderedMinor - part.amountMinor,
          },
    ),
  )
}

const wrongPart = (part: OfferedPayment, currency: string): Refusal | null => {
  if (part.amountMinor < 0) return refusal('payment-over')
  if (part.method === 'card') return part.reference.trim() === '' ? refusal('reference-required') : null
  return part.tenderedMinor < part.amountMinor ? short(part.amountMinor - part.tenderedMinor, currency) : null
}

const short = (missingMinor: number, currency: string): Refusal => refusal('payment-short', { missingMinor, currency })
