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
export type Heard = { readonly date: number; readonly asked: Moment; readonly monotonic: number; readonly wall: number }

/** One moment on this machine's two clocks. */
export type Moment = { readonly monotonic: number; readonly wall: number }

const headerGrainMs = 1000
/** Two quartz clocks drift apart by less than this share of the time that passes. */
const driftShare = 0.0002

/** What is known after one more answer: the narrowest bounds that it and earlier ones agree on. */
export const afterHearing = (known: PlatformTime | null, heard: Heard): PlatformTime => {
  const { date, asked, monotonic, wall } = heard
  // the machine may have slept while the request was under way
  const tripMs = Math.max(0, monotonic - asked.monotonic, wall - asked.wall)
  const fresh: PlatformTime = { earliest: date, latest: date + headerGrainMs + tripMs, monotonic, wall }
  if (!known) return fresh
  const passedMs = monotonic - known.monotonic
  if (passedMs < 0) return fresh
  const earliest = Math.max(fresh.earliest, known.earliest + passedMs * (1 - driftShare))
  const latest = Math.min(fresh.latest, latestTime(known, monotonic, wall))
  // bounds that exclude each other: the platform's clock was set
  return earliest > latest ? fresh : { earliest, latest, monotonic, wall }
}

/**
 * The latest time it may be at the platform. The wall clock counts as well as the monotonic one (a sleeping machine stops the latter),
 * whichever has gone further; neither can turn it back.
 */
export const latestTime = (known: PlatformTime, monotonic: number, wall: number): number => {
  const passedMs = Math.max(0, monotonic - known.monotonic, wall - known.wall)
  return Math.ceil(known.latest + passedMs * (1 + driftShare))
}

/** The platform's clock minus this machine's wall clock, as exactly as is known. */
export const offsetOf = (known: PlatformTime): number => Math.round((known.earliest + known.latest) / 2 - known.wall)
