import type { Lease } from '#domain/lease-rule'
import { leaseLimits } from '#domain/lease-rule'
import { beginReturn, bookOf, eventsInDoubt, leasesProven, markHeld, markRefused } from '#store/lease'
import type { LeaseParts } from './lease-asking.ts'
import { askForUnits } from './lease-calls.ts'

/** Requests repeated in one go; what is left waits for the next round. */
const mostRepeated = 20

/**
 * Finds out what became of requests whose answer was lost, by sending each again under its own key: the platform then says what it said the first time, or
 * does now what never reached it. A list of carts alone would not tell for as long as the first one may still be on its way. What no cart waits for any more
 * goes back. Not for a copy, whose keys are those of the original.
 */
export const repeatDoubts = async (parts: LeaseParts, only: string | null = null): Promise<void> => {
  const { store, world } = parts
  if (!leasesProven(store)) return
  const doubtful = eventsInDoubt(store, world.clock.now() + 1).filter(event => only === null || event === only)
  const requests = doubtful.flatMap(event => requestsInDoubt(parts, event))
  for (const units of requests.slice(0, mostRepeated)) await repeatOnce(parts, units)
}

/** Only whole requests, and only while a list proves nothing: later the sweep is as sure, and a key is not remembered for ever. */
const requestsInDoubt = ({ store, world, underWay, repeats }: LeaseParts, event: string): readonly (readonly Lease[])[] => {
  const now = world.clock.now()
  const isInDoubt = ({ state, cartId, idempotencyKey, changedAt }: Lease): boolean =>
    state === 'asked' &&
    (!underWay.has(cartId) || repeats.has(idempotencyKey)) &&
    Math.abs(now - changedAt) <= leaseLimits.unansweredMs
  return [...Map.groupBy(bookOf(store, event), lease => lease.idempotencyKey).values()].filter(units => units.every(isInDoubt))
}

/** Who asks twice waits for the same answer. */
const repeatOnce = (parts: LeaseParts, units: readonly Lease[]): Promise<void> => {
  const key = units[0]?.idempotencyKey ?? ''
  const going = parts.repeats.get(key)
  if (going) return going
  const work = repeat(parts, units).finally(() => parts.repeats.delete(key))
  parts.repeats.set(key, work)
  return work
}

const repeat = async (parts: LeaseParts, units: readonly Lease[]): Promise<void> => {
  const { world, store, platform, underWay } = parts
  const [first] = units
  if (!first) return
  const { event, subevent, idempotencyKey } = first
  units.forEach(({ cartId }) => underWay.add(cartId))
  try {
    const call = { event, idempotencyKey, units }
    const answer = await askForUnits({ platform, clock: world.clock, channel: parts.channel() }, call, {})
    world.log({ level: 'info', event: 'lease.repeat', fields: { slug: event, units: units.length, outcome: answer.kind } })
    if (answer.kind !== 'answered') return
    const now = world.clock.now()
    store.transaction('lease.repeat', tx => {
      for (const { cartId, purpose } of units) {
        const platformId = answer.granted.get(cartId)
        if (platformId === undefined) markRefused(tx, cartId, now)
        else if (markHeld(tx, cartId, platformId, now) && purpose === 'cart') beginReturn(tx, cartId, now)
      }
    })
  } finally {
    units.forEach(({ cartId }) => underWay.delete(cartId))
    parts.onChange({ event, subevent })
  }
}
