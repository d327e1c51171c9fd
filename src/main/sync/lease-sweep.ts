import type { Lease } from '#domain/lease-rule'
import { compareBook } from '#domain/lease-rule'
import { addAudit } from '#store/audit'
import { knownEvents } from '#store/event'
import { fileTag } from '#store/file-id'
import {
  beginReturn,
  bookOf,
  endReturn,
  eventsInDoubt,
  eventsWithLeases,
  leaseOf,
  leasesProven,
  loseAll,
  markHeld,
  markLost,
  proveLeases,
  returningLeases,
  strayLeases,
} from '#store/lease'
import { leaseLimits } from '#domain/lease-rule'
import { presentEvents } from '#store/show-times'
import { ownPrefixes } from '#store/till'
import type { LeaseParts } from './lease-asking.ts'
import { giveUnitBack, isKnown, listCarts } from './lease-calls.ts'

/** Leases that ended longer ago than this do not bring their event into a sweep: their carts have run out. */
const rememberEndedMs = 4 * 24 * 3_600_000
const returnsAtOnce = 100
/** Units of a show that was over before this have run out. */
const presentSinceMs = 2 * 24 * 3_600_000
/** So many returns that fail in one round mean that the platform is away. */
const mostFailures = 3
/** Held leases asked for one by one because they were missing from a list. */
const mostAskedSingly = 2_000
const orphansAtOnce = 200

/**
 * Asks the platform which units it holds for this till and brings the book in line: answers lost are found, orphans given back, vanished units marked.
 * `everywhere` takes all events, as after a start. False when the platform left anything open, or before any event is known. A copy or restored backup first gives up
 * what it has.
 */
export const sweepLeases = async (parts: LeaseParts, everywhere: boolean): Promise<boolean> => {
  const { store, world } = parts
  if (!leasesProven(store)) renounceLeases(parts)
  const known = eventsWithLeases(store, world.clock.now() - rememberEndedMs)
  const events = everywhere ? [...new Set([...known, ...presentEvents(store, world.clock.now() - presentSinceMs)])] : known
  let complete = events.length > 0 || knownEvents(store).length > 0
  for (const event of events) complete = (await sweepEvent(parts, event)) && complete
  if (complete && !leasesProven(store)) {
    store.transaction('lease.prove', tx => {
      proveLeases(tx)
      addAudit(tx, { at: world.clock.now(), kind: 'leases.proven', subject: null })
    })
    parts.world.log({ level: 'info', event: 'lease.proven' })
  }
  return complete
}

/**
 * A copy or restored backup sells nothing of what it finds in itself: that the platform still has a unit proves nothing, for the original may have sold it offline
 * and not told yet. Nor is it given back, for the same reason; it runs out by itself. Stock is then taken anew, under the name of this file alone.
 */
const renounceLeases = ({ store, world, onChange }: LeaseParts): void => {
  const now = world.clock.now()
  const events = eventsWithLeases(store, now)
  const units = store.transaction('lease.renounce', tx => {
    const lost = loseAll(tx, now)
    if (lost > 0) addAudit(tx, { at: now, kind: 'leases.renounced', subject: null, detail: { units: lost } })
    return lost
  })
  if (units === 0) return
  world.log({ level: 'warn', event: 'lease.renounced', fields: { units } })
  events.forEach(event => onChange({ event, subevent: null }))
}

/** Sweeps only where an answer was lost a while ago. */
export const settleDoubts = async (parts: LeaseParts): Promise<void> => {
  if (!leasesProven(parts.store)) return
  for (const event of eventsInDoubt(parts.store, parts.world.clock.now())) await sweepEvent(parts, event)
}

