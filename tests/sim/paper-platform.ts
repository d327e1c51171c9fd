import type { HttpAnswer, HttpRequest } from '#main/world'

/** An order as it stands on the little platform; `bytes` as it was sent. */
export type PaperOrder = { readonly bytes: string; readonly order: Record<string, unknown> }
/** A unit set aside until `expires`. */
export type PaperCart = { readonly id: number; readonly cartId: string; readonly item: number; readonly expires: number }

export type PaperPlatform = {
  readonly orders: ReadonlyMap<string, PaperOrder>
  /** Units set aside at a moment. */
  readonly cartsAt: (now: number) => readonly PaperCart[]
  /** Units of an item sold, whoever sold them. */
  readonly sold: (item: number) => number
  /** Somebody buys a unit in the web shop. False when none is left. */
  readonly buy: (item: number, now: number) => boolean
  readonly addForeign: (code: string) => void
  readonly barEverybody: (barred: boolean) => void
  readonly receive: (request: HttpRequest, now: number) => HttpAnswer
}

const dayMs = 24 * 3_600_000
const pageSize = 50
type Stored = { readonly at: number; readonly answer: HttpAnswer }
type SentOrder = {
  readonly code: string
  readonly api_meta: unknown
  readonly consume_carts?: readonly string[]
  readonly positions: readonly {
    readonly positionid: number
    readonly item: number
    readonly price: string
    readonly secret: string
  }[]
}
type SentCart = { readonly cart_id: string; readonly item: number; readonly expires: string }
const soldOut = 'There is not enough quota available on quota "Stalls" to perform the operation.'

/**
 * The least that speaks pretix's protocol for orders and carts: codes unique over the organizer, one quota an item, carts that set units aside and are consumed by
 * orders, and an idempotency store that keeps also refusals, forgets after a day and does not look at bodies. Written from the protocol's
 * description; shares nothing with the till.
 */
export const paperPlatform = (quota: ReadonlyMap<number, number>): PaperPlatform => {
  const orders = new Map<string, PaperOrder>()
  const soldUnits = new Map<number, number>()
  const stored = new Map<string, Stored>()
  let carts: PaperCart[] = []
  let count = 0
  let barred = false

  const sold = (item: number): number => soldUnits.get(item) ?? 0
  const cartsAt = (now: number): PaperCart[] => carts.filter(cart => cart.expires > now)
  const left = (item: number, now: number): number =>
    (quota.get(item) ?? 0) - sold(item) - cartsAt(now).filter(cart => cart.item === item).length
  const order = (bytes: string, now: number): HttpAnswer => {
    const sent = JSON.parse(bytes) as SentOrder
    if (orders.has(sent.code)) return json(400, { code: ['This order code is already in use.'] })
    const consumed = cartsAt(now).filter(cart => sent.consume_carts?.includes(cart.cartId))
    const faults = sent.positions.map(({ item }, index) => {
      if (!quota.has(item)) return { item: [`Invalid pk "${item}" - object does not exist.`] }
      const credit = consumed.filter(cart => cart.item === item).length
      const before = sent.positions.slice(0, index).filter(position => position.item === item).length
      return credit > before || left(item, now) + credit > before ? {} : { item: [soldOut] }
    })
    if (faults.some(fault => Object.keys(fault).length > 0)) return json(400, { positions: faults })
    for (const { item } of sent.positions) soldUnits.set(item, sold(item) + 1)
    carts = carts.filter(cart => !consumed.includes(cart))
    const total = sent.positions.reduce((sum, position) => sum + Number(position.price), 0).toFixed(2)
    const made = { ...sent, total, status: 'p' }
    orders.set(sent.code, { bytes, order: made })
    return json(201, made)
  }
  const setAside = (bytes: string, now: number): HttpAnswer => {
    const results = (JSON.parse(bytes) as SentCart[]).map(({ cart_id, item, expires }) => {
      if (left(item, now) < 1) return { success: false, data: null, errors: { non_field_errors: [soldOut] } }
      const cart = { id: ++count, cartId: cart_id, item, expires: Date.parse(expires) }
      carts.push(cart)
      return { success: true, data: { id: cart.id, cart_id }, errors: null }
    })
    return json(200, { results })
  }
  const cartList = (page: number): HttpAnswer => {
    const results = carts.slice((page - 1) * pageSize, page * pageSize).map(({ id, cartId }) => ({ id, cart_id: cartId }))
    return json(200, { count: carts.length, next: carts.length > page * pageSize ? 'more' : null, previous: null, results })
  }
  const oneCart = (method: string, id: number): HttpAnswer => {
    const cart = carts.find(one => one.id === id)
    if (!cart) return json(404, { detail: 'No CartPosition matches the given query.' })
    if (method === 'DELETE') carts = carts.filter(one => one !== cart)
    return method === 'DELETE'
      ? { kind: 'answer', tookMs: 1, status: 204, headers: {}, body: '' }
      : json(200, { id, cart_id: cart.cartId })
  }
  const act = ({ method, url, body = '' }: HttpRequest, now: number): HttpAnswer => {
    if (barred) return json(401, { detail: 'Invalid token.' })
    const { pathname, searchParams } = new URL(url)
    if (pathname.endsWith('/bulk_create/')) return setAside(body, now)
    if (pathname.endsWith('/cartpositions/')) return cartList(Number(searchParams.get('page') ?? 1))
    const cart = /\/cartpositions\/(\d+)\/$/.exec(pathname)?.[1]
    if (cart !== undefined) return oneCart(method, Number(cart))
    if (method === 'POST') return order(body, now)
    const found = orders.get(searchParams.get('code') ?? '')
    const results = found ? [found.order] : []
    return json(200, { count: results.length, next: null, previous: null, results })
  }
  return {
    orders,
    cartsAt,
    sold,
    buy: (item, now) => {
      const free = left(item, now) > 0
      if (free) soldUnits.set(item, sold(item) + 1)
      return free
    },
    addForeign: code => void orders.set(code, { bytes: '', order: { code, total: '1.00', api_meta: {}, positions: [] } }),
    barEverybody: now => void (barred = now),
    receive: (request, now) => {
      const key = request.headers['x-idempotency-key']
      if (key === undefined) return act(request, now)
      const known = stored.get(key)
      if (known && now - known.at < dayMs) return known.answer
      const answer = act(request, now)
      stored.set(key, { at: now, answer })
      return answer
    },
  }
}

/** An answer as pretix gives it. */
export const json = (status: number, body: unknown): HttpAnswer => ({
  kind: 'answer',
  tookMs: 1,
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
