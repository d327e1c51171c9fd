import type { Tally } from '#contract/totals'
import { minor } from '#contract/nominal'

/** Tickets and money as the store adds them up, in plain whole numbers. */
export type Counted = { readonly [Key in keyof Tally]: number }

const nothingCounted: Counted = {
  paidTickets: 0,
  paidMinor: 0,
  pendingTickets: 0,
  pendingMinor: 0,
  freeTickets: 0,
  refundedMinor: 0,
  cancelledTickets: 0,
}

/** The sum of tallies of one currency; what a part does not speak of is nothing. */
export const tallySum = (parts: Iterable<Partial<Counted>>): Tally => {
  const sum: { -readonly [Key in keyof Counted]: number } = { ...nothingCounted }
  for (const part of parts) for (const key of tallyKeys) sum[key] += part[key] ?? 0
  return {
    ...sum,
    paidMinor: minor(sum.paidMinor),
    pendingMinor: minor(sum.pendingMinor),
    refundedMinor: minor(sum.refundedMinor),
  }
}

/** The money without the tickets: things that are not admission bring money, but let nobody in. */
export const moneyOnly = ({ paidMinor, pendingMinor, refundedMinor }: Counted): Partial<Counted> => ({
  paidMinor,
  pendingMinor,
  refundedMinor,
})

const tallyKeys = [
  'paidTickets',
  'paidMinor',
  'pendingTickets',
  'pendingMinor',
  'freeTickets',
  'refundedMinor',
  'cancelledTickets',
] as const
