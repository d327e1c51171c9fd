import { refused } from '#contract/refusal'
import type { Stockroom } from '#domain/stockroom'
import { leasesProven } from '#store/lease'
import type { Readable } from '#store/query'
import type { World } from './world.ts'

/** Stock while no platform is connected: nothing can be leased, and nothing is out to be given back. */
export const unconnectedStockroom = (world: Pick<World, 'clock'>, store: Readable): Stockroom => ({
  online: () => false,
  pessimisticNow: () => world.clock.now(),
  leasesProven: () => leasesProven(store),
  leaseShort: async () => refused('not-connected'),
  giveBack: () => undefined,
})
