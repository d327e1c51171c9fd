import type { MoneyAtRisk } from '#contract/onsale-face'
import { demandInLine, inLine, recentMean, ticketsLeft } from './pace.ts'
import { minuteMs } from './scene.ts'
import type { Sight } from './sight.ts'

/** The standstill that the band is reckoned for. */
export const stallMs = 10 * minuteMs
/**
 * The part of a standstill's sales that does not come back. Nobody has measured it for tickets: between a seventh and a third where buyers are free to leave, and at most a seventh where more people wait than there are
 * tickets, since another then buys what one has let go. Our own guess, to be replaced by what a sale has shown.
 */
const lossShares = { free: [0.15, 0.35], crowded: [0, 0.15] } as const

/** Money that a standstill now would lose, and what it would only delay. Null: no pace of orders or no basket yet, or nothing left. */
export const moneyAtRiskOf = (sight: Sight): MoneyAtRisk | null => {
  const { basket } = sight.scene
  const [orders, left] = [recentMean(sight, 'sales.orders'), ticketsLeft(sight)]
  if (orders === null || orders <= 0 || basket === null || basket.tickets <= 0 || left === 0) return null
  const perTicket = basket.grossMinor / basket.tickets
  const stalled = Math.min(
    orders * (stallMs / minuteMs) * basket.grossMinor,
    left === null ? Number.POSITIVE_INFINITY : left * perTicket,
  )
  const [waiting, demand] = [inLine(sight), demandInLine(sight)]
  const crowded = demand !== null && left !== null && demand > left
  const [lostFrom, lostTo] = crowded ? lossShares.crowded : lossShares.free
  return {
    stallMs,
    lostFromMinor: Math.round(stalled * lostFrom),
    lostToMinor: Math.round(stalled * lostTo),
    delayedMinor: Math.round(stalled * (1 - lostFrom)),
    figures: {
      ordersPerMinute: orders,
      basketMinor: Math.round(basket.grossMinor),
      stalledMinor: Math.round(stalled),
      lossFromPercent: lostFrom * 100,
      lossToPercent: lostTo * 100,
      ...(waiting !== null && { waiting }),
      ...(left !== null && { left }),
    },
  }
}
