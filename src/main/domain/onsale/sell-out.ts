import type { SellOut } from '#contract/onsale-face'
import { mean, sum } from './forecast.ts'
import { demandInLine, inLine, ticketsLeft } from './pace.ts'
import { minuteMs } from './scene.ts'
import { isPause } from './sight.ts'
import type { Sight } from './sight.ts'

/** Minutes the pace is taken from, and how far ahead a sell-out is still told. */
const paceMinutes = 5
const horizonMs = 6 * 60 * minuteMs
/** The range is one standard error of the pace to both sides, and never narrower than a tenth of it. */
const narrowest = 0.1

/** When the last ticket goes at the pace of the last five minutes, and whether those in line will find one. Null: sold out already, no pace, or too far away. */
export const sellOutOf = (sight: Sight): SellOut | null => {
  const left = ticketsLeft(sight)
  const seen = sight.window(['sales.tickets'], paceMinutes)
  if (left === null || left === 0 || isPause(seen)) return null
  const sold = seen.of('sales.tickets').filter(value => !Number.isNaN(value))
  const perMinute = mean(sold)
  if (sold.length < 3 || perMinute <= 0 || (left / perMinute) * minuteMs > horizonMs) return null
  const spread = Math.max(perMinute * narrowest, standardError(sold, perMinute))
  const after = (pace: number) => Math.round(seen.to + (left / pace) * minuteMs)
  return {
    at: after(perMinute),
    fromAt: after(perMinute + spread),
    toAt: Math.min(seen.to + horizonMs, spread < perMinute ? after(perMinute - spread) : seen.to + horizonMs),
    left,
    emptyHanded: emptyHanded(sight, left),
  }
}

const standardError = (values: readonly number[], middle: number): number =>
  Math.sqrt(sum(values.map(value => (value - middle) ** 2)) / (values.length - 1) / values.length)

const emptyHanded = (sight: Sight, left: number): number | null => {
  const [waiting, demand] = [inLine(sight), demandInLine(sight)]
  if (waiting === null) return null
  if (waiting === 0) return 0
  if (demand === null) return null
  return demand <= left ? 0 : Math.round(waiting * (1 - left / demand))
}
