import type { OnsalePlan } from '#contract/onsale-plan'
import type { CategoryLeft } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import type { World } from '#main/world'
import type { SoldMinute } from '#store/onsale-sales'
import { kindsLeft, soldKinds } from '#store/onsale-sales'
import type { Readable } from '#store/query'
import type { Poll, Reading } from '#monitor/poll'
import { categoriesLeft, leftInAll } from './sales-left.ts'
import { salesMinutes } from './sales-minutes.ts'

/** The sales of an on-sale, out of this file: exact as soon as the platform's orders are in. */
export type SalesWatch = {
  readonly poll: Poll
  /** Kinds of ticket that are limited; looked up again every few seconds. */
  readonly categories: () => readonly CategoryLeft[]
}

const everyMs = 2_000
const overlapMs = 3 * minuteMs
const categoriesEveryMs = 5_000
/** What the platform said of a kind longer ago than this says nothing of it now. */
const staleMs = 60 * minuteMs
/** How fast a kind of ticket goes is told from this long. */
const rateMs = 10 * minuteMs

/** Watches the sales of a plan's showing. `language`: of the kinds' names, chosen out of those the platform has. */
export const watchSales = (world: World, db: Readable, plan: OnsalePlan, language: string): SalesWatch => {
  const { showing, startsAt } = plan
  const minutes = salesMinutes(world.clock, db, showing)
  const known: Known = { begun: false, categoriesAt: -Infinity, categories: [] }

  const read: Poll['read'] = async (window, signal) => {
    const newest = floor(world.clock.now())
    let { from } = window
    if (known.begun) from = minutes.again(window)
    else known.begun = await minutes.begin({ from: floor(Math.min(from, startsAt)), to: window.to }, signal)
    const sold = minutes.between(from, newest)
    return {
      readings: known.begun ? [...sold.flatMap(soldReadings), ...leftReadings(sold, newest)] : [],
      facts: {},
      refusals: [],
      answered: known.begun,
      metricsAsked: 0,
    }
  }

  const leftReadings = (sold: readonly SoldMinute[], newest: number): readonly Reading[] => {
    const now = leftNow(newest)
    if (now === null) return []
    // what the platform said earlier was kept when it said so; what follows from the stock can be told of any minute
    const told = plan.stock === null ? sold.filter(({ at }) => at >= newest - overlapMs) : sold
    let left = now
    return told.toReversed().map(({ at, tickets }) => {
      const reading: Reading = { role: 'sales.left', resource, at, value: Math.max(0, left) }
      if (plan.stock === null || at >= floor(startsAt)) left += tickets
      return reading
    })
  }

  /** Left at the end of the newest minute. */
  const leftNow = (newest: number): number | null => {
    if (plan.stock !== null) return plan.stock - (newest < floor(startsAt) ? 0 : minutes.ticketsSince(floor(startsAt)))
    const then = leftInAll(kindsLeft(db, showing, language))
    if (!then) return null
    // the minute in which it was asked is counted from that moment on
    const next = floor(then.askedAt) + minuteMs
    const rest = [...soldKinds(db, showing, then.askedAt, next).values()].reduce((sum, tickets) => sum + tickets, 0)
    return then.left - rest - minutes.ticketsSince(next)
  }

  const lookUpCategories = (now: number): readonly CategoryLeft[] => {
    const gone = soldKinds(db, showing, now - rateMs, now)
    const fresh = kindsLeft(db, showing, language).filter(({ askedAt }) => askedAt !== null && askedAt > now - staleMs)
    // the platform says several of them at once: what went since then is counted once
    const moments = new Set(fresh.map(({ askedAt }) => askedAt ?? now))
    const went = new Map([...moments].map(askedAt => [askedAt, soldKinds(db, showing, askedAt, now)]))
    return categoriesLeft(fresh, {
      since: askedAt => went.get(askedAt) ?? new Map(),
      perMinute: new Map([...gone].map(([item, tickets]) => [item, tickets / (rateMs / minuteMs)])),
    })
  }

  return {
    poll: { name: 'sales.file', source: 'sales', everyMs, hurriedEveryMs: everyMs, overlapMs, read },
    categories: () => {
      const now = world.clock.now()
      if (Math.abs(now - known.categoriesAt) < categoriesEveryMs) return known.categories
      Object.assign(known, { categoriesAt: now, categories: lookUpCategories(now) })
      return known.categories
    },
  }
}

type Known = { begun: boolean; categoriesAt: number; categories: readonly CategoryLeft[] }

/** One series: this file. */
const resource = 'kasa'

const soldReadings = ({ at, orders, tickets, grossMinor }: SoldMinute): readonly Reading[] => [
  { role: 'sales.orders', resource, at, value: orders },
  { role: 'sales.tickets', resource, at, value: tickets },
  { role: 'sales.gross', resource, at, value: grossMinor },
]

const floor = (at: number): number => Math.floor(at / minuteMs) * minuteMs
