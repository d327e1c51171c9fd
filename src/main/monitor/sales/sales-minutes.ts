import type { Showing } from '#contract/showing'
import { minuteMs } from '#domain/onsale/scene'
import type { World } from '#main/world'
import type { SoldMinute } from '#store/onsale-sales'
import { changedMinutes, soldMinutes } from '#store/onsale-sales'
import type { Readable } from '#store/query'

/** What was sold of a showing, minute by minute, kept beside the file: only what changed is counted again. */
export type SalesMinutes = {
  /** Counts everything for the first time, in pieces. False: given up on the way. */
  readonly begin: (window: Window, signal: AbortSignal) => Promise<boolean>
  /** Counts a window again, and earlier minutes whose orders have changed; gives the earliest of them. */
  readonly again: (window: Window) => number
  /** The minutes from the first to the last, both among them; those without a sale as zero. */
  readonly between: (first: number, last: number) => readonly SoldMinute[]
  /** Tickets ordered in a minute or later. */
  readonly ticketsSince: (at: number) => number
}
type Window = { readonly from: number; readonly to: number }

/** Orders reach the file in pages, so that one may come in after others that were changed later. */
const lateMs = 5 * minuteMs
/** A first read goes through a long sale in pieces, so that no till waits for it. */
const pieceMs = 60 * minuteMs

/** Nothing counted yet. */
export const salesMinutes = (clock: World['clock'], db: Readable, showing: Showing): SalesMinutes => {
  const minutes = new Map<number, SoldMinute>()
  let begin = Number.POSITIVE_INFINITY
  let latestChange = clock.now()
  const count = (from: number, to: number): void => {
    for (let at = from; at < to; at += minuteMs) minutes.delete(at)
    for (const minute of soldMinutes(db, showing, from, to)) minutes.set(minute.at, minute)
  }
  return {
    begin: async ({ from, to }, signal) => {
      for (let piece = from; piece < to; piece += pieceMs) {
        if (signal.aborted) return false
        count(piece, Math.min(piece + pieceMs, to))
        await new Promise<void>(resolve => clock.after(0, resolve))
      }
      begin = from
      return true
    },
    again: ({ from, to }) => {
      count(from, to)
      const { minutes: changed, latest } = changedMinutes(db, showing, latestChange - lateMs)
      latestChange = Math.max(latestChange, latest ?? 0)
      const earlier = changed.filter(at => at < from && at >= begin)
      for (const at of earlier) count(at, at + minuteMs)
      return Math.min(from, ...earlier)
    },
    between: (first, last) =>
      Array.from({ length: Math.max(0, (last - first) / minuteMs + 1) }, (_, index) => first + index * minuteMs).map(
        at => minutes.get(at) ?? { at, orders: 0, tickets: 0, grossMinor: 0 },
      ),
    ticketsSince: at => [...minutes.values()].reduce((sum, sold) => sum + (sold.at >= at ? sold.tickets : 0), 0),
  }
}
