import { refused } from '#contract/refusal'
import type { Stockroom } from '#domain/stockroom'
import { leasesProven } from '#store/lease'
import type { Writable } from '#store/query'
import { createPlatformClock } from '#sync/platform-clock'
import type { World } from './world.ts'

/** Stock while no platform is connected: what the file holds can be sold until it runs out by the platform's clock as it was last known; nothing new is leased. */
export const unconnectedStockroom = (world: World, store: Writable): Stockroom => ({
  online: () => false,
  pessimisticNow: createPlatformClock(world, store).pessimisticNow,
  leasesProven: () => leasesProven(store),
  leaseShort: async () => refused('not-connected'),
  giveBack: () => undefined,
})
