import type { SaleSummary } from '#contract/cart'
import { pick } from '#words/format'
import type { Say } from '#words/say'

/** `2 × Płyta, 1 × Koszulka L, D 7 12`: what a sale was of. */
export const soldInWords = (sale: SaleSummary, say: Say): string =>
  sale.what
    .map(each => {
      const name = [pick(each.name, say.language), pick(each.variationName, say.language)].filter(Boolean).join(' ')
      return each.seat ?? `${each.count} × ${name}`
    })
    .join(', ')

/** How it was paid, in words. */
export const paidInWords = (sale: SaleSummary, say: Say): string =>
  sale.payments.length === 0
    ? say('queue.free')
    : sale.payments
        .map(payment =>
          payment.method === 'cash' ? say('sell.payCash') : say('sell.paidCard', { reference: payment.reference ?? '' }),
        )
        .join(', ')
