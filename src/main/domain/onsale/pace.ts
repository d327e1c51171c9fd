import type { Role } from '#contract/onsale-roles'
import { mean, median } from './forecast.ts'
import { begunMinutes, minuteMs } from './scene.ts'
import type { Scene } from './scene.ts'
import { isPause } from './sight.ts'
import type { Sight } from './sight.ts'

/** Until the inlet's new setting bites, as long as it was not measured in this sale: our proposal. The relief is complete after about three minutes. */
const usualInletLeadMs = 20_000

/** From slowing the inlet to fewer let in: as measured in this sale, else as proposed. */
export const inletLead = ({ measuredInletLeadMs }: Scene): { readonly ms: number; readonly measured: boolean } => ({
  ms: measuredInletLeadMs ?? usualInletLeadMs,
  measured: measuredInletLeadMs !== null,
})

/** From asking for a server to its service: as measured in this sale, else as promised in the plan. */
export const serverLead = ({ measuredLeadMs, plan }: Scene): { readonly ms: number; readonly measured: boolean } => ({
  ms: measuredLeadMs ?? plan.limits.serverLeadMs,
  measured: measuredLeadMs !== null,
})

/** A server is late after one and a half times the lead. */
export const lateFactor = 1.5

/** Mean of the newest known minutes; null when there are none that may be read. */
export const recentMean = (sight: Sight, role: Role, minutes = 5): number | null => {
  const seen = sight.window([role], minutes)
  if (isPause(seen)) return null
  const value = mean(seen.of(role).filter(one => !Number.isNaN(one)))
  return Number.isNaN(value) ? null : value
}

/** How a measure was in the hour before the sale, the median of its known minutes; null below ten of them. */
export const beforeSale = ({ scene }: Sight, role: Role): number | null => {
  const { plan, table } = scene
  const column = table.column(role)
  const end = Math.max(0, Math.min(begunMinutes(scene), Math.floor((plan.startsAt - table.from) / minuteMs)))
  const known = [...column.subarray(Math.max(0, end - 60), end)].filter(value => Number.isFinite(value) && value >= 0)
  return known.length < leastBaseline ? null : median(known)
}
const leastBaseline = 10

/** Of those let in, how many order: over the last quarter of an hour, since buying takes minutes. Null: unknown or too few to say. */
export const ordersPerAdmitted = (sight: Sight): number | null => {
  const seen = sight.window(['queue.admitted', 'sales.orders'], 15)
  if (isPause(seen)) return null
  const admitted = seen.of('queue.admitted')
  const orders = seen.of('sales.orders')
  let [people, bought] = [0, 0]
  admitted.forEach((value, index) => {
    const sold = orders[index] ?? Number.NaN
    if (Number.isNaN(value) || Number.isNaN(sold)) return
    people += value
    bought += sold
  })
  return people < leastAdmitted ? null : Math.min(1, bought / people)
}
const leastAdmitted = 200

/** People in line now, from the room or the shop's own queue. */
export const inLine = (sight: Sight): number | null =>
  sight.pause('queue') ? null : (sight.scene.room?.waiting ?? sight.latest('queue.waiting'))

/** Tickets left, by the newest minute that may be read. */
export const ticketsLeft = (sight: Sight): number | null => sight.latest('sales.left')

/** Tickets that those in line would buy, if they buy as those before them did. */
export const demandInLine = (sight: Sight): number | null => {
  const [waiting, rate, basket] = [inLine(sight), ordersPerAdmitted(sight), sight.scene.basket]
  return waiting === null || rate === null || basket === null ? null : waiting * rate * basket.tickets
}
