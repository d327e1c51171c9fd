import type { Refusal } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { World } from '#main/world'
import type { Writable } from '#store/query'
import { createChoreRunner } from './chores.ts'
import { observed, watchConnection } from './connection.ts'
import { pauseHistory } from './history.ts'
import { orderChores } from './order-chores.ts'
import { takeOrder } from './orders.ts'
import type { Platform, PlatformAnswer } from './platform-answer.ts'
import type { PlatformClock } from './platform-clock.ts'
import type { Scene } from './scene.ts'
import { isSameShowing } from './scene.ts'
import { hallCursor } from './seats.ts'
import { hallChores, stockChores } from './stock-chores.ts'
import { createEstimate } from './sync-progress.ts'
import type { SyncState } from './sync-state.ts'
import { stateOf } from './sync-state.ts'

export type { SyncState } from './sync-state.ts'

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
  /** Whether the platform answers; a sale asks for this and for nothing else of the state. */
  readonly online: () => boolean
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
  /** A sale that is watched sells now; without, none ever does. */
  readonly isOnSale?: () => boolean
  readonly onStatus?: () => void
  readonly onShowings?: () => void
  readonly onStock?: (showing: Showing) => void
  readonly onOrders?: () => void
}

/** Sets up the download; nothing happens before `start`. */
export const createSyncLoop = (given: SyncLoopParts): SyncLoop => {
  const { world, store, clock } = given
  const ended = new AbortController()
  const listeners = new Set<(state: SyncState) => void>()
  const leftOut = leftOutRecords()
  /** Why the file takes nothing, as far as the last run tells. */
  let stuck: Refusal | null = null
  const estimate = createEstimate(world.clock)
  const connection = watchConnection(world.clock, given.platform, () => connectionChanged())
  const platform = observed(world.clock, given.platform, connection)
  const parts = { world, store, platform, signal: ended.signal }
  const state = (): SyncState => stateOf({ scene, connection, clock, estimate, stuck, leftOut: leftOut.names() })
  const tell = (): void => {
    given.onStatus?.()
    if (listeners.size === 0) return
    const now = state()
    for (const listener of listeners) listener(now)
  }
  const scene: Scene = {
    parts,
    watched: null,
    loading: null,
    longOverlapAt: Number.NEGATIVE_INFINITY,
    isOnSale: () => given.isOnSale?.() ?? false,
    tell,
    onShowings: () => given.onShowings?.(),
    onStock: showing => given.onStock?.(showing),
    onOrders: changed => {
      if (changed === 0) return
      given.onOrders?.()
      if (scene.watched) given.onStock?.(scene.watched)
    },
  }
  const runner = createChoreRunner({
    clock: world.clock,
    chores: [...stockChores(scene), ...orderChores(scene), ...hallChores(scene)],
    allowed: () => connection.state().state === 'online' && !ended.signal.aborted,
    finished: (chore, outcome) => {
      stuck = outcome.kind === 'stuck' ? outcome.refusal : null
      if (outcome.kind === 'done') leftOut.note(chore, outcome.unreadable)
      if (outcome.kind === 'failed')
        world.log({ level: 'info', event: 'sync.interrupted', fields: { chore, answer: outcome.answer.kind } })
      tell()
    },
    woke: () => {
      world.log({ level: 'info', event: 'sync.woke' })
      scene.longOverlapAt = Number.NEGATIVE_INFINITY
      connection.ask()
    },
  })
  const connectionChanged = (): void => {
    estimate.interrupt()
    scene.longOverlapAt = Number.NEGATIVE_INFINITY
    if (connection.state().state === 'online') runner.hurry()
    tell()
  }
  const steerHistory = (paused: boolean): void => {
    pauseHistory(parts, paused)
    estimate.interrupt()
    runner.hurry('history')
    tell()
  }
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
      scene.longOverlapAt = Number.NEGATIVE_INFINITY
      runner.hurry()
    },
    pause: () => steerHistory(true),
    resume: () => steerHistory(false),
    watch: showing => {
      const same = isSameShowing(showing, scene.watched)
      scene.watched = showing
      if (!same) runner.hurry('watched-quotas', 'holders', 'seats')
    },
    state,
    online: () => connection.state().state === 'online',
    listen: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    noteAnswer: connection.note,
    takeOrder: order => scene.onOrders(takeOrder(parts, order) ? 1 : 0),
    seatsExpected: showing => hallCursor(parts, showing)?.total ?? null,
  }
}

const mostLeftOut = 200
const gathering: readonly string[] = ['deltas', 'history', 'second-look']

/** Names of records that could not be read. A snapshot replaces what was said before; of orders each run sees only a few, so they are gathered until the next start. */
const leftOutRecords = () => {
  const known = new Map<string, readonly string[]>()
  return {
    names: (): readonly string[] => [...known.values()].flat(),
    note: (chore: string, names: readonly string[]): void => {
      const gathers = gathering.includes(chore)
      const key = gathers ? 'orders' : chore
      known.set(key, [...new Set([...(gathers ? (known.get(key) ?? []) : []), ...names])].slice(0, mostLeftOut))
    },
  }
}