/** Sweeps one event. False when the platform left anything open. */
export const sweepEvent = async (parts: LeaseParts, event: string): Promise<boolean> => {
  const { store, platform, world } = parts
  const listedAt = world.clock.now()
  const heldBefore = new Set(bookOf(store, event).flatMap(lease => (lease.state === 'held' ? [lease.cartId] : [])))
  const listed = await listCarts(platform, event)
  if (listed === null) return false
  if (listed === 'gone') {
    loseEvent(parts, event)
    return true
  }
  const found = compareBook(
    listed,
    bookOf(store, event),
    { prefixes: ownPrefixes(store), tag: fileTag(store) },
    {
      listedAt,
      heldBefore,
      underWay: parts.underWay,
    },
  )
  const now = world.clock.now()
  store.transaction('lease.sweep', tx => {
    for (const { lease, platformId } of found.granted) {
      markHeld(tx, lease.cartId, platformId, now)
      // the cart that wanted it was told no long ago
      if (lease.purpose === 'cart') beginReturn(tx, lease.cartId, now)
    }
    for (const lease of found.neverGranted) markLost(tx, lease.cartId, now)
  })
  const settled = await settleMissing(parts, found.missing)
  for (const orphan of found.orphans.slice(0, orphansAtOnce)) {
    world.log({ level: 'info', event: 'lease.orphan', fields: { slug: event, cart: orphan.cartId } })
    await giveUnitBack(platform, event, orphan.id)
  }
  if (found.granted.length + found.neverGranted.length + found.missing.length > 0) parts.onChange({ event, subevent: null })
  return settled
}

/** Asks for each by its id, since a list may skip a row. False when the platform left one open. */
const settleMissing = async ({ store, platform, world }: LeaseParts, missing: readonly Lease[]): Promise<boolean> => {
  let settled = missing.length <= mostAskedSingly
  for (const { cartId, event, platformId, seat, item } of missing.slice(0, mostAskedSingly)) {
    const known = platformId === null ? false : await isKnown(platform, event, platformId)
    if (known === null) settled = false
    if (known !== false) continue
    const now = world.clock.now()
    store.transaction('lease.lost', tx => {
      if (markLost(tx, cartId, now)) addAudit(tx, { at: now, kind: 'lease.lost', subject: cartId, detail: { event, seat, item } })
    })
  }
  return settled
}

/** Gives back what is on its way back, and what was taken for a cart that no longer names it; nothing in a copy, where it may be another's. What fails does not hold up the rest. */
export const carryBack = async (parts: LeaseParts): Promise<void> => {
  const { store, world } = parts
  if (!leasesProven(store)) return
  const now = world.clock.now()
  const strays = strayLeases(store, now - leaseLimits.strayAfterMs)
  if (strays.length > 0) store.transaction('lease.strays', tx => strays.forEach(lease => beginReturn(tx, lease.cartId, now)))
  let failures = 0
  for (const lease of returningLeases(store, returnsAtOnce)) {
    if (!(await carryBackOne(parts, lease.cartId))) failures++
    if (failures >= mostFailures) return
  }
}

/** The event is out of this till's reach, and so are its units; they run out by themselves. */
const loseEvent = ({ store, world, onChange }: LeaseParts, event: string): void => {
  const now = world.clock.now()
  const living = bookOf(store, event).filter(lease => lease.state === 'held' || lease.state === 'asked')
  if (living.length === 0) return
  store.transaction('lease.lose-event', tx => {
    living.forEach(lease => markLost(tx, lease.cartId, now))
    addAudit(tx, { at: now, kind: 'leases.event-gone', subject: event, detail: { units: living.length } })
  })
  onChange({ event, subevent: null })
}

/** Gives back one unit that is on its way back; who asks twice waits for the same answer. False when the platform did not take it. */
export const carryBackOne = (parts: LeaseParts, cartId: string): Promise<boolean> => {
  const going = parts.goingBack.get(cartId)
  if (going) return going
  const work = giveBackFromBook(parts, cartId).finally(() => parts.goingBack.delete(cartId))
  parts.goingBack.set(cartId, work)
  return work
}

const giveBackFromBook = async ({ store, platform, world, onChange }: LeaseParts, cartId: string): Promise<boolean> => {
  const lease = leaseOf(store, cartId)
  if (lease?.state !== 'returning') return true
  if (!leasesProven(store)) return false
  if (lease.platformId === null) throw new Error(`a held lease has the platform's id: ${cartId}`)
  world.log({ level: 'info', event: 'lease.return', fields: { slug: lease.event } })
  if ((await giveUnitBack(platform, lease.event, lease.platformId)) !== 'gone') return false
  store.transaction('lease.returned', tx => endReturn(tx, cartId, world.clock.now()))
  onChange({ event: lease.event, subevent: lease.subevent })
  return true
}
