import type Database from 'better-sqlite3'
import type { World } from '#main/world'
import type { Writable } from '#store/query'
import { createPlatform } from '#sync/platform'
import { createPlatformClock } from '#sync/platform-clock'
import { createRequestBudget } from '#sync/request-budget'
import type { SyncParts } from '#sync/sync-parts'
import { openTestStore } from '../../open-test-store.ts'
import { testWorld } from '../../world-for-tests.ts'

/** A file and a line to some platform, as the parts of the download take them. */
export const syncBench = (
  at: { readonly url: string; readonly organizer: string; readonly deviceToken?: string },
  world: World = testWorld(),
): {
  readonly parts: SyncParts
  readonly store: Writable
  readonly database: Database.Database
  readonly world: World
  readonly close: () => void
} => {
  const { store, database, close } = openTestStore(world)
  const clock = createPlatformClock(world, store)
  const budget = createRequestBudget(world.clock, at.url)
  const platform = createPlatform({ world, url: at.url, organizer: at.organizer, token: at.deviceToken ?? 'x', budget, clock })
  return { parts: { world, store, platform, signal: new AbortController().signal }, store, database, world, close }
}
