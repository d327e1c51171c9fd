import { readAttendee } from './attendee.ts'
import { badRequest, noContent, noSuch, ok, type Answer } from './answer.ts'
import { bodyRecord, FieldReader } from './fields.ts'
import { FilterSet, isAnswer } from './filters.ts'
import type { PositionRow } from './model.ts'
import { afterChange, cancelWithAddons, serverError } from './order-change.ts'
import { positionShape } from './order-shape.ts'
import { pageOf } from './paging.ts'
import { applyPatch, patchRefusal, readPositionPatch, SECRET_OF_ANOTHER_EVENT, secretRefusal } from './position-change.ts'
import type { Call, EventCall } from './request.ts'

/** Positions of one event, or of the organizer (where each says its event). Cancelled ones only when asked for. */
export function listPositions(call: Call): Answer {
  const slug = call.params['event']
  const showCanceled = call.query.get('include_canceled_positions') === 'true'
  const source: PositionRow[] = []
  for (const book of call.platform.books.values()) {
    if (slug !== undefined && book.event.slug !== slug) continue
    for (const order of book.orders)
      for (const position of order.positions) if (showCanceled || !position.canceled) source.push(position)
  }
  const rows = positionFilters(call).apply(source)
  if (isAnswer(rows)) return rows
  return pageOf(call, rows, position =>
    slug === undefined ? { ...positionShape(position), event: position.order.event } : positionShape(position),
  )
}

/** One position that is not cancelled. */
export function readPositionDetail(call: EventCall): Answer {
  const position = findPosition(call)
  return position === null ? noSuch('OrderPosition') : ok(positionShape(position))
}

/** `PATCH orderpositions/`: names at once; product, price, seat and secret through the same checks as a change. */
export function patchPosition(call: EventCall): Answer {
  const position = findPosition(call)
  if (position === null) return noSuch('OrderPosition')
  const record = bodyRecord(call.body)
  if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
  const fields = new FieldReader(record)
  const attendee = readAttendee(fields)
  const attendeeEmail = fields.email('attendee_email')
  const patch = readPositionPatch(call.platform, call.book, fields)
  const secretFault = secretRefusal(call.platform, position, patch.secret)
  if (secretFault === SECRET_OF_ANOTHER_EVENT) return serverError()
  if (fields.faulty) return badRequest(fields.faults)
  if (secretFault !== null) return badRequest([secretFault])
  const refusal = patchRefusal(call.book, position, patch, { at: call.at, checkQuotas: true })
  if (refusal !== null) return badRequest([refusal])
  if (record['attendee_name'] !== undefined || record['attendee_name_parts'] !== undefined) {
    position.attendeeName = attendee.name
    position.attendeeParts = attendee.parts
  }
  if (record['attendee_email'] !== undefined) position.attendeeEmail = attendeeEmail
  applyPatch(call.platform, call.book, position, patch)
  afterChange(call, position.order, call.at)
  return ok(positionShape(position))
}

/** Cancels one position; the last one must go with its order. */
export function deletePosition(call: EventCall): Answer {
  const position = findPosition(call)
  if (position === null) return noSuch('OrderPosition')
  const { order } = position
  const others = order.positions.filter(other => !other.canceled && other !== position && other.addonTo !== position)
  if (others.length === 0)
    return badRequest(['This operation would leave the order empty. Please cancel the order itself instead.'])
  cancelWithAddons(order, position)
  afterChange(call, order, call.at)
  return noContent()
}

function findPosition(call: EventCall): PositionRow | null {
  const position = call.platform.positionsById.get(Number(call.params['id']))
  if (position === undefined || position.order.event !== call.book.event.slug) return null
  return position.canceled && call.query.get('include_canceled_positions') !== 'true' ? null : position
}

/** The filters shared by the list of positions and a check-in list's positions. */
export function positionFilters(call: Call): FilterSet<PositionRow> {
  return new FilterSet<PositionRow>(call.query)
    .text('order', position => position.order.code)
    .text('secret', position => position.secret)
    .text('pseudonymization_id', position => position.pseudonymizationId)
    .key('item', (position, wanted) => position.item === wanted)
    .keys('item__in', position => position.item)
    .key('variation', (position, wanted) => position.variation === wanted)
    .keys('variation__in', position => position.variation)
    .key('subevent', (position, wanted) => position.subevent === wanted)
    .keys('subevent__in', position => position.subevent)
    .key('addon_to', (position, wanted) => position.addonTo?.id === wanted)
    .keys('addon_to__in', position => position.addonTo?.id ?? null)
    .match('order__status', (position, wanted) => position.order.status === wanted)
    .match('order__status__in', (position, wanted) => wanted.split(',').includes(position.order.status))
    .claim('has_checkin', position => position.checkins.length > 0)
    .match('attendee_name', (position, wanted) => (position.attendeeName ?? '').toLowerCase().includes(wanted.toLowerCase()))
    .match('search', searchPosition)
}

function searchPosition(position: PositionRow, wanted: string): boolean {
  const text = wanted.toLowerCase()
  const { order } = position
  return [position.attendeeName, position.attendeeEmail, order.email, order.code, position.secret].some(
    value => value?.toLowerCase().includes(text) ?? false,
  )
}
