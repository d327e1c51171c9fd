import type { Cancel } from '#main/world'
import { despiteDisk } from '#store/despite-disk'
import { expireLeases, hasExpiredLeases, leasesProven } from '#store/lease'
import type { Stockroom } from '#domain/stockroom'
import { endable } from './endable-platform.ts'
import type { LeaseParts } from './lease-asking.ts'
import type { Shortfalls } from './lease-pool.ts'
import { keepPool } from './lease-pool.ts'
import { repeatDoubts } from './lease-doubt.ts'
import type { LeaseDesk } from './lease-desk.ts'
import { createLeaseDesk } from './lease-desk.ts'
import { carryBack, settleDoubts, sweepLeases } from './lease-sweep.ts'
import { createStockroom } from './stockroom.ts'

/** One round of the background at least this often; a round is short when there is nothing to do. */
const roundMs = 5_000
/** And so soon after a sale: sales in quick succession are replaced in one go, not each while the next is being paid. */
const soonMs = 200
/** Orphans and vanished units are looked for this often; and sooner after a list could not be had. */
const sweepEveryMs = 5 * 60_000
const sweepAgainMs = 15_000

export type Leases = {
  /** The till's view of stock. */
  readonly stockroom: Stockroom
  /** The lease methods of the wire. */
  readonly desk: LeaseDesk
  readonly start: () => void
  /** Breaks off what is under way, to be found out at the next start; resolves when the present round has ended. */
  readonly stop: () => Promise<void>
  /** A round in a moment: after a new connection or a sale. */
  readonly wake: () => void
}

/** Keeps this till's stock: the background that takes, renews, expires, sweeps and gives back, and the doors to it. */
export const createLeases = (given: Omit<LeaseParts, 'underWay' | 'repeats' | 'goingBack'>): Leases => {
  const line = endable(given.platform)
  const parts: LeaseParts = { ...given, platform: line.platform, underWay: new Set(), repeats: new Map(), goingBack: new Map() }
  const { world, store } = parts
  const shortfalls: Shortfalls = new Map()
  let running = false
  let round: Promise<void> | null = null
  let again = false
  let sweptAll = false
  let sweepAt = Number.NEGATIVE_INFINITY
  let cancel: Cancel = () => {}
  let woken = false

  const work = async (): Promise<void> => {
    const pessimisticNow = parts.pessimisticNow()
    if (hasExpiredLeases(store, pessimisticNow)) {
      const expired = store.transaction('lease.expire', tx => expireLeases(tx, pessimisticNow, world.clock.now()))
      world.log({ level: 'warn', event: 'lease.expired', fields: { units: expired } })
    }
    if (!parts.online()) return
    await carryBack(parts)
    await repeatDoubts(parts)
    if (world.clock.monotonic() >= sweepAt) {
      const complete = await sweepLeases(parts, !sweptAll)
      sweptAll ||= complete
      sweepAt = world.clock.monotonic() + (complete ? sweepEveryMs : sweepAgainMs)
    } else await settleDoubts(parts)
    if (leasesProven(store)) await keepPool(parts, shortfalls)
    await carryBack(parts)
  }

  const turn = (): void => {
    cancel()
    woken = false
    if (!running) return
    if (round) {
      again = true
      return
    }
    again = false
    round = goRound()
  }

  const goRound = async (): Promise<void> => {
    await despiteDisk(world, 'leases', work)
    round = null
    if (again) turn()
    else if (running) cancel = world.clock.after(roundMs, turn)
  }

  return {
    stockroom: createStockroom(parts, turn),
    desk: createLeaseDesk(parts, shortfalls, turn),
    start: () => {
      running = true
      turn()
    },
    stop: async () => {
      running = false
      cancel()
      line.hangUp()
      await round
    },
    wake: () => {
      // the first of several sales says when, else a rush would put it off for ever
      if (woken) return
      woken = true
      cancel()
      cancel = world.clock.after(soonMs, turn)
    },
  }
}
