import type { SaleSummary } from '#contract/cart'
import { pick } from '#words/format'
import type { Say } from '#words/say'
import { seatsWords } from '#words/seat-words'

/** `Sektor D, rząd 7, miejsca 8 do 11; 2 × Płyta, 1 × Koszulka L`: what a sale was of, seats together. */
export const soldInWords = (sale: SaleSummary, say: Say): string => {
  const seats = sale.what.flatMap(each => (each.seat ? [each.seat] : []))
  const counted = sale.what
    .filter(each => !each.seat)
    .map(each => {
      const name = [pick(each.name, say.language), pick(each.variationName, say.language)].filter(Boolean).join(' ')
      return `${each.count}\u00a0×\u00a0${name}`
    })
  return [seatsWords(seats, say), counted.join(', ')].filter(Boolean).join('; ')
}

/** How it was paid, in words. */
export const paidInWords = (sale: SaleSummary, say: Say): string =>
  sale.payments.length === 0
    ? say('queue.free')
    : sale.payments
        .map(payment =>
          payment.method === 'cash' ? say('sell.payCash') : say('sell.paidCard', { reference: payment.reference ?? '' }),
        )
        .join(', ')
