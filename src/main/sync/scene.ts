import type { Showing } from '#contract/showing'
import type { SyncParts } from './sync-parts.ts'

/** What the chores of the download share: what is on screen, what is being loaded, and whom to tell. */
export type Scene = {
  readonly parts: SyncParts
  /** The showing on screen. */
  watched: Showing | null
  /** The hall that is being read right now. */
  loading: Showing | null
  /** When deltas last looked far back, monotonic; going back to minus infinity makes the next ones do so. */
  longOverlapAt: number
  /** A sale that is watched sells now: what can wait lets the platform alone. */
  readonly isOnSale: () => boolean
  readonly tell: () => void
  readonly onShowings: () => void
  readonly onStock: (showing: Showing) => void
  /** Hears how many orders are new or have changed; 0 is nothing to speak of. */
  readonly onOrders: (changed: number) => void
}

export const isSameShowing = (one: Showing | null, other: Showing | null): boolean =>
  one?.event === other?.event && one?.subevent === other?.subevent
