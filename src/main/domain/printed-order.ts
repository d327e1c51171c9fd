import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import { currencyDigits } from '#contract/currency'

/** What stands on the paper that the customer took away. */
export type Printed = {
  readonly code: string
  readonly currency: string
  readonly totalMinor: number
  readonly positions: readonly { readonly number: number; readonly secret: string; readonly priceMinor: number }[]
}

/** The same facts as the platform holds them; money as its decimal text. */
export type Held = {
  readonly total: string
  readonly positions: readonly { readonly positionid: number; readonly secret: string; readonly price: string }[]
}

/** Says how the platform's order differs from the paper; null when it does not. A secret weighs most: its ticket will not open the door. */
export const differenceOf = (printed: Printed, held: Held): Refusal | null => {
  const numbered = new Map(held.positions.map(position => [position.positionid, position]))
  const sameSecrets =
    held.positions.length === printed.positions.length &&
    printed.positions.every(position => numbered.get(position.number)?.secret === position.secret)
  if (!sameSecrets) return refusal('differs-secret', { code: printed.code })
  const amount = minorOf(printed.currency)
  const sameMoney =
    amount(held.total) === printed.totalMinor &&
    printed.positions.every(position => amount(numbered.get(position.number)?.price ?? '') === position.priceMinor)
  return sameMoney ? null : refusal('differs-total', { code: printed.code })
}

/** NaN, equal to nothing, for a text that is no amount. */
const minorOf = (currency: string): ((text: string) => number) => {
  const digits = currencyDigits(currency)
  return text => (/^-?\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 10 ** digits) : Number.NaN)
}
