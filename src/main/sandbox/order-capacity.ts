import { quotaNumbers, quotasOf, seatIsFree } from './availability.ts'
import type { FieldFaults } from './fields.ts'
import type { CartRow, ItemRow, QuotaRow, SeatRow } from './model.ts'
import type { WantedPosition } from './order-position-fields.ts'
import { seatKey, type EventBook } from './platform.ts'
import { disabledOn } from './product-price.ts'
import { checkVouchers } from './voucher-rules.ts'
import { seatName } from './seat-shape.ts'

/** The outcome of the seat and quota checks: a seat a position, or the faults of all positions together. */
export type Placement = { readonly seats: readonly (SeatRow | null)[]; readonly faults: readonly FieldFaults[] | null }

/** What is needed besides the positions themselves. */
export type PlacementRules = {
  readonly at: number
  readonly force: boolean
  /** Unexpired carts the order consumes: each position in them gives one unit back to its quotas and its seat. */
  readonly credited: readonly CartRow[]
}

/** Checks seats, then (unless forced) dates and quotas, of all positions; `force` never helps a seat. */
export function placePositions(book: EventBook, wanted: readonly WantedPosition[], rules: PlacementRules): Placement {
  const faults: FieldFaults[] = wanted.map(() => ({}))
  checkVouchers(wanted, rules.at, faults)
  const seats = placeSeats(book, wanted, rules, faults)
  if (!rules.force) checkQuotas(book, wanted, rules, faults)
  const faulty = faults.some(fault => Object.keys(fault).length > 0)
  return { seats, faults: faulty ? faults : null }
}

/** Does a product require a seat for its date? */
export function needsSeat(book: EventBook, item: ItemRow, subevent: number | null): boolean {
  const mapping = subevent === null ? book.event.seatMapping : (book.subevents.get(subevent)?.seatMapping ?? {})
  return Object.values(mapping).includes(item.id)
}

/** The refusal of a quota that is used up. */
export function quotaText(quota: QuotaRow): string {
  return `There is not enough quota available on quota "${quota.name}" to perform the operation.`
}

/** The refusal of a product no quota covers. */
export function noQuotaText(item: ItemRow): string {
  return `The product "${wordsOf(item)}" is not assigned to a quota.`
}

/** The item's name as refusals write it. */
export function wordsOf(item: ItemRow): string {
  return item.name['en'] ?? Object.values(item.name)[0] ?? ''
}

function placeSeats(
  book: EventBook,
  wanted: readonly WantedPosition[],
  rules: PlacementRules,
  faults: readonly FieldFaults[],
): (SeatRow | null)[] {
  const credited = new Set(rules.credited)
  const taken = new Set<SeatRow>()
  return wanted.map((position, at) => {
    const refuse = (text: string): null => {
      const fault = faults[at]
      if (fault !== undefined) fault['seat'] = [text]
      return null
    }
    const subevent = position.date?.id ?? null
    const required = needsSeat(book, position.item, subevent)
    if (position.seatGuid === null)
      return required && position.addonTo === null ? refuse('The specified product requires to choose a seat.') : null
    if (position.addonTo !== null) return refuse('Seats are currently not supported for add-on products.')
    const seat = book.seatsByGuid.get(seatKey(subevent, position.seatGuid))
    if (seat === undefined) return refuse('The specified seat does not exist.')
    if (taken.has(seat) || !seatIsFree(book, seat, rules.at, credited))
      return refuse(`The selected seat "${seatName(seat)}" is not available.`)
    if (!required) return refuse('The specified product does not allow to choose a seat.')
    taken.add(seat)
    return seat
  })
}

function checkQuotas(
  book: EventBook,
  wanted: readonly WantedPosition[],
  rules: PlacementRules,
  faults: readonly FieldFaults[],
): void {
  const needed = new Map<QuotaRow, number>()
  for (const cart of rules.credited) for (const quota of quotasOf(book, cart)) needed.set(quota, (needed.get(quota) ?? 0) - 1)
  const left = new Map<QuotaRow, number | null>()
  wanted.forEach((position, at) => {
    const fault = faults[at]
    if (fault === undefined) return
    if (disabledOn(position.item, position.variation, position.date)) {
      fault['item'] = [`The product "${wordsOf(position.item)}" is not available on this date.`]
      return
    }
    const product = { item: position.item.id, variation: position.variation?.id ?? null, subevent: position.date?.id ?? null }
    const quotas = quotasOf(book, product)
    if (quotas.length === 0) {
      fault['item'] = [noQuotaText(position.item)]
      return
    }
    for (const quota of quotas) {
      const use = (needed.get(quota) ?? 0) + 1
      needed.set(quota, use)
      // A unit covered by a consumed cart is not looked up at all: a closed or overfull quota does not stop it.
      if (use <= 0) continue
      if (!left.has(quota)) left.set(quota, leftOf(book, quota, rules))
      const room = left.get(quota) ?? null
      if (room !== null && use > room) fault['item'] = [quotaText(quota)]
    }
  })
}

/** What is left while the consumed carts still stand: their own units are in `needed` already. */
function leftOf(book: EventBook, quota: QuotaRow, rules: PlacementRules): number | null {
  return quotaNumbers(book, quota, rules.at).left
}
