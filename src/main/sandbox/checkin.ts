import { badRequest, noSuch, ok, type Answer } from './answer.ts'
import { bodyRecord, FieldReader } from './fields.ts'
import { isAnswer } from './filters.ts'
import type { CheckinListRow, PositionRow } from './model.ts'
import { positionFilters } from './order-positions.ts'
import { positionShape } from './order-shape.ts'
import { pageOf } from './paging.ts'
import { nextKey, touchOrder, type Platform } from './platform.ts'
import type { Call, EventCall } from './request.ts'

/** What only positions of orders have, and positions at the gate lack. */
const NOT_AT_THE_GATE = ['discount', 'canceled', 'tax_code', 'voucher_budget_use', 'plugin_data']

/** `POST checkinrpc/redeem/`: refusals are HTTP 400; a nonce seen before answers as it did. The scans shown are those before this one. */
export function redeem(call: Call): Answer {
  const record = bodyRecord(call.body)
  if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
  const fields = new FieldReader(record)
  fields.require('lists', 'secret')
  const lists = readLists(call.platform, fields)
  const secret = fields.text('secret')
  const kind = fields.choice('type', ['entry', 'exit']) === 'exit' ? 'exit' : 'entry'
  const datetime = fields.time('datetime') ?? call.at
  const nonce = fields.text('nonce')
  const force = fields.claim('force') ?? false
  const ignoreUnpaid = fields.claim('ignore_unpaid') ?? false
  const [firstList] = lists
  if (fields.faulty || firstList === undefined || secret === null) return badRequest(fields.faults)
  if (new Set(lists.map(each => each.event)).size < lists.length)
    return badRequest(['Selecting two check-in lists from the same event is unsupported.'])
  const position = call.platform.positionsBySecret.get(secret)
  const list = lists.find(each => each.event === position?.order.event)
  if (position === undefined || list === undefined) return unknownSecret(firstList)
  const known = nonce !== null && position.checkins.some(checkin => checkin.nonce === nonce && checkin.list === list.id)
  const reason = known || force ? null : refusalReason(position, list, { kind, ignoreUnpaid })
  if (reason !== null)
    return { status: 400, body: { status: 'error', reason, reason_explanation: null, ...result(position, list) } }
  const body = { status: 'ok', ...result(position, list) }
  if (!known) note(call, position, { list: list.id, datetime, kind, nonce })
  return { status: 201, body }
}

/** `GET checkinrpc/search/`. */
export function searchAtGate(call: Call): Answer {
  const lists = call.query.getAll('list').map(Number)
  const events = new Set(
    [...call.platform.books.values()]
      .filter(book => lists.some(list => book.checkinLists.has(list)))
      .map(book => book.event.slug),
  )
  const source = [...call.platform.positionsById.values()].filter(
    position => events.has(position.order.event) && position.order.status === 'p',
  )
  const rows = positionFilters(call).apply(source)
  return isAnswer(rows) ? rows : pageOf(call, rows, gatePosition)
}

/** The positions a check-in list covers. */
export function listGatePositions(call: EventCall): Answer {
  const list = call.book.checkinLists.get(Number(call.params['list']))
  if (list === undefined) return noSuch('CheckinList')
  const source: PositionRow[] = []
  for (const order of call.book.orders) {
    if (order.status !== 'p' && !(list.includePending && order.status === 'n')) continue
    for (const position of order.positions)
      if (!position.canceled && (list.subevent === null || position.subevent === list.subevent)) source.push(position)
  }
  const rows = positionFilters(call).apply(source)
  return isAnswer(rows) ? rows : pageOf(call, rows, gatePosition)
}

