import type { Product } from '#contract/stock'
import { number } from '#words/format'
import type { Say } from '#words/say'
import type { Offer } from './selling-state.ts'
import { isPoolLow } from './selling-state.ts'

/** `1184 wolne, 20 w puli tej kasy`: how many are left, as far as is known. Offline only what the till holds. */
export const stockWords = (product: Product, isOnline: boolean, say: Say): string => {
  const { free, pool, askedAt } = product.stock
  if (!isOnline) return say(isPoolLow(product, isOnline) ? 'sell.stockPoolLow' : 'sell.stockPool', { count: pool })
  if (free === null && askedAt === null) return pool > 0 ? say('sell.stockPool', { count: pool }) : say('sell.stockUnknown')
  if (free === null)
    return pool > 0 ? `${say('sell.stockUnlimited')}, ${say('sell.stockPool', { count: pool })}` : say('sell.stockUnlimited')
  const figure = number(free, say.language)
  if (pool === 0) return say('sell.stockFree', { free, figure })
  return say('sell.stockFreePool', { free, figure, pool: number(pool, say.language) })
}

/** The reason on a greyed tile. */
export const whyNot = (offer: Exclude<Offer, { readonly can: true }>, say: Say): string => {
  switch (offer.why) {
    case 'unsellable':
      return `${say(`reasons.${offer.reason}`)}.`
    case 'sold-out':
      return say('sell.soldOut')
    case 'pool-gone':
      return say('sell.poolGone')
    case 'pool-none':
      return say('sell.poolNone')
    case 'no-ticket':
      return say('sell.addonNeedsTicket')
    case 'ticket-full':
      return say('sell.ticketFull')
  }
}
