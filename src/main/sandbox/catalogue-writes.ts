import { badRequest, created, detail, noContent, noSuch, ok, type Answer } from './answer.ts'
import { discountShape, itemShape } from './catalogue-shapes.ts'
import { bodyRecord, FieldReader } from './fields.ts'
import type { DiscountRow, ItemRow, QuotaRow, SeatRow, Words } from './model.ts'
import { moneyText } from './money-text.ts'
import { emptyBook, nextKey, type EventBook } from './platform.ts'
import { quotaShape } from './quotas.ts'
import { asRecord, type Call, type EventCall } from './request.ts'
import { eventShape } from './events.ts'

type Fields = Readonly<Record<string, unknown>>

/** What an organizer changes in the backend while tills run, as far as tests and rehearsals need it. Team token only. */
export function patchItem(call: EventCall): Answer {
  return onItem(call, (item, fields) => {
    const reader = new FieldReader(fields)
    const priceMinor = reader.money('default_price')
    const active = reader.claim('active')
    const internalName = reader.text('internal_name', { blank: true })
    if (reader.faulty) return badRequest(reader.faults)
    const changed: ItemRow = {
      ...item,
      internalName: fields['internal_name'] === undefined ? item.internalName : internalName,
      name: readWords(fields['name']) ?? item.name,
      active: active ?? item.active,
      priceMinor: priceMinor ?? item.priceMinor,
    }
    call.book.items.set(item.id, changed)
    logChange(call, 'items')
    return ok(itemShape(changed))
  })
}

/** A new product, without variations. */
export function createItem(call: EventCall): Answer {
  return withFields(call, fields => {
    const reader = new FieldReader(fields)
    reader.require('name', 'default_price')
    const priceMinor = reader.money('default_price')
    const name = readWords(fields['name'])
    if (reader.faulty || priceMinor === null || name === null) return badRequest(reader.faults)
    const item: ItemRow = {
      id: nextKey(call.platform, 'made'),
      event: call.book.event.slug,
      category: call.book.categories.find(category => category.id === fields['category'])?.id ?? null,
      name,
      internalName: null,
      description: null,
      active: fields['active'] !== false,
      priceMinor,
      freePrice: fields['free_price'] === true,
      taxRule: call.book.taxRules.find(rule => rule.id === fields['tax_rule']) ?? null,
      admission: fields['admission'] === true,
      position: 0,
      variations: [],
      addons: [],
    }
    call.book.items.set(item.id, item)
    logChange(call, 'items')
    return created(itemShape(item))
  })
}

/** Only a product nobody has bought can go. */
export function deleteItem(call: EventCall): Answer {
  return onItem(call, item => {
    const sold = call.book.orders.some(order => order.positions.some(position => position.item === item.id))
    if (sold)
      return detail(
        403,
        'This item cannot be deleted because it has already been ordered by a user or currently is in a users\'s cart. Please set the item as "inactive" instead.',
      )
    call.book.items.delete(item.id)
    logChange(call, 'items')
    return noContent()
  })
}

/** Size, name and whether a quota is closed. */
export function patchQuota(call: EventCall): Answer {
  const quota = call.book.quotas.get(Number(call.params['id']))
  if (quota === undefined) return noSuch('Quota')
  return withFields(call, fields => {
    const reader = new FieldReader(fields)
    const closed = reader.claim('closed')
    const name = reader.text('name')
    if (reader.faulty) return badRequest(reader.faults)
    const size = fields['size'] === undefined ? quota.size : wholeOrNull(fields['size'])
    const changed: QuotaRow = { ...quota, closed: closed ?? quota.closed, name: name ?? quota.name, size }
    call.book.quotas.set(quota.id, changed)
    return ok(quotaShape(changed))
  })
}

