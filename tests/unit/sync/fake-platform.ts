import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An order as a test writes it down; the fake fills in the rest as the platform does. Times are Unix milliseconds. */
export type FakeOrder = {
  readonly code: string
  readonly event: string
  readonly datetime: number
  lastModified: number
  /** Not shown before: a transaction that was open for a while. */
  readonly visibleAt: number
  status: string
  total: string
  seats: readonly string[]
  refunds: readonly string[]
  readonly meta: Readonly<Record<string, unknown>>
}

/** A platform small enough to be read at a sitting: lists by path, orders with their filters and orderings, pages of 50, a clock of its own. */
export type FakePlatform = {
  readonly url: string
  readonly organizer: string
  /** Records of every list but orders, by path below the organizer; single objects too. */
  readonly records: Map<string, readonly unknown[] | { readonly single: unknown }>
  readonly orders: Map<string, FakeOrder>
  readonly clock: { now: number }
  /** Called before each request is answered; `cut` ends the connection instead. */
  before: (path: string, search: URLSearchParams) => 'cut' | 'answer'
  readonly asked: string[]
  readonly stop: () => Promise<void>
}

const pageSize = 50

export const startFakePlatform = async (): Promise<FakePlatform> => {
  const server = createServer((request, response) => receive(fake, request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const fake: FakePlatform = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    organizer: 'promotor',
    records: new Map(),
    orders: new Map(),
    clock: { now: Date.UTC(2027, 0, 1) },
    before: () => 'answer',
    asked: [],
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return fake
}

const receive = (fake: FakePlatform, request: IncomingMessage, response: ServerResponse): void => {
  const { pathname, searchParams } = new URL(request.url ?? '/', fake.url)
  const path = pathname.replace(`/api/v1/organizers/${fake.organizer}/`, '')
  fake.asked.push(`${path}?${searchParams.toString()}`)
  if (fake.before(path, searchParams) === 'cut') return void request.socket.destroy()
  response.setHeader('content-type', 'application/json')
  response.setHeader('date', new Date(fake.clock.now).toUTCString())
  const found = path.endsWith('orders/') ? ordersAt(fake, path, searchParams) : fake.records.get(path)
  if (found === undefined) return void response.writeHead(404).end('{"detail":"Not found."}')
  if ('single' in found) return void response.end(JSON.stringify(found.single))
  if (path.endsWith('orders/')) response.setHeader('x-page-generated', new Date(fake.clock.now).toISOString())
  const number = Number(searchParams.get('page') ?? 1)
  const matching = found.filter(record => matches(record, searchParams))
  const results = matching.slice((number - 1) * pageSize, number * pageSize)
  if (results.length === 0 && number > 1) return void response.writeHead(404).end('{"detail":"Invalid page."}')
  const next = matching.length > number * pageSize ? `http://unreachable.example/?page=${number + 1}` : null
  response.end(JSON.stringify({ count: matching.length, next, previous: null, results }))
}

const matches = (record: unknown, search: URLSearchParams): boolean => {
  const available = search.get('is_available')
  if (available === null || typeof record !== 'object' || record === null || !('orderposition' in record)) return true
  return (record.orderposition === null) === (available === 'true')
}

const ordersAt = (fake: FakePlatform, path: string, search: URLSearchParams): readonly unknown[] => {
  const event = /^events\/([^/]+)\//.exec(path)?.[1]
  const since = timeIn(search, 'created_since') ?? Number.NEGATIVE_INFINITY
  const before = timeIn(search, 'created_before') ?? Number.POSITIVE_INFINITY
  const modified = timeIn(search, 'modified_since') ?? Number.NEGATIVE_INFINITY
  const ordering = search.get('ordering') ?? 'datetime'
  const key = ordering.endsWith('last_modified') ? 'lastModified' : 'datetime'
  const sign = ordering.startsWith('-') ? -1 : 1
  return [...fake.orders.values()]
    .filter(order => order.visibleAt <= fake.clock.now && (event === undefined || order.event === event))
    .filter(order => order.datetime >= since && order.datetime < before && order.lastModified >= modified)
    .toSorted((one, other) => sign * (one[key] - other[key]) || sign * one.code.localeCompare(other.code))
    .map(orderRecord)
}

const timeIn = (search: URLSearchParams, name: string): number | null => {
  const text = search.get(name)
  return text === null ? null : Date.parse(text)
}

/** The order as the platform would show it. */
export const orderRecord = (order: FakeOrder): unknown => ({
  code: order.code,
  event: order.event,
  status: order.status,
  testmode: true,
  secret: 'x',
  email: null,
  datetime: new Date(order.datetime).toISOString(),
  last_modified: new Date(order.lastModified).toISOString(),
  total: order.total,
  sales_channel: 'web',
  require_approval: false,
  api_meta: order.meta,
  fees: [],
  positions: (order.seats.length > 0 ? order.seats : [null]).map((seat, index) => ({
    id: idOf(order.code) * 10 + index,
    positionid: index + 1,
    item: 1,
    variation: null,
    subevent: null,
    price: order.total,
    tax_rate: '8.00',
    tax_value: '1.00',
    secret: `${order.code}-${index}`,
    addon_to: null,
    seat: seat === null ? null : { seat_guid: seat },
    canceled: false,
  })),
  payments: [{ local_id: 1, state: 'confirmed', amount: order.total, provider: 'boxoffice', payment_date: null }],
  refunds: order.refunds.map((amount, index) => ({
    local_id: index + 1,
    state: 'done',
    amount,
    provider: 'boxoffice',
    created: null,
  })),
})

const idOf = (code: string): number => Number.parseInt(code.slice(1), 10)

let lastNumber = 0

/** A plain paid order of one ticket, placed now. */
export const placeOrder = (fake: FakePlatform, given: Partial<FakeOrder> & { readonly event: string }): FakeOrder => {
  lastNumber += 1
  const order: FakeOrder = {
    code: `A${lastNumber}`,
    datetime: fake.clock.now,
    lastModified: fake.clock.now,
    visibleAt: 0,
    status: 'p',
    total: '10.00',
    seats: [],
    refunds: [],
    meta: {},
    ...given,
  }
  fake.orders.set(order.code, order)
  return order
}

/** An event without dates and all its lists empty. */
export const addEvent = (fake: FakePlatform, slug: string, given: Readonly<Record<string, unknown>> = {}): void => {
  const event = {
    slug,
    name: { en: slug },
    currency: 'PLN',
    timezone: 'Europe/Warsaw',
    live: true,
    testmode: false,
    has_subevents: false,
    seating_plan: null,
    date_from: null,
    date_to: null,
    ...given,
  }
  const events = fake.records.get('events/')
  fake.records.set('events/', [...(Array.isArray(events) ? events : []), event])
  fake.records.set(`events/${slug}/`, { single: { ...event, valid_keys: { pretix_sig1: [] } } })
  fake.records.set(`events/${slug}/settings/`, { single: { locale: 'pl' } })
  for (const list of ['items', 'categories', 'taxrules', 'questions', 'discounts', 'quotas', 'seats'])
    fake.records.set(`events/${slug}/${list}/`, [])
}
