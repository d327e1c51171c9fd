import { noSuch, ok, type Answer } from './answer.ts'
import { FilterSet, isAnswer } from './filters.ts'
import { withoutExcluded } from './field-choice.ts'
import type { OrderRow } from './model.ts'
import { orderShape, type OrderView } from './order-shape.ts'
import { pageOf } from './paging.ts'
import type { EventBook, Platform } from './platform.ts'
import type { Call, EventCall } from './request.ts'
import { isoTime } from './warsaw-time.ts'

/** Orders of the organizer, or of one event when the path names one; pages are cut from views kept sorted. */
export function listOrders(call: Call): Answer {
  const { platform } = call
  const book = call.params['event'] === undefined ? undefined : platform.books.get(call.params['event'])
  const rows = orderFilters(call).apply(sortedOrders(platform, book, call.query.get('ordering') ?? 'datetime'))
  if (isAnswer(rows)) return rows
  const view = orderView(call)
  return pageOf(call, rows, order => withoutExcluded(orderShape(order, view), call.query), {
    'X-Page-Generated': isoTime(call.at),
  })
}

/** One order of an event. */
export function readOrder(call: EventCall): Answer {
  const order = findOrder(call)
  return order === null ? noSuch('Order') : ok(orderShape(order, orderView(call)))
}

/** The order the path names, if this event has it. */
export function findOrder(call: EventCall): OrderRow | null {
  const order = call.platform.ordersByCode.get(call.params['code'] ?? '')
  return order !== undefined && order.event === call.book.event.slug ? order : null
}

/** How the caller wants orders shown. */
export function orderView(call: Call): OrderView {
  return {
    origin: call.request.origin,
    organizer: call.platform.organizer.slug,
    canceledPositions: call.query.get('include_canceled_positions') === 'true',
    canceledFees: call.query.get('include_canceled_fees') === 'true',
  }
}

function orderFilters(call: Call): FilterSet<OrderRow> {
  return new FilterSet<OrderRow>(call.query)
    .match('code', (order, wanted) => order.code === wanted.toUpperCase())
    .match('status', (order, wanted) => order.status === wanted)
    .match('email', (order, wanted) => order.email?.toLowerCase() === wanted.toLowerCase())
    .text('locale', order => order.locale)
    .claim('testmode', order => order.testmode)
    .claim('require_approval', order => order.requireApproval)
    .text('sales_channel', order => order.salesChannel)
    .match('payment_provider', (order, wanted) => order.payments.some(payment => payment.provider === wanted))
    .key('item', (order, wanted) => order.positions.some(position => position.item === wanted))
    .key('variation', (order, wanted) => order.positions.some(position => position.variation === wanted))
    .key('subevent', (order, wanted) => order.positions.some(position => position.subevent === wanted))
    .time('modified_since', (order, wanted) => order.lastModified >= wanted)
    .time('created_since', (order, wanted) => order.datetime >= wanted)
    .time('created_before', (order, wanted) => order.datetime < wanted)
    .match('search', searchOrder)
}

function searchOrder(order: OrderRow, wanted: string): boolean {
  const text = wanted.toLowerCase()
  const has = (value: string | null): boolean => value !== null && value.toLowerCase().includes(text)
  return (
    order.code.toLowerCase().startsWith(text) ||
    has(order.email) ||
    has(order.comment) ||
    order.positions.some(
      position => has(position.attendeeName) || has(position.attendeeEmail) || position.secret.toLowerCase().startsWith(text),
    )
  )
}

/** Re-sorting a nearly sorted list is close to linear. */
function sortedOrders(platform: Platform, book: EventBook | undefined, ordering: string): readonly OrderRow[] {
  const owner = book ?? platform
  const name = ordering in COMPARE ? ordering : 'datetime'
  const known = owner.sortedOrders.get(name)
  if (known !== undefined && known.version === owner.version) return known.rows
  const source = book === undefined ? [...platform.ordersByCode.values()] : book.orders
  const kept = known !== undefined && known.rows.length <= source.length && known.rows.length > 0 ? known.rows : []
  const rows = [...kept, ...source.slice(kept.length)].sort(COMPARE[name])
  owner.sortedOrders.set(name, { version: owner.version, rows })
  return rows
}

type CompareOrders = (a: OrderRow, b: OrderRow) => number

/** Every ordering ends in the primary key, so that pages are stable while nothing changes. */
const COMPARE: Readonly<Record<string, CompareOrders>> = {
  ...bothWays('datetime', order => order.datetime),
  ...bothWays('last_modified', order => order.lastModified),
  ...bothWays('cancellation_date', order => order.cancellationDate ?? 0),
  ...bothWays('code', order => order.code),
  ...bothWays('status', order => order.status),
}

function bothWays(name: string, read: (order: OrderRow) => number | string): Record<string, CompareOrders> {
  const up: CompareOrders = (a, b) => compare(read(a), read(b)) || a.id - b.id
  return { [name]: up, [`-${name}`]: (a, b) => compare(read(b), read(a)) || b.id - a.id }
}

function compare(a: number | string, b: number | string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