/** A new automatic discount. */
export function createDiscount(call: EventCall): Answer {
  return withFields(call, fields => {
    const reader = new FieldReader(fields)
    reader.require('internal_name')
    const percent = reader.money('benefit_discount_matching_percent') ?? 0
    if (reader.faulty) return badRequest(reader.faults)
    const limited = fields['condition_all_products'] === false
    const discount: DiscountRow = {
      id: nextKey(call.platform, 'made'),
      event: call.book.event.slug,
      active: fields['active'] !== false,
      internalName: String(fields['internal_name']),
      minCount: Number(fields['condition_min_count'] ?? 0),
      percent: moneyText(percent),
      products: limited ? reader.texts('condition_limit_products').map(Number) : null,
    }
    call.book.discounts.push(discount)
    logChange(call, 'discounts')
    return created(discountShape(discount))
  })
}

/** Takes a discount away. */
export function deleteDiscount(call: EventCall): Answer {
  const at = call.book.discounts.findIndex(discount => discount.id === Number(call.params['id']))
  if (at < 0) return noSuch('Discount')
  call.book.discounts.splice(at, 1)
  logChange(call, 'discounts')
  return noContent()
}

/** `bulk_block/` and `bulk_unblock/`, by ids or by guids. */
export function blockSeats(blocked: boolean): (call: EventCall) => Answer {
  return call =>
    withFields(call, fields => {
      const reader = new FieldReader(fields)
      const ids = new Set(reader.texts('ids').map(Number))
      const guids = new Set(reader.texts('seat_guids'))
      if (reader.faulty) return badRequest(reader.faults)
      for (const seat of call.book.seats) if (ids.has(seat.id) || guids.has(seat.guid)) seat.blocked = blocked
      return ok({})
    })
}

/** Finds the seat a PATCH names and blocks or frees it. */
export function setBlocked(call: EventCall): SeatRow | null {
  const seat = call.book.seats.find(row => row.id === Number(call.params['id']))
  const blocked = asRecord(call.body)?.['blocked']
  if (seat !== undefined && typeof blocked === 'boolean') seat.blocked = blocked
  return seat ?? null
}

/** A new event, bare: for rehearsals in test mode. */
export function createEvent(call: Call): Answer {
  return withFields(call, fields => {
    const reader = new FieldReader(fields)
    reader.require('name', 'slug', 'date_from')
    const slug = reader.text('slug')
    const dateFrom = reader.time('date_from')
    const name = readWords(fields['name'])
    if (reader.faulty || slug === null || dateFrom === null || name === null) return badRequest(reader.faults)
    if (call.platform.books.has(slug)) return badRequest({ slug: ['This slug has already been used for a different event.'] })
    const book: EventBook = emptyBook({
      id: nextKey(call.platform, 'made'),
      slug,
      name,
      location: null,
      dateFrom,
      dateTo: null,
      dateAdmission: null,
      presaleStart: null,
      hasSubevents: fields['has_subevents'] === true,
      testmode: fields['testmode'] === true,
      seatingPlan: null,
      seatMapping: {},
      geo: null,
      lastLogged: {},
    })
    call.platform.books.set(slug, book)
    return created(eventShape(call, book.event))
  })
}

/** Only an event without orders can go. */
export function deleteEvent(call: EventCall): Answer {
  if (call.book.orders.length > 0)
    return detail(
      403,
      "The event can not be deleted as it already contains orders. Please set 'live' to false to hide the event and take the shop offline instead.",
    )
  call.platform.books.delete(call.book.event.slug)
  return noContent()
}

function onItem(call: EventCall, act: (item: ItemRow, fields: Fields) => Answer): Answer {
  const item = call.book.items.get(Number(call.params['id']))
  return item === undefined ? noSuch('Item') : withFields(call, fields => act(item, fields))
}

function withFields(call: Call, act: (fields: Fields) => Answer): Answer {
  const fields = bodyRecord(call.body)
  return typeof fields === 'string' ? badRequest({ non_field_errors: [fields] }) : act(fields)
}

function logChange(call: EventCall, kind: string): void {
  call.book.event.lastLogged[kind] = call.at
}

function wholeOrNull(value: unknown): number | null {
  return value === null || !Number.isInteger(Number(value)) ? null : Number(value)
}

function readWords(value: unknown): Words | null {
  if (typeof value === 'string') return { en: value }
  const record = asRecord(value)
  return record === null ? null : Object.fromEntries(Object.entries(record).map(([language, text]) => [language, String(text)]))
}
