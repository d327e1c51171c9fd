// A platform in a process of its own that answers from memory as fast as it can, or at the pace it is given. Told by one JSON argument; prints {"url"}.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { device, event, listsAt, organizer, recordsAt } from './invented-catalogue.ts'
import type { OrderBook } from './invented-orders.ts'
import { firstBefore, orderText } from './invented-orders.ts'
import type { StandInTask } from './open-stand-in.ts'

const task = JSON.parse(process.argv[2] ?? '') as StandInTask
const book: OrderBook = task.book
const pageSize = 50
/** Orders kept as text once they were asked for, and from the start up to here: making them must not slow down the one who asks first. */
const keptOrders = 20_000
const made = new Map<number, string>()
const order = (index: number): string => {
  const known = made.get(index) ?? orderText(book, index)
  if (index < keptOrders) made.set(index, known)
  return known
}
for (let index = 0; index < Math.min(keptOrders, book.orders); index += 1) order(index)

const lists = listsAt(Date.now())
const records = recordsAt(Date.now())
let nextId = 1_000_000
/** Units granted and neither sold nor given back: a till asks for this list, and takes for lost what is not on it. */
const carts = new Map<number, string>()

const page = (count: number, number: number, texts: readonly string[]): string =>
  `{"count":${count},"next":${count > number * pageSize ? '"http://elsewhere/"' : 'null'},"previous":null,"results":[${texts.join(',')}]}`

/** The three ways in which the download asks: newest first before a moment, oldest first since one, and what changed since one. */
const listOrders = (search: URLSearchParams): string => {
  const number = Number(search.get('page') ?? 1)
  const moment = (name: string, otherwise: number): number => Date.parse(search.get(name) ?? '') || otherwise
  const before = firstBefore(book, moment('created_before', Number.MAX_SAFE_INTEGER))
  const oldest = firstBefore(book, Math.max(moment('created_since', 0), moment('modified_since', 0)) - 1)
  const count = Math.max(0, oldest - before)
  const places = Array.from({ length: Math.max(0, Math.min(pageSize, count - (number - 1) * pageSize)) }, (_, place) => {
    const passed = (number - 1) * pageSize + place
    return (search.get('ordering') ?? '').startsWith('-') ? before + passed : oldest - 1 - passed
  })
  return page(count, number, places.map(order))
}

type Posted = {
  readonly positions: readonly { readonly price?: string }[]
  readonly simulate?: boolean
  readonly consume_carts?: readonly string[]
}

/** The order as it would be shown; a simulated one for no product is refused, which says that the channel is known. */
const takeOrder = (body: string): { readonly status: number; readonly text: string } => {
  const posted = JSON.parse(body) as Posted & Record<string, unknown>
  if (posted.simulate) return { status: 400, text: '{"positions":[{"item":["unknown"]}]}' }
  for (const [id, cart] of carts) if (posted.consume_carts?.includes(cart)) carts.delete(id)
  const at = new Date().toISOString()
  const total = posted.positions.reduce((sum, { price }) => sum + Math.round(Number(price) * 100), 0) / 100
  const positions = posted.positions.map(each => ({
    ...each,
    id: ++nextId,
    tax_rate: '8.00',
    tax_value: '0.00',
    canceled: false,
  }))
  const shown = {
    ...posted,
    event,
    datetime: at,
    last_modified: at,
    total: total.toFixed(2),
    positions,
    fees: [],
    payments: [],
    refunds: [],
  }
  return { status: 201, text: JSON.stringify(shown) }
}

const grant = (body: string): string => {
  const units = JSON.parse(body) as readonly { readonly cart_id: string }[]
  return JSON.stringify({
    results: units.map(({ cart_id }) => {
      nextId += 1
      carts.set(nextId, cart_id)
      return { success: true, errors: null, data: { id: nextId, cart_id } }
    }),
  })
}

const listCarts = (number: number): string => {
  const all = Array.from(carts, ([id, cart_id]) => JSON.stringify({ id, cart_id }))
  return page(all.length, number, all.slice((number - 1) * pageSize, number * pageSize))
}

const answer = (method: string, path: string, search: URLSearchParams, body: string): { status: number; text: string } => {
  if (path.endsWith('/bulk_create/')) return { status: 200, text: grant(body) }
  if (method === 'POST' && path.endsWith('orders/')) return takeOrder(body)
  if (method === 'POST') return { status: 200, text: JSON.stringify(device) }
  if (method === 'DELETE') {
    carts.delete(Number(path.split('/').at(-2)))
    return { status: 204, text: '' }
  }
  if (path.endsWith('cartpositions/')) return { status: 200, text: listCarts(Number(search.get('page') ?? 1)) }
  const cart = path.includes('/cartpositions/') ? carts.get(Number(path.split('/').at(-2))) : undefined
  if (cart !== undefined) return { status: 200, text: JSON.stringify({ cart_id: cart }) }
  if (path === '/device/info')
    return { status: 200, text: JSON.stringify({ device, server: { version: { pretix: '2026.8.0' } } }) }
  if (path.endsWith('orders/')) return { status: 200, text: listOrders(search) }
  const list = lists[path]
  if (list)
    return {
      status: 200,
      text: page(
        list.length,
        1,
        list.map(each => JSON.stringify(each)),
      ),
    }
  const record = records[path]
  return record === undefined ? { status: 404, text: '{"detail":"Not found."}' } : { status: 200, text: JSON.stringify(record) }
}

const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  let body = ''
  for await (const piece of request.setEncoding('utf8')) body += String(piece)
  const url = new URL(request.url ?? '/', 'http://stand-in')
  const path = url.pathname.replace('/api/v1', '').replace(`/organizers/${organizer}/`, '')
  const { status, text } = answer(request.method ?? 'GET', path, url.searchParams, body)
  const orders = path.endsWith('orders/')
  const workMs = request.method === 'POST' ? task.postMs : task.pageMs
  if (orders && workMs > 0) await new Promise(worked => setTimeout(worked, workMs))
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(orders ? { 'x-page-generated': new Date().toISOString() } : {}),
  })
  response.end(text)
}

const server = createServer((request, response) => void receive(request, response))
server.listen(0, '127.0.0.1', () =>
  console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })),
)
process.on('disconnect', () => process.exit(0))
