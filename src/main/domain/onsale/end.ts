import type { OnsaleFace } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import { soldOutAt } from './phase.ts'
import { inLine, ticketsLeft } from './pace.ts'
import { minuteMs } from './scene.ts'
import type { Sight } from './sight.ts'

/** Clouds correct a minute for a quarter of an hour, and the last buyers pay: after this the figures of a sale are final. */
export const settleAfterEndMs = 20 * minuteMs
/** Baskets that nobody pays for come back within this: until then a sale that is sold out is not over. */
const basketsMs = 10 * minuteMs

/** A sale that is still in full swing at its planned end is watched on until it has been quiet for so long, and no longer than this in all. */
const quietMs = 10 * minuteMs
export const longestRunOverMs = 120 * minuteMs
/** Where nobody can tell who is in line, a sale is quiet below this share of its busiest minute. */
const quietShare = 0.1

/**
 * When the sale ended and when its figures are final; null: it goes on. It ends as planned, or when everything is sold and nobody is in line any more; and while people still crowd in, only once they have gone:
 * nobody would forgive an alarm that falls silent by the clock.
 */
export const endOf = (sight: Sight): OnsaleFace['end'] => {
  const { now, plan } = sight.scene
  const at = soldAndGone(sight) ?? (now >= plan.plannedEndAt ? runOver(sight) : null)
  return at === null ? null : { at, settledAt: at + settleAfterEndMs, soldOut: ticketsLeftAtAll(sight) === 0 }
}

const runOver = (sight: Sight): number | null => {
  const { now, plan } = sight.scene
  const at = Math.min(Math.max(plan.plannedEndAt, busyUntil(sight) + quietMs), plan.plannedEndAt + longestRunOverMs)
  return at <= now ? at : null
}

/** The end of the last minute that was not quiet. */
const busyUntil = (sight: Sight): number => {
  const { table } = sight.scene
  if (hasLine(sight)) return lineGoneAt(sight)
  const orders = table.column('sales.orders')
  const most = orders.reduce((highest, value) => (value > highest ? value : highest), 0)
  return table.from + (orders.findLastIndex(value => value > 0 && value >= most * quietShare) + 1) * minuteMs
}

const hasLine = ({ scene: { plan } }: Sight): boolean =>
  (plan.cloud.cloudflare?.room ?? null) !== null || plan.cloud.queue !== null

const soldAndGone = (sight: Sight): number | null => {
  const { now, plan } = sight.scene
  const soldAt = ticketsLeft(sight) === 0 ? soldOutAt(sight.scene) : null
  if (soldAt === null || now < plan.startsAt) return null
  const lined = hasLine(sight)
  if (lined && inLine(sight) !== 0) return null
  const at = Math.max(soldAt + basketsMs, lined ? lineGoneAt(sight) : 0)
  return at <= now ? at : null
}

/** The end of the last minute in which somebody was in line. */
const lineGoneAt = ({ scene: { table } }: Sight): number =>
  table.from + (table.column('queue.waiting').findLastIndex(value => value > 0) + 1) * minuteMs

/** Also when nobody asks any more: the last word on it. */
const ticketsLeftAtAll = ({ scene: { table } }: Sight): number | null =>
  table.column('sales.left').findLast(value => !Number.isNaN(value)) ?? null

/** What the sentence over a sale that has ended says: how much of what was there is sold, and when its report is final. */
export const endFigures = ({ scene }: Sight, end: NonNullable<OnsaleFace['end']>): Figures => {
  const { table, plan, now } = scene
  const sold = table.column('sales.tickets').reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0)
  const left = table.column('sales.left').findLast(value => !Number.isNaN(value))
  const all = plan.stock ?? (left === undefined ? null : sold + left)
  return {
    endedAt: end.at,
    soldTickets: sold,
    ...(all !== null && { allTickets: all }),
    ...(now < end.settledAt && { settledAt: end.settledAt }),
  }
}
