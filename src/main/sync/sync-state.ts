import type { Refusal } from '#contract/refusal'
import type { Connection, Status, SyncProgress } from '#contract/status'
import { ageOf } from './ages.ts'
import type { ConnectionWatch } from './connection.ts'
import { unreadable } from './decode-page.ts'
import { deltaCursor } from './deltas.ts'
import { historyCursor } from './history.ts'
import { historyRuns } from './order-chores.ts'
import type { PlatformClock } from './platform-clock.ts'
import type { Scene } from './scene.ts'
import { hallCursor } from './seats.ts'
import type { Estimate } from './sync-progress.ts'
import { secondLook } from './vanished.ts'

/** What the download tells about itself. */
export type SyncState = {
  readonly connection: Connection
  readonly sync: SyncProgress
  readonly ages: Status['ages']
  readonly warnings: readonly Refusal[]
}

const mostWarnings = 3

type Parts = {
  readonly scene: Scene
  readonly connection: ConnectionWatch
  readonly clock: PlatformClock
  readonly estimate: Estimate
  /** Why nothing can be stored. */
  readonly stuck: Refusal | null
  /** Names of records that were left out. */
  readonly leftOut: readonly string[]
}

/** Puts the state together from what is written down and what is going on. */
export const stateOf = ({ scene, connection, clock, estimate, stuck, leftOut }: Parts): SyncState => {
  const { parts } = scene
  const history = historyCursor(parts)
  const deltas = deltaCursor(parts)
  const catalogue = ageOf(parts, 'catalogue')
  const now = connection.state()
  const warning = clock.warning()
  return {
    connection: now.state === 'online' ? { state: 'online', syncedAt: deltas?.doneAt ?? now.since } : now,
    sync: {
      phase: phaseOf(catalogue !== null, history?.complete === true),
      paused: history?.paused ?? false,
      ordersDone: history?.done ?? 0,
      ordersTotal: history?.total ?? null,
      remainingMs: history && historyRuns(parts) ? estimate.remainingMs(history.done, history.total) : null,
      seats: hallProgress(scene),
    },
    ages: {
      catalogue,
      orders: deltas?.doneAt ?? null,
      stock: ageOf(parts, 'stock'),
      refunds: secondLook(parts).provenAt ?? (history?.complete ? history.startedAt : null),
    },
    warnings: [...(stuck ? [stuck] : []), ...(warning ? [warning] : []), ...leftOut.slice(0, mostWarnings).map(unreadable)],
  }
}

const hallProgress = ({ loading, parts }: Scene): SyncProgress['seats'] => {
  if (!loading) return []
  const cursor = hallCursor(parts, loading)
  return [{ ...loading, done: cursor?.done ?? 0, total: cursor?.total ?? null }]
}

const phaseOf = (catalogueIsIn: boolean, historyIsIn: boolean): SyncProgress['phase'] => {
  if (!catalogueIsIn) return 'catalogue'
  return historyIsIn ? 'live' : 'history'
}
