import type { OnsalePlan } from '#contract/onsale-plan'
import type { CategoryLeft } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import type { World } from '#main/world'
import type { SoldMinute } from '#store/onsale-sales'
import { changedMinutes, kindsLeft, soldKinds, soldMinutes } from '#store/onsale-sales'
import type { Readable } from '#store/query'
import type { Poll, Reading } from './poll.ts'
import { categoriesLeft, leftInAll } from './sales-left.ts'

/** The sales of an on-sale, out of this file: exact as soon as the platform's orders are in. */
export type SalesWatch = {
  readonly poll: Poll
  /** Kinds of ticket that are limited; looked up again every few seconds. */
  readonly categories: () => readonly CategoryLeft[]
}

const everyMs = 2_000
const overlapMs = 3 * minuteMs
/** Orders reach the file in pages, so that one may come in after others that were changed later. */
const lateMs = 5 * minuteMs
/** A first read goes through a long sale in pieces, so that no till waits for it. */
const pieceMs = 60 * minuteMs
const categoriesEveryMs = 5_000
/** How fast a kind of ticket goes is told from this long. */
const rateMs = 10 * minuteMs

/** Watches the sales of a plan's showing. `language`: of the kinds' names, chosen out of those the platform has. */
export const watchSales = (world: World, db: Readable, plan: OnsalePlan, language: string): SalesWatch => {
  const { showing, startsAt } = plan
  const minutes = new Map<number, SoldMinute>()
  const known: Known = { begin: null, latestChange: world.clock.now(), categoriesAt: -Infinity, categories: [] }
  const take = (from: number, to: number): void => {
    for (let at = from; at < to; at += minuteMs) minutes.delete(at)
    for (const minute of soldMinutes(db, showing, from, to)) minutes.set(minute.at, minute)
  }
  /** The earliest minute that was read; null: given up on the way. */
  const takeAll = async (from: number, to: number, signal: AbortSignal): Promise<number | null> => {
    for (let piece = from; piece < to; piece += pieceMs) {
      if (signal.aborted) return null
      take(piece, Math.min(piece + pieceMs, to))
      await rest(world)
    }
    return from
  }
  /** The earliest minute that was read again. */
  const takeChanges = (begin: number, { from, to }: Window): number => {
    take(from, to)
    const { minutes: changed, latest } = changedMinutes(db, showing, known.latestChange - lateMs)
    known.latestChange = Math.max(known.latestChange, latest ?? 0)
    const earlier = changed.filter(at => at < from && at >= begin)
    for (const at of earlier) take(at, at + minuteMs)
    return Math.min(from, ...earlier)
  }
  const ticketsSince = (at: number): number =>
    [...minutes.values()].reduce((sum, sold) => sum + (sold.at >= at ? sold.tickets : 0), 0)

  const read: Poll['read'] = async (window, signal) => {
    const newest = floor(world.clock.now())
    let from = window.from
    if (known.begin !== null) from = takeChanges(known.begin, window)
    else known.begin = await takeAll(floor(Math.min(window.from, startsAt)), window.to, signal)
    const sold = range(from, newest).map(at => minutes.get(at) ?? { at, orders: 0, tickets: 0, grossMinor: 0 })
    return {
      readings: [...sold.flatMap(soldReadings), ...leftReadings(sold, newest)],
      facts: {},
      refusals: [],
      answered: known.begin !== null,
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
    if (plan.stock !== null) return plan.stock - (newest < floor(startsAt) ? 0 : ticketsSince(floor(startsAt)))
    const then = leftInAll(kindsLeft(db, showing, language))
    if (!then) return null
    const since = soldKinds(db, showing, then.askedAt, newest + minuteMs)
    return then.left - [...since.values()].reduce((sum, tickets) => sum + tickets, 0)
  }

  const lookUpCategories = (now: number): readonly CategoryLeft[] => {
    const gone = soldKinds(db, showing, now - rateMs, now)
    return categoriesLeft(kindsLeft(db, showing, language), {
      since: askedAt => soldKinds(db, showing, askedAt, now),
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

type Window = { readonly from: number; readonly to: number }
type Known = { begin: number | null; latestChange: number; categoriesAt: number; categories: readonly CategoryLeft[] }

/** One series: this file. */
const resource = 'kasa'

const soldReadings = ({ at, orders, tickets, grossMinor }: SoldMinute): readonly Reading[] => [
  { role: 'sales.orders', resource, at, value: orders },
  { role: 'sales.tickets', resource, at, value: tickets },
  { role: 'sales.gross', resource, at, value: grossMinor },
]

const floor = (at: number): number => Math.floor(at / minuteMs) * minuteMs
/** Minutes from the first to the last, both among them. */
const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, (last - first) / minuteMs + 1) }, (_, index) => first + index * minuteMs)

const rest = (world: World): Promise<void> => new Promise(resolve => world.clock.after(0, resolve))