/** How many of a list are inside. */
export function readListStatus(call: EventCall): Answer {
  const list = call.book.checkinLists.get(Number(call.params['list']))
  if (list === undefined) return noSuch('CheckinList')
  const items = [...call.book.items.values()].map(item => ({
    id: item.id,
    name: item.name['en'] ?? '',
    admission: item.admission,
    ...countsOf(call, list, position => position.item === item.id),
    variations: item.variations.map(variation => ({
      id: variation.id,
      value: variation.value['en'] ?? '',
      ...countsOf(call, list, position => position.variation === variation.id),
    })),
  }))
  const totals = countsOf(call, list, () => true)
  return ok({ event: { name: call.book.event.name['en'] ?? '' }, ...totals, inside_count: totals.checkin_count, items })
}

function countsOf(
  call: EventCall,
  list: CheckinListRow,
  wanted: (position: PositionRow) => boolean,
): { checkin_count: number; position_count: number } {
  let positions = 0
  let entered = 0
  for (const order of call.book.orders) {
    if (order.status !== 'p') continue
    for (const position of order.positions) {
      if (position.canceled || !wanted(position)) continue
      positions += 1
      if (position.checkins.some(checkin => checkin.list === list.id)) entered += 1
    }
  }
  return { checkin_count: entered, position_count: positions }
}

function readLists(platform: Platform, fields: FieldReader): CheckinListRow[] {
  const given = fields.raw('lists')
  if (given === undefined) return []
  if (!Array.isArray(given) || given.length === 0) {
    fields.refuse('lists', 'This list may not be empty.')
    return []
  }
  return given.flatMap(key => {
    for (const book of platform.books.values()) {
      const list = book.checkinLists.get(Number(key))
      if (list !== undefined) return [list]
    }
    fields.refuse('lists', `Invalid pk "${String(key)}" - object does not exist.`)
    return []
  })
}

function refusalReason(
  position: PositionRow,
  list: CheckinListRow,
  { kind, ignoreUnpaid }: { kind: string; ignoreUnpaid: boolean },
): string | null {
  const { order } = position
  if (order.status === 'c' || position.canceled) return 'canceled'
  if (list.subevent !== null && position.subevent !== list.subevent) return 'product'
  const pendingAllowed = order.status === 'n' && (order.validIfPending || (list.includePending && ignoreUnpaid))
  if (order.status !== 'p' && !pendingAllowed) return 'unpaid'
  const last = position.checkins.findLast(checkin => checkin.list === list.id)
  return kind === 'entry' && last?.kind === 'entry' ? 'already_redeemed' : null
}

function note(
  call: Call,
  position: PositionRow,
  wanted: { list: number; datetime: number; kind: 'entry' | 'exit'; nonce: string | null },
): void {
  const device = call.actor.kind === 'device' ? call.actor.device.id : null
  position.checkins.push({ id: nextKey(call.platform, 'checkin'), device, ...wanted })
  touchOrder(call.platform, position.order, call.at)
}

function unknownSecret(list: CheckinListRow): Answer {
  const body = {
    detail: 'Not found.',
    status: 'error',
    reason: 'invalid',
    reason_explanation: null,
    require_attention: false,
    checkin_texts: [],
    list: listShape(list),
  }
  return { status: 404, body }
}

function result(position: PositionRow, list: CheckinListRow): Record<string, unknown> {
  return {
    require_attention: position.order.checkinAttention,
    checkin_texts: position.order.checkinText === null || position.order.checkinText === '' ? [] : [position.order.checkinText],
    position: gatePosition(position),
    list: listShape(list),
  }
}

function listShape(list: CheckinListRow): unknown {
  return { id: list.id, name: list.name, event: list.event, subevent: list.subevent, include_pending: list.includePending }
}

function gatePosition(position: PositionRow): unknown {
  const shown = Object.entries(positionShape(position)).filter(([name]) => !NOT_AT_THE_GATE.includes(name))
  return {
    ...Object.fromEntries(shown),
    require_attention: position.order.checkinAttention,
    order__status: position.order.status,
    order__valid_if_pending: position.order.validIfPending,
    order__require_approval: position.order.requireApproval,
    order__locale: position.order.locale,
  }
}
