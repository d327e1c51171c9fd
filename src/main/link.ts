import type { Stockroom } from '#domain/stockroom'
import { channelInUse } from '#store/channel'
import { despiteDisk } from '#store/despite-disk'
import type { Writable } from '#store/query'
import type { Platform } from '#sync/platform-answer'
import type { PlatformClock } from '#sync/platform-clock'
import { createPlatformClock } from '#sync/platform-clock'
import { createPlatform } from '#sync/platform'
import type { RequestBudget } from '#sync/request-budget'
import { createRequestBudget } from '#sync/request-budget'
import type { Leases } from '#sync/leases'
import { createLeases } from '#sync/leases'
import type { Outbox } from '#sync/outbox'
import { createOutbox } from '#sync/outbox'
import { announceSoftware } from '#sync/connect'
import type { Software } from '#sync/handshake-call'
import { endable } from '#sync/endable-platform'
import { retestChannel } from '#sync/simulate-channel'
import type { SyncLoop } from '#sync/sync-loop'
import { createSyncLoop } from '#sync/sync-loop'
import { endingNetwork } from './ending-network.ts'
import type { Cancel, World } from './world.ts'

/** The line to one platform: the services that run while a till is connected. */
export type Link = {
  readonly platform: Platform
  readonly loop: SyncLoop
  readonly leases: Leases
  readonly outbox: Outbox
  readonly clock: PlatformClock
  readonly budget: RequestBudget
  readonly stockroom: Stockroom
  /** Ends every request and background round; resolves when nothing writes any more. */
  readonly stop: () => Promise<void>
}

export type LinkParts = {
  readonly world: World
  readonly store: Writable
  readonly software: Software
  readonly url: string
  readonly organizer: string
  readonly token: string
  /** A sale that is watched sells now. */
  readonly isOnSale: () => boolean
  readonly onStock: (showing: { readonly event: string; readonly subevent: number | null }) => void
  readonly onHoldings: () => void
  readonly onShowings: () => void
  readonly onOrders: () => void
  readonly onQueue: () => void
  readonly onStatus: () => void
}

/** The API of one organizer, with a clock and a budget of its own. */
export const reachPlatform = (
  world: World,
  store: Writable,
  at: { readonly url: string; readonly organizer: string; readonly token: string },
) => {
  const { url, organizer, token } = at
  const clock = createPlatformClock(world, store)
  const budget = createRequestBudget(world.clock, url)
  return { clock, budget, platform: createPlatform({ world, url, organizer, token, budget, clock }) }
}

/** Starts everything that talks to the platform. */
export const openLink = (parts: LinkParts): Link => {
  const { store } = parts
  const { network, end } = endingNetwork(parts.world.network)
  const world: World = { ...parts.world, network }
  const { clock, budget, platform } = reachPlatform(world, store, parts)
  const loop = createSyncLoop({
    world,
    store,
    platform,
    clock,
    isOnSale: parts.isOnSale,
    onStatus: parts.onStatus,
    onShowings: parts.onShowings,
    onStock: parts.onStock,
    onOrders: parts.onOrders,
  })
  const told: Platform = { ...platform, send: async (...asked) => noted(loop, await platform.send(...asked)) }
  const leases = createLeases({
    world,
    store,
    platform: told,
    pessimisticNow: clock.pessimisticNow,
    online: loop.online,
    channel: () => channelInUse(store).identifier,
    onChange: showing => {
      parts.onStock(showing)
      parts.onHoldings()
    },
  })
  const outbox = createOutbox({ world, store, platform: told, onChange: parts.onQueue, onOrder: loop.takeOrder })
  const errands = createErrands(world, platform)
  const onReturn = (): void => {
    outbox.hurry()
    leases.wake()
    errands.begin(announceSoftware({ world, store, software: parts.software }, errands.platform))
    errands.begin(retestChannel({ world, store, platform: errands.platform }))
  }
  const stopListening = loop.listen(comingBack(onReturn))
  const stopClock = everyNowAndThen(world.clock, clock.keep)
  loop.start()
  outbox.start()
  leases.start()
  return {
    platform: told,
    loop,
    leases,
    outbox,
    clock,
    budget,
    stockroom: leases.stockroom,
    stop: async () => {
      stopListening()
      stopClock()
      await Promise.all([loop.stop(), outbox.stop(), leases.stop(), errands.stop()])
      await end()
    },
  }
}

const noted = <Answer extends Parameters<SyncLoop['noteAnswer']>[0]>(loop: SyncLoop, answer: Answer): Answer => {
  loop.noteAnswer(answer)
  return answer
}

/** Small things done at each return of the platform. On a full disk they wait for the next return. */
const createErrands = (world: World, given: Platform) => {
  const { platform, hangUp } = endable(given)
  const running = new Set<Promise<boolean>>()
  return {
    platform,
    begin: (errand: Promise<void>): void => {
      const work = despiteDisk(world, 'errand', () => errand)
      running.add(work)
      void work.finally(() => running.delete(work))
    },
    stop: async (): Promise<void> => {
      hangUp()
      await Promise.all(running)
    },
  }
}

const clockEveryMs = 10_000

const everyNowAndThen = (clock: World['clock'], task: () => void): Cancel => {
  const turn = (): void => {
    task()
    cancel = clock.after(clockEveryMs, turn)
  }
  let cancel = clock.after(clockEveryMs, turn)
  return () => cancel()
}

/** Calls `then` each time the connection becomes `online`. */
const comingBack = (then: () => void): Parameters<SyncLoop['listen']>[0] => {
  let before = ''
  return state => {
    const came = state.connection.state === 'online' && before !== 'online'
    before = state.connection.state
    if (came) then()
  }
}
