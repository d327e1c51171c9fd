import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { Moment, PlatformTime } from '#domain/platform-time'
import { afterHearing, latestTime, offsetOf } from '#domain/platform-time'
import type { World } from '#main/world'
import { atOnceDespiteDisk } from '#store/despite-disk'
import type { Writable } from '#store/query'
import { readCursor, writeCursor } from '#store/sync-cursor'

/**
 * The platform's clock as far as this machine can know it. Expiries on the platform are judged by it, never by the machine's own clock,
 * which may be wrong or be set while Kasa runs.
 */
export type PlatformClock = {
  /** Takes the `Date` header of an answer that has just come, and when it was asked for; an unreadable header tells nothing. */
  readonly heard: (dateHeader: string | undefined, asked: Moment) => void
  /** The platform's clock minus this machine's, milliseconds; null before the first answer of this run. */
  readonly offsetMs: () => number | null
  /** The latest time it may be at the platform, Unix milliseconds. Never goes back, also not over a restart. */
  readonly pessimisticNow: () => number
  /** Writes down how late it may be, now and then; call it often, outside of any transaction. Without it a long time offline is forgotten over a restart. */
  readonly keep: () => void
  /** `clock-wrong` while the two clocks are more than two minutes apart. */
  readonly warning: () => Refusal | null
}

const cursorName = 'platform-clock'
/** How often the latest time is written down: so much could a restart with a clock set back make it forget. */
const keepEveryMs = 30_000
/** Less could be a slow network; more makes day borders and expiries look wrong on screen. */
const warnBeyondMs = 120_000

/** Opens the clock; what an earlier run knew is a floor that the machine's own clock cannot undercut. */
export const createPlatformClock = (world: World, store: Writable): PlatformClock => {
  const start = { monotonic: world.clock.monotonic(), wall: world.clock.now() }
  let known: PlatformTime | null = null
  const earlier = keptFrom(readCursor(store, cursorName))
  let floor = 0
  let keptAt = Number.NEGATIVE_INFINITY

  const fromEarlierRun = (): number => {
    const sinceStart = world.clock.monotonic() - start.monotonic
    if (!earlier) return world.clock.now()
    return earlier.latest + Math.max(sinceStart, world.clock.now() - earlier.wall)
  }
  const latest = (): number => (known ? latestTime(known, world.clock.monotonic(), world.clock.now()) : fromEarlierRun())
  const keep = (now: number): void => {
    if (world.clock.monotonic() - keptAt < keepEveryMs) return
    keptAt = world.clock.monotonic()
    const wall = world.clock.now()
    atOnceDespiteDisk(world, 'platform-clock', () =>
      store.transaction('platform-clock.keep', tx => writeCursor(tx, cursorName, { latest: now, wall }, wall)),
    )
  }
  const pessimisticNow = (): number => {
    const now = latest()
    // an answer may prove that a leap of the wall clock had made this too late: only proof turns it back
    floor = known ? now : Math.max(floor, now)
    return floor
  }
  return {
    heard: (dateHeader, asked) => {
      const date = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader)
      if (Number.isNaN(date)) return
      known = afterHearing(known, { date, asked, monotonic: world.clock.monotonic(), wall: world.clock.now() })
      keep(pessimisticNow())
    },
    offsetMs: () => (known ? offsetOf(known) : null),
    pessimisticNow,
    keep: () => {
      if (known || earlier) keep(pessimisticNow())
    },
    warning: () => {
      const offset = known ? offsetOf(known) : 0
      return Math.abs(offset) > warnBeyondMs ? refusal('clock-wrong', { minutes: Math.round(Math.abs(offset) / 60_000) }) : null
    },
  }
}

const keptFrom = (value: unknown): { latest: number; wall: number } | null => {
  if (typeof value !== 'object' || value === null || !('latest' in value) || !('wall' in value)) return null
  return typeof value.latest === 'number' && typeof value.wall === 'number' ? { latest: value.latest, wall: value.wall } : null
}
