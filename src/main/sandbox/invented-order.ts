import {
  CLIENT_CODE_PATTERN,
  ORDER_SECRET_LENGTH,
  PSEUDONYM_LENGTH,
  PSEUDONYM_LETTERS,
  SERVER_CODE_LETTERS,
  TICKET_SECRET_LENGTH,
  TICKET_SECRET_LETTERS,
  TOKEN_LETTERS,
} from './alphabets.ts'
import type { InventedPerson } from './invented-names.ts'
import type { ItemRow, OrderRow, PositionRow, SeatRow, SubeventRow, VariationRow } from './model.ts'
import { nextKey, type EventBook, type Platform } from './platform.ts'
import { productPrice } from './product-price.ts'
import type { SeededRandom } from './seeded-random.ts'
import { addDays, isoDay, localMoment } from './warsaw-time.ts'

/** One unit an invented buyer takes, with what hangs on it. */
export type InventedUnit = {
  readonly item: ItemRow
  readonly variation: VariationRow | null
  readonly date: SubeventRow | null
  readonly seat: SeatRow | null
  readonly free: boolean
  readonly addons: readonly ItemRow[]
}

const PAYMENT_TERM_DAYS = 14

/** A pending order of invented people, not yet entered into the book. */
export function inventOrder(
  platform: Platform,
  book: EventBook,
  random: SeededRandom,
  { units, person, at, channel }: { units: readonly InventedUnit[]; person: InventedPerson; at: number; channel: string },
): OrderRow {
  const order: OrderRow = {
    id: nextKey(platform, 'order'),
    code: freshCode(platform, random),
    event: book.event.slug,
    status: 'n',
    testmode: false,
    secret: random.text(ORDER_SECRET_LENGTH, TOKEN_LETTERS),
    email: channel === 'web' ? person.email : null,
    phone: null,
    locale: random.next() < 0.9 ? 'pl' : 'en',
    datetime: at,
    expires: localMoment(addDays(isoDay(at), PAYMENT_TERM_DAYS), 23, 59, 59),
    lastModified: at,
    cancellationDate: null,
    totalMinor: 0,
    taxRoundingMode: 'line',
    comment: '',
    checkinAttention: false,
    checkinText: null,
    customFollowupAt: null,
    requireApproval: false,
    validIfPending: false,
    salesChannel: channel,
    apiMeta: {},
    invoiceAddress: null,
    positions: [],
    fees: [],
    payments: [],
    refunds: [],
  }
  for (const unit of units) {
    const parent = addPosition(platform, order, random, { ...unit, person, parent: null })
    for (const addon of unit.addons)
      addPosition(platform, order, random, { ...unit, item: addon, variation: null, seat: null, person, parent })
  }
  order.totalMinor = order.positions.reduce((total, position) => total + position.priceMinor, 0)
  return order
}

type Placed = Omit<InventedUnit, 'addons'> & { readonly person: InventedPerson; readonly parent: PositionRow | null }

function addPosition(
  platform: Platform,
  order: OrderRow,
  random: SeededRandom,
  { item, variation, date, seat, free, person, parent }: Placed,
): PositionRow {
  const named = order.salesChannel === 'web' && item.admission
  const position: PositionRow = {
    id: nextKey(platform, 'position'),
    positionid: order.positions.length + 1,
    order,
    item: item.id,
    variation: variation?.id ?? null,
    subevent: date?.id ?? null,
    priceMinor: free ? 0 : productPrice(item, variation, date),
    rateHundredths: item.taxRule?.rateHundredths ?? 0,
    taxRule: item.taxRule?.id ?? null,
    attendeeName: named ? `${person.givenName} ${person.familyName}` : null,
    attendeeParts: named ? { _scheme: 'given_family', given_name: person.givenName, family_name: person.familyName } : {},
    attendeeEmail: null,
    address: {},
    discount: null,
    voucher: null,
    secret: random.text(TICKET_SECRET_LENGTH, TICKET_SECRET_LETTERS),
    pseudonymizationId: random.text(PSEUDONYM_LENGTH, PSEUDONYM_LETTERS),
    addonTo: parent,
    seat,
    canceled: false,
    validFrom: null,
    validUntil: null,
    answers: [],
    checkins: [],
  }
  order.positions.push(position)
  return position
}

function freshCode(platform: Platform, random: SeededRandom): string {
  for (;;) {
    const code = random.text(5, SERVER_CODE_LETTERS)
    if (CLIENT_CODE_PATTERN.test(code) && !platform.ordersByCode.has(code)) return code
  }
}
