import type { HttpAnswer, HttpRequest } from '#main/world'

/** An order as it stands on the little platform; `bytes` as it was sent. */
export type PaperOrder = { readonly bytes: string; readonly order: Record<string, unknown> }

/** Names a person's doing that the platform answers to: its credentials are refused, its quota of an item is so big. */
export type PaperPlatform = {
  readonly orders: ReadonlyMap<string, PaperOrder>
  readonly addForeign: (code: string) => void
  readonly barEverybody: (barred: boolean) => void
  readonly receive: (request: HttpRequest, now: number) => HttpAnswer
}

const dayMs = 24 * 3_600_000
type Stored = { readonly at: number; readonly answer: HttpAnswer }

/**
 * The least that speaks pretix's protocol for orders: codes unique over the organizer, one quota an item, an idempotency store that keeps also refusals, forgets
 * after a day and does not look at bodies, and orders to be read by code. Written from the protocol's description; shares nothing with the till.
 */
export const paperPlatform = (quota: ReadonlyMap<number, number>): PaperPlatform => {
  const orders = new Map<string, PaperOrder>()
  const left = new Map(quota)
  const stored = new Map<string, Stored>()
  let barred = false

  const create = (bytes: string): HttpAnswer => {
    const sent = JSON.parse(bytes) as {
      code: string
      api_meta: unknown
      positions: { positionid: number; item: number; price: string; secret: string }[]
    }
    if (orders.has(sent.code)) return json(400, { code: ['This order code is already in use.'] })
    const faults = sent.positions.map(position => {
      const free = left.get(position.item)
      if (free === undefined) return { item: [`Invalid pk "${position.item}" - object does not exist.`] }
      return free > 0 ? {} : { item: ['There is not enough quota available on quota "Stalls" to perform the operation.'] }
    })
    if (faults.some(fault => Object.keys(fault).length > 0)) return json(400, { positions: faults })
    for (const { item } of sent.positions) left.set(item, (left.get(item) ?? 0) - 1)
    const total = sent.positions.reduce((sum, position) => sum + Number(position.price), 0).toFixed(2)
    const order = { ...sent, total, status: 'p' }
    orders.set(sent.code, { bytes, order })
    return json(201, order)
  }
  const act = (request: HttpRequest): HttpAnswer => {
    if (barred) return json(401, { detail: 'Invalid token.' })
    const { pathname, searchParams } = new URL(request.url)
    if (request.method === 'POST' && pathname.endsWith('/orders/')) return create(request.body ?? '')
    const found = orders.get(searchParams.get('code') ?? '')
    const results = found ? [found.order] : []
    return json(200, { count: results.length, next: null, previous: null, results })
  }
  return {
    orders,
    addForeign: code => void orders.set(code, { bytes: '', order: { code, total: '1.00', api_meta: {}, positions: [] } }),
    barEverybody: now => void (barred = now),
    receive: (request, now) => {
      const key = request.headers['x-idempotency-key']
      if (key === undefined) return act(request)
      const known = stored.get(key)
      if (known && now - known.at < dayMs) return known.answer
      const answer = act(request)
      stored.set(key, { at: now, answer })
      return answer
    },
  }
}

/** An answer as pretix gives it. */
export const json = (status: number, body: unknown): HttpAnswer => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
