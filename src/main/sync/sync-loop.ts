import type { Refusal } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { Connection, Status, SyncProgress } from '#contract/status'
import type { World } from '#main/world'
import { knownEvents, seatedShowings, seatingPlanOf } from '#store/event'
import type { Writable } from '#store/query'
import { readCursor, writeCursor } from '#store/sync-cursor'
import { aboutOneEvent, currentEvents, fetchCatalogue } from './catalogue.ts'
import type { Chore } from './chores.ts'
import { createChoreRunner } from './chores.ts'
import { observed, watchConnection } from './connection.ts'
import { unreadable } from './decode-page.ts'
import { beginDeltas, deltaCursor, fetchDeltas, longOverlapMs, shortOverlapMs } from './deltas.ts'
import { beginHistory, continueHistory, historyCursor, pauseHistory } from './history.ts'
import { orderDecoder, takeOrder } from './orders.ts'
import type { Platform, PlatformAnswer } from './platform-answer.ts'
import type { PlatformClock } from './platform-clock.ts'
import { fetchQuotas } from './quotas.ts'
import { fetchHall, hallCursor, refreshHolders, refreshPages } from './seats.ts'
import { createEstimate } from './sync-progress.ts'
import type { Fetched, SyncParts } from './sync-parts.ts'
import { lookAgain, secondLook } from './vanished.ts'

/** What the download tells about itself. */
export type SyncState = {
  readonly connection: Connection
  readonly sync: SyncProgress
  readonly ages: Status['ages']
  readonly warnings: readonly Refusal[]
}

/** Keeps the file's copy of the platform up to date, by itself, for as long as it runs. */
export type SyncLoop = {
  readonly start: () => void
  /** Gives up every request; resolves when nothing writes any more. */
  readonly stop: () => Promise<void>
  /** Everything at once, also when it seems to be offline. */
  readonly syncNow: () => void
  /** Lets the first copy of old orders rest, or go on; kept over a restart. All else goes on. */
  readonly pause: () => void
  readonly resume: () => void
  /** The showing on screen: its stock is asked for more often and its seats are loaded first. */
  readonly watch: (showing: Showing | null) => void
  readonly state: () => SyncState
  /** Calls `listener` after each change; gives what ends that. */
  readonly listen: (listener: (state: SyncState) => void) => () => void
  /** What somebody else's request says about the connection. */
  readonly noteAnswer: (answer: PlatformAnswer) => void
  /** Takes over an order that the platform showed outside of a list, as after an upload. */
  readonly takeOrder: (order: unknown) => void
  /** How many seats the hall of a showing has; null while the platform has not said. */
  readonly seatsExpected: (showing: Showing) => number | null
}

export type SyncLoopParts = {
  readonly world: World
  readonly store: Writable
  readonly platform: Platform
  readonly clock: PlatformClock
  readonly onStatus?: () => void
  readonly onShowings?: () => void
  readonly onStock?: (showing: Showing) => void
  readonly onOrders?: () => void
}

const catalogueEveryMs = 300_000
const deltasEveryMs = 5000
const longOverlapEveryMs = 240_000
const watchedQuotasEveryMs = 10_000
const allQuotasEveryMs = 180_000
/** A page of the second look a second: 20,000 orders take seven minutes. The request budget slows it where that is too much. */
const secondLookEveryMs = 1000
const secondLookRestMs = 300_000
/** Who holds which seat on screen: at most so often, and rarer the more pages it takes. */
const holdersEveryMs = 30_000
const holdersPerPageMs = 2000
/** Halls of showings that start so soon are loaded without being opened. */
const soonMs = 3 * 86_400_000
/** After so long a hall is read whole again: blocked seats and other plans are not seen otherwise. */
const hallLastsMs = 6 * 3_600_000
const mostWarnings = 3
const mostUnreadable = 200

