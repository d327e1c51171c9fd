import type { RehearsalSpeed } from '#contract/rehearsal'
import { rehearsalSpeeds } from '#contract/rehearsal'

/** How fast a rehearsal goes for now, and what it was like at the last looks at the machine. */
export type Governed = {
  readonly speed: RehearsalSpeed
  readonly behindLooks: number
  readonly calmLooks: number
  /** So many calm looks are wanted before it is tried faster. */
  readonly calmWanted: number
  /** The last change was to a faster speed: if that is too fast as well, the next try waits longer. */
  readonly isTrying: boolean
}

/** How far the machine was behind since the last look, by its own clock. */
export type MachineLook = { readonly wish: RehearsalSpeed; readonly behindMs: number }

/** How often the machine is looked at, by its own clock. */
export const lookEveryMs = 500
/** So much of the story's time a delay of the machine may cost: half of what makes the sale's own figures late. */
const bearableMs = 15_000
/** Below this, reckoned at the faster speed, it is worth trying: half again, so that it does not go to and fro. */
const calmMs = 7_500
/** One hitch is no reason: a second and a half is. */
const behindWanted = 3
const leastCalmWanted = 10
/** A machine that cannot do it is tried once a minute, not every few seconds. */
const mostCalmWanted = 120

/** A rehearsal at the speed that was wished for, before anything is known of the machine. */
export const ungoverned = (speed: RehearsalSpeed): Governed => ({
  speed,
  ...nothingSeen,
  calmWanted: leastCalmWanted,
  isTrying: false,
})
const nothingSeen = { behindLooks: 0, calmLooks: 0 }

/** What becomes of it when another speed is wished for: at once what was not held back, else no faster than the machine has kept up with. */
export const wishedAnew = (
  before: Governed,
  { was, wish }: { readonly was: RehearsalSpeed; readonly wish: RehearsalSpeed },
): Governed => (before.speed < was && wish > before.speed ? { ...before, ...nothingSeen } : ungoverned(wish))

/** The next speed: one step slower while the machine is behind, one step faster towards the wish after it was calm for a while. */
export const governed = (before: Governed, { wish, behindMs }: MachineLook): Governed => {
  if (behindMs * before.speed > bearableMs) return slowed(before)
  const faster = stepOf(before.speed, 1)
  const isCalm = behindMs * (before.speed < wish ? faster : before.speed) <= calmMs
  const calmLooks = isCalm ? before.calmLooks + 1 : Math.max(0, before.calmLooks - 1)
  const seen = { ...before, calmLooks, behindLooks: Math.max(0, before.behindLooks - 1) }
  if (calmLooks < before.calmWanted) return seen
  if (before.speed < wish) return { ...seen, ...nothingSeen, speed: faster, isTrying: true }
  return { ...seen, calmWanted: leastCalmWanted, calmLooks: 0, isTrying: false }
}

const slowed = (before: Governed): Governed => {
  const behindLooks = before.behindLooks + 1
  if (behindLooks < behindWanted) return { ...before, behindLooks, calmLooks: 0 }
  const calmWanted = before.isTrying ? Math.min(mostCalmWanted, before.calmWanted * 2) : before.calmWanted
  return { speed: stepOf(before.speed, -1), ...nothingSeen, calmWanted, isTrying: false }
}

const stepOf = (speed: RehearsalSpeed, by: 1 | -1): RehearsalSpeed =>
  rehearsalSpeeds[rehearsalSpeeds.indexOf(speed) + by] ?? speed
