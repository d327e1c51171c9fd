/**
 * What is known about the clock at the platform, from the `Date` header of an answer (whole seconds, cut off) and the round trip that brought it.
 * All in milliseconds. `latest` and `earliest` are bounds on the platform's time at the moment `monotonic` (and `wall`) of this machine.
 */
export type PlatformTime = {
  readonly earliest: number
  readonly latest: number
  readonly monotonic: number
  readonly wall: number
}

/** One answer: the second it carries, and when it was asked for and received here. */
export type Heard = { readonly date: number; readonly askedMonotonic: number; readonly monotonic: number; readonly wall: number }

const headerGrainMs = 1000
/** An old bound is given up after this, for two clocks drift apart by up to a tenth of a second in it. */
const boundLastsMs = 600_000
/** The monotonic clock may stand still while the machine sleeps: a wall clock that has gone this much further says that it did. */
const sleepMs = 2000

/** What is known after one more answer: the narrowest bounds that recent answers agree on. */
export const afterHearing = (known: PlatformTime | null, heard: Heard): PlatformTime => {
  const { date, askedMonotonic, monotonic, wall } = heard
  const tripMs = Math.max(0, monotonic - askedMonotonic)
  const fresh: PlatformTime = { earliest: date, latest: date + headerGrainMs + tripMs, monotonic, wall }
  if (!known) return fresh
  const passedMs = monotonic - known.monotonic
  const slept = Math.abs(wall - known.wall - passedMs) > sleepMs
  if (passedMs < 0 || passedMs > boundLastsMs || slept) return fresh
  const earliest = Math.max(fresh.earliest, known.earliest + passedMs)
  const latest = Math.min(fresh.latest, known.latest + passedMs)
  if (earliest > latest) return fresh
  const narrowed = latest - earliest < known.latest - known.earliest
  return narrowed || latest !== known.latest + passedMs ? { earliest, latest, monotonic, wall } : known
}

/**
 * The latest time it may be at the platform. The wall clock counts as well as the monotonic one (a sleeping machine stops the latter),
 * whichever has gone further; neither can turn it back.
 */
export const latestTime = (known: PlatformTime, monotonic: number, wall: number): number =>
  known.latest + Math.max(0, monotonic - known.monotonic, wall - known.wall)

/** The platform's clock minus this machine's wall clock, as exactly as is known. */
export const offsetOf = (known: PlatformTime): number => Math.round((known.earliest + known.latest) / 2 - known.wall)