/** Sets up the download; nothing happens before `start`. */
export const createSyncLoop = (given: SyncLoopParts): SyncLoop => {
  const { world, store, clock } = given
  const ended = new AbortController()
  const listeners = new Set<(state: SyncState) => void>()
  const connection = watchConnection(world.clock, given.platform, () => connectionChanged())
  const platform = observed(world.clock, given.platform, connection)
  const parts: SyncParts = { world, store, platform, signal: ended.signal }
  const estimate = createEstimate(world.clock)
  const unread = new Map<string, readonly string[]>()
  const halls = new Set<string>()
  let watched: Showing | null = null
  let longOverlapAt = Number.NEGATIVE_INFINITY
  let decode = orderDecoder(parts)

  const tell = (): void => {
    given.onStatus?.()
    if (listeners.size === 0) return
    const now = state()
    for (const listener of listeners) listener(now)
  }
  const connectionChanged = (): void => {
    estimate.interrupt()
    longOverlapAt = Number.NEGATIVE_INFINITY
    if (connection.state().state === 'online') runner.hurry()
    tell()
  }
  const ordersChanged = (changed: number): void => {
    if (changed === 0) return
    given.onOrders?.()
    if (watched) given.onStock?.(watched)
  }

  const catalogueAt = (): number | null => agesOf(readCursor(store, 'ages/catalogue'))
  const keepAge = (kind: 'catalogue' | 'stock', at: number): void =>
    store.transaction('ages', tx => writeCursor(tx, `ages/${kind}`, at, world.clock.now()))
  const historyRuns = (): boolean => {
    const history = historyCursor(parts)
    return history !== null && !history.complete && !history.paused
  }

  const hallWanted = (): Showing | null => {
    const now = world.clock.now()
    const stale = (showing: Showing): boolean => {
      const completeAt = hallCursor(parts, showing)?.completeAt ?? null
      return completeAt === null || Math.abs(now - completeAt) > hallLastsMs
    }
    const isSeated = (showing: Showing): boolean => typeof seatingPlanOf(store, showing.event, showing.subevent) === 'number'
    if (watched && isSeated(watched) && stale(watched)) return watched
    return seatedShowings(store, { from: now, until: now + soonMs }).find(stale) ?? null
  }
  const watchedHallIsIn = (): boolean => watched !== null && hallCursor(parts, watched)?.completeAt != null

  const chores: readonly Chore[] = [
    {
      name: 'catalogue',
      wanted: () => true,
      restMs: () => catalogueEveryMs,
      run: async () => {
        const first = catalogueAt() === null
        const startedAt = world.clock.now()
        const fetched = await fetchCatalogue(parts, () => (first ? given.onShowings?.() : undefined))
        if (fetched.kind !== 'done') return fetched
        keepAge('catalogue', startedAt)
        keepAge('stock', startedAt)
        decode = orderDecoder(parts)
        given.onShowings?.()
        return fetched
      },
    },
    {
      name: 'deltas',
      wanted: () => catalogueAt() !== null,
      restMs: () => deltasEveryMs,
      run: async () => {
        const begun = await beginHistory(parts)
        const history = historyCursor(parts)
        if (begun.kind !== 'done' || !history) return begun
        beginDeltas(parts, history.startedAt)
        const now = world.clock.monotonic()
        const long = now - longOverlapAt > longOverlapEveryMs
        const overlapMs = long ? longOverlapMs : shortOverlapMs
        const fetched = await fetchDeltas(parts, decode, { overlapMs, changed: ordersChanged })
        if (fetched.kind === 'done' && long) longOverlapAt = now
        return fetched
      },
    },
    {
      name: 'watched-quotas',
      wanted: () => watched !== null && catalogueAt() !== null,
      restMs: () => watchedQuotasEveryMs,
      run: async () => {
        const showing = watched
        if (!showing) return nothing
        const fetched = await fetchQuotas(parts, showing.event, showing.subevent)
        if (fetched.kind === 'done') given.onStock?.(showing)
        return leniently(fetched)
      },
    },
    {
      name: 'quotas',
      wanted: () => catalogueAt() !== null,
      restMs: () => allQuotasEveryMs,
      run: async () => {
        const startedAt = world.clock.now()
        const unreadable: string[] = []
        for (const event of currentEvents(knownEvents(store), startedAt)) {
          const fetched = leniently(await fetchQuotas(parts, event.slug, null))
          if (fetched.kind !== 'done') return fetched
          unreadable.push(...fetched.unreadable)
        }
        keepAge('stock', startedAt)
        return { kind: 'done', unreadable }
      },
    },
    {
      name: 'seats',
      wanted: () => hallWanted() !== null,
      restMs: () => 0,
      run: async () => {
        const showing = hallWanted()
        if (!showing) return nothing
        const name = `${showing.event}/${showing.subevent ?? 0}`
        halls.add(name)
        const fetched = await fetchHall(parts, showing, () => {
          given.onStock?.(showing)
          tell()
        })
        halls.delete(name)
        return fetched
      },
    },
    {
      name: 'holders',
      wanted: watchedHallIsIn,
      restMs: () => Math.max(holdersEveryMs, watched ? refreshPages(parts, watched) * holdersPerPageMs : 0),
      run: async () => {
        const showing = watched
        if (!showing) return nothing
        const fetched = await refreshHolders(parts, showing)
        if (fetched.kind === 'done') given.onStock?.(showing)
        return leniently(fetched)
      },
    },
    {
      name: 'history',
      // a hall that somebody is looking at comes first
      wanted: () =>
        catalogueAt() !== null && historyRuns() && !(watched && halls.has(`${watched.event}/${watched.subevent ?? 0}`)),
      restMs: () => 0,
      run: () =>
        continueHistory(parts, decode, () => {
          given.onOrders?.()
          tell()
        }),
    },
    {
      name: 'second-look',
      wanted: () => historyCursor(parts)?.complete === true,
      restMs: () => (secondLook(parts).pass === null ? secondLookRestMs : secondLookEveryMs),
      run: () => lookAgain(parts, decode, ordersChanged),
    },
  ]
  const runner = createChoreRunner({
    clock: world.clock,
    chores,
    allowed: () => connection.state().state === 'online' && !ended.signal.aborted,
    finished: (chore, fetched) => {
      if (fetched.kind === 'done') noteUnread(unread, chore, fetched.unreadable)
      else world.log({ level: 'info', event: 'sync.interrupted', fields: { chore, answer: fetched.answer.kind } })
      tell()
    },
    woke: () => {
      world.log({ level: 'info', event: 'sync.woke' })
      longOverlapAt = Number.NEGATIVE_INFINITY
      connection.ask()
    },
  })

  const state = (): SyncState => {
    const history = historyCursor(parts)
    const deltas = deltaCursor(parts)
    const catalogue = catalogueAt()
    const now = connection.state()
    const refunds = secondLook(parts).provenAt ?? (history?.complete ? history.startedAt : null)
    const unreadableNames = [...unread.values()].flat()
    const warning = clock.warning()
    return {
      connection: now.state === 'online' ? { state: 'online', syncedAt: deltas?.doneAt ?? now.since } : now,
      sync: {
        phase: phaseOf(catalogue !== null, history?.complete === true),
        paused: history?.paused ?? false,
        ordersDone: history?.done ?? 0,
        ordersTotal: history?.total ?? null,
        remainingMs: history && historyRuns() ? estimate.remainingMs(history.done, history.total) : null,
        seats: hallsToShow(),
      },
      ages: {
        catalogue,
        orders: deltas?.doneAt ?? null,
        stock: agesOf(readCursor(store, 'ages/stock')),
        refunds,
      },
      warnings: [...(warning ? [warning] : []), ...unreadableNames.slice(0, mostWarnings).map(unreadable)],
    }
  }
  const hallsToShow = (): SyncProgress['seats'] =>
    [...halls].map(name => {
      const slash = name.lastIndexOf('/')
      const subevent = Number(name.slice(slash + 1))
      const showing: Showing = { event: name.slice(0, slash), subevent: subevent === 0 ? null : subevent }
      const cursor = hallCursor(parts, showing)
      return { ...showing, done: cursor?.done ?? 0, total: cursor?.total ?? null }
    })

  return {
    start: () => {
      connection.ask()
      runner.start()
    },
    stop: async () => {
      ended.abort()
      connection.stop()
      await runner.stop()
    },
    syncNow: () => {
      connection.ask()
      longOverlapAt = Number.NEGATIVE_INFINITY
      runner.hurry()
    },
    pause: () => {
      pauseHistory(parts, true)
      estimate.interrupt()
      tell()
    },
    resume: () => {
      pauseHistory(parts, false)
      estimate.interrupt()
      runner.hurry('history')
      tell()
    },
    watch: showing => {
      const same = showing?.event === watched?.event && showing?.subevent === watched?.subevent
      watched = showing
      if (!same) runner.hurry('watched-quotas', 'holders', 'seats')
    },
    state,
    listen: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    noteAnswer: connection.note,
    takeOrder: order => {
      if (takeOrder(parts, order)) ordersChanged(1)
    },
    seatsExpected: showing => hallCursor(parts, showing)?.total ?? null,
  }
}

const nothing: Fetched = { kind: 'done', unreadable: [] }

/** A refusal that is about one event only is no reason to wait longer than usual. */
const leniently = (fetched: Fetched): Fetched => (fetched.kind === 'failed' && aboutOneEvent(fetched.answer) ? nothing : fetched)

/** Records of snapshots replace what was said before; of orders each run sees only a few, so they are gathered until the next start. */
const noteUnread = (unread: Map<string, readonly string[]>, chore: string, names: readonly string[]): void => {
  const gathers = chore === 'deltas' || chore === 'history' || chore === 'second-look'
  const known = gathers ? (unread.get('orders') ?? []) : []
  unread.set(gathers ? 'orders' : chore, [...new Set([...known, ...names])].slice(0, mostUnreadable))
}

const phaseOf = (catalogueIsIn: boolean, historyIsIn: boolean): SyncProgress['phase'] => {
  if (!catalogueIsIn) return 'catalogue'
  return historyIsIn ? 'live' : 'history'
}

const agesOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
