import { quotaNumbers, quotasOf, seatIsFree } from './availability.ts'
import { FieldReader } from './fields.ts'
import type { ItemRow, PositionRow, SeatRow, SubeventRow, VariationRow } from './model.ts'
import { needsSeat, quotaText } from './order-capacity.ts'
import { checkProduct, dateAnywhere, itemAnywhere, variationAnywhere } from './order-position-fields.ts'
import { seatKey, type EventBook, type Platform } from './platform.ts'
import { seatName } from './seat-shape.ts'

/** What a position is to become; null fields stay as they are. */
export type PositionPatch = {
  readonly item: ItemRow | null
  readonly variation: VariationRow | null
  readonly date: SubeventRow | null
  readonly priceMinor: number | null
  readonly seatGuid: string | null
  readonly secret: string | null
}

/** Reads the body of one `patch_positions` entry or of `PATCH orderpositions/`. */
export function readPositionPatch(platform: Platform, book: EventBook, fields: FieldReader): PositionPatch {
  const item = fields.row('item', key => itemAnywhere(platform, key))
  const variation = fields.row('variation', key => variationAnywhere(platform, key))
  const date = fields.row('subevent', key => dateAnywhere(platform, key))
  const priceMinor = fields.money('price')
  const seatGuid = fields.text('seat')
  const secret = fields.text('secret', { max: 255 })
  if (item !== null && !fields.faulty) checkProduct(book, fields, { item, variation, date })
  return { item, variation, date, priceMinor, seatGuid, secret }
}

/** A secret taken in the event is refused by name of the field; null when it may be used. */
export function secretRefusal(platform: Platform, position: PositionRow, secret: string | null): string | null {
  const holder = secret === null ? undefined : platform.positionsBySecret.get(secret)
  if (holder === undefined || holder === position) return null
  return holder.order.event === position.order.event
    ? 'You cannot assign a position secret that already exists.'
    : SECRET_OF_ANOTHER_EVENT
}

/** Putting a secret on a position that another event of the organizer holds is a server error on the platform. */
export const SECRET_OF_ANOTHER_EVENT = 'another event holds this secret'

/** Why a patch cannot be carried out; null when it can. */
export function patchRefusal(
  book: EventBook,
  position: PositionRow,
  patch: PositionPatch,
  { at, checkQuotas }: { at: number; checkQuotas: boolean },
): string | null {
  const target = targetProduct(position, patch)
  const moved = target.item !== position.item || target.variation !== position.variation || target.subevent !== position.subevent
  if (moved && checkQuotas) {
    const held = new Set(quotasOf(book, position))
    for (const quota of quotasOf(book, target)) {
      const { left } = quotaNumbers(book, quota, at)
      if (!held.has(quota) && left !== null && left < 1) return quotaText(quota)
    }
  }
  const seat = targetSeat(book, position, patch)
  if (seat === undefined) return 'One of the seats in your order was invalid, we removed the position from your cart.'
  if (seat === position.seat || seat === null) return null
  return seatIsFree(book, seat, at, new Set()) ? null : `The selected seat "${seatName(seat)}" is not available.`
}

/** Carries a checked patch out. The secret stays unless one is given. */
export function applyPatch(platform: Platform, book: EventBook, position: PositionRow, patch: PositionPatch): void {
  const seat = targetSeat(book, position, patch)
  const target = targetProduct(position, patch)
  position.item = target.item
  position.variation = target.variation
  position.subevent = target.subevent
  position.seat = needsSeat(book, patch.item ?? itemOf(book, position), target.subevent) ? (seat ?? null) : null
  position.priceMinor = patch.priceMinor ?? position.priceMinor
  if (patch.secret === null) return
  platform.positionsBySecret.delete(position.secret)
  position.secret = patch.secret
  platform.positionsBySecret.set(position.secret, position)
}

function targetProduct(
  position: PositionRow,
  patch: PositionPatch,
): { item: number; variation: number | null; subevent: number | null } {
  const keptVariation = patch.item === null || patch.item.id === position.item ? position.variation : null
  return {
    item: patch.item?.id ?? position.item,
    variation: patch.variation?.id ?? keptVariation,
    subevent: patch.date?.id ?? position.subevent,
  }
}

/** The seat afterwards; undefined when the one asked for does not exist. */
function targetSeat(book: EventBook, position: PositionRow, patch: PositionPatch): SeatRow | null | undefined {
  if (patch.seatGuid === null) return position.seat
  return book.seatsByGuid.get(seatKey(targetProduct(position, patch).subevent, patch.seatGuid))
}

function itemOf(book: EventBook, position: PositionRow): ItemRow {
  const item = book.items.get(position.item)
  if (item === undefined) throw new Error('a position has an item')
  return item
}
