import type { Refusal } from '#contract/refusal'
import type { Lease, ShowTimes } from '#domain/lease-rule'
import { cartIdOf } from '#domain/lease-rule'
import type { World } from '#main/world'
import { fileTag } from '#store/file-id'
import { addAsked, markHeld, markRefused, seatLease } from '#store/lease'
import type { Writable } from '#store/query'
import { markTaken } from '#store/seat'
import { showTimes } from '#store/show-times'
import { activeTill } from '#store/till'
import { randomText } from './chance.ts'
import { askForUnits } from './lease-calls.ts'
import type { Platform, RequestOptions } from './platform-answer.ts'

const unguessableCharacters = 32

/** What everything that handles leases shares. */
export type LeaseParts = {
  readonly world: Pick<World, 'clock' | 'random' | 'log'>
  readonly store: Writable
  readonly platform: Platform
  /** The latest time it may be at the platform. */
  readonly pessimisticNow: () => number
  readonly online: () => boolean
  /** The sales channel that orders name; the platform keeps seats for some. */
  readonly channel: () => string
  /** What is held of this showing has changed. */
  readonly onChange: (showing: { readonly event: string; readonly subevent: number | null }) => void
  /** Cart ids asked for right now; shared with the sweep, which leaves them alone. */
  readonly underWay: Set<string>
  /** Requests being asked again right now, by their key. */
  readonly repeats: Map<string, Promise<void>>
  /** Units being given back right now. */
  readonly goingBack: Map<string, Promise<boolean>>
}

/** Units of one product of one showing; a null seat is one of general admission. */
export type Order = Pick<Lease, 'event' | 'subevent' | 'item' | 'variation' | 'purpose' | 'expiresAt'> & {
  readonly seats: readonly (string | null)[]
}

export type Gained =
  | {
      readonly kind: 'answered'
      readonly held: readonly string[]
      readonly complaints: readonly { readonly seat: string | null; readonly text: string }[]
    }
  | { readonly kind: 'not-done' | 'lost'; readonly refusal: Refusal }

/**
 * Asks the platform for units, each written into the file before it is asked for and sellable only when its grant is written as well. What is asked for
 * and never answered stays in the file as `asked` until a sweep finds out.
 */
export const gainLeases = async (parts: LeaseParts, order: Order, options: RequestOptions = {}): Promise<Gained> => {
  const { world, store, underWay } = parts
  const idempotencyKey = `lease-${randomText(world.random, unguessableCharacters)}`
  const { asked, occupied } = writeAsked(parts, order, idempotencyKey)
  const ours = occupied.map(seat => ({ seat, text: occupiedByUs }))
  if (asked.length === 0) return { kind: 'answered', held: [], complaints: ours }
  const ids = asked.map(unit => unit.cartId)
  ids.forEach(id => underWay.add(id))
  world.log({ level: 'info', event: 'lease.ask', fields: { slug: order.event, units: ids.length } })
  try {
    const answer = await askForUnits(
      { platform: parts.platform, clock: world.clock, channel: parts.channel() },
      { event: order.event, idempotencyKey, units: asked },
      options,
    )
    world.log({ level: 'info', event: 'lease.answer', fields: { slug: order.event, outcome: answer.kind } })
    const now = world.clock.now()
    if (answer.kind === 'lost') return answer
    const granted = answer.kind === 'answered' ? answer.granted : nothingGranted
    const complaints = answer.kind === 'answered' ? answer.complaints : noComplaints
    // that they are asked for is on the disk: an answer lost to a power cut is found in the platform's list. What is sold on it brings it there.
    store.refetchable('lease.answer', tx => {
      for (const id of ids) {
        const platformId = granted.get(id)
        if (platformId === undefined) markRefused(tx, id, now)
        else markHeld(tx, id, platformId, now)
      }
      for (const { cartId, seat } of asked)
        if (seat !== null && taken.test(complaints.get(cartId) ?? ''))
          markTaken(tx, { event: order.event, subevent: order.subevent ?? 0, guid: seat, askedAt: now })
    })
    if (answer.kind !== 'answered') return answer
    return {
      kind: 'answered',
      held: ids.filter(id => granted.has(id)),
      complaints: [
        ...ours,
        ...asked.flatMap(unit =>
          granted.has(unit.cartId) ? [] : [{ seat: unit.seat, text: complaints.get(unit.cartId) ?? '' }],
        ),
      ],
    }
  } finally {
    ids.forEach(id => underWay.delete(id))
    parts.onChange({ event: order.event, subevent: order.subevent })
  }
}

const nothingGranted: ReadonlyMap<string, number> = new Map()
const noComplaints: ReadonlyMap<string, string> = new Map()
/** How the platform says that a seat is somebody else's. */
const taken = /selected seat .* is not available/i

/** Said of a seat that this till has or asks for already, in the manner of the platform. */
const occupiedByUs = 'The selected seat is leased by this till.'

/** A seat may have been leased since whoever orders it looked: what lives in the book is left out and not asked for twice. */
const writeAsked = ({ world, store }: LeaseParts, order: Order, idempotencyKey: string) => {
  const { seats, ...unit } = order
  const now = world.clock.now()
  return store.transaction('lease.ask', tx => {
    const till = activeTill(tx)
    if (!till) throw new Error('leases without a connected till')
    const tag = fileTag(tx)
    const occupied: string[] = []
    const asked = seats.flatMap(seat => {
      if (seat !== null && seatLease(tx, order.event, order.subevent, seat)) {
        occupied.push(seat)
        return []
      }
      const cartId = cartIdOf(till.codePrefix, tag, randomText(world.random, unguessableCharacters))
      const lease = { ...unit, seat, cartId, idempotencyKey, tillId: till.id }
      addAsked(tx, lease, now)
      return [lease]
    })
    return { asked, occupied }
  })
}

/** When the showing of an order starts and ends. */
export const timesOf = (parts: LeaseParts, showing: { readonly event: string; readonly subevent: number | null }): ShowTimes =>
  showTimes(parts.store, showing.event, showing.subevent)
