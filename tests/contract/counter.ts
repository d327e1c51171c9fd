import { randomInt } from 'node:crypto'
import { afterEach, inject } from 'vitest'
import type { Stock, Ware } from './find-stock.ts'
import { freshCartId, freshCode, freshSecret } from './fresh-names.ts'
import { granted, openPlatform } from './platform-client.ts'
import type { Answer, Platform, Question } from './platform-client.ts'
import { availabilityShape, bulkShape, cartShape, orderShape, pageOf, quotaShape, seatShape } from './platform-shapes.ts'
import type { BulkResult, Cart, Order, Seat } from './platform-shapes.ts'

/** A line of a sale or of a lease, as it is sent. */
export type Line = Readonly<Record<string, unknown>>

/** A till's counter in front of the server: sells and leases, and clears away after each case what it sold and leased. */
export type Counter = ReturnType<typeof openCounter>

const leaseMs = 60 * 60_000
const seatPage = 50

/** The server under test, what it has on sale, and a counter that is cleared after every case of the file. */
export function atTheCounter(): { platform: Platform; stock: Stock; counter: Counter } {
  const platform = openPlatform(inject('world'))
  const counter = openCounter(platform)
  afterEach(counter.clear)
  return { platform, stock: inject('stock'), counter }
}

/** One unit of a ware as a position of an order, with a secret of its own. */
export function unit(ware: Ware, changes: Line = {}): Line {
  const variation = ware.variation === null ? {} : { variation: ware.variation }
  return { item: ware.item, ...variation, price: ware.price, secret: freshSecret(), ...changes }
}

/** A sale as a till sends it: paid in cash, nothing mailed, gross prices left alone. */
export function sale(positions: readonly Line[], changes: Line = {}): Line {
  return {
    code: freshCode(),
    status: 'p',
    locale: 'en',
    sales_channel: 'web',
    payment_provider: 'boxoffice',
    send_email: false,
    tax_rounding_mode: 'line',
    positions,
    ...changes,
  }
}

/** A reservation: the same, not paid. */
export function reservation(positions: readonly Line[], changes: Line = {}): Line {
  const { payment_provider: _, ...rest } = sale(positions, { status: 'n', ...changes })
  return rest
}

/** A unit held for the till alone, for an hour. */
export function lease(ware: Ware, changes: Line = {}): Line {
  const { secret: _, ...rest } = unit(ware)
  return { ...rest, cart_id: freshCartId(), expires: new Date(Date.now() + leaseMs).toISOString(), ...changes }
}

/** The sentence for a quota that has run out. */
export const notEnough = (quota: string): string =>
  `There is not enough quota available on quota "${quota}" to perform the operation.`

/** The sentence for a seat that somebody else has. */
export const seatTaken = (name: string): string => `The selected seat "${name}" is not available.`

function openCounter(platform: Platform) {
  const orders: { event: string; code: string }[] = []
  const carts: { event: string; id: number }[] = []
  const orderPath = (event: string, code: string): string => `${platform.event(event)}/orders/${code}/`
  const cartPath = (event: string, id: number): string => `${platform.event(event)}/cartpositions/${id}/`

  /** Sends a sale and remembers it for clearing when it was written. */
  async function post(event: string, body: Line, question: Question = {}): Promise<Answer> {
    const answer = await platform.ask('POST', `${platform.event(event)}/orders/`, { ...question, body })
    const written = answer.status === 201 ? orderShape.safeParse(answer.body) : null
    if (written?.success === true && written.data.code !== 'PREVIEW') orders.push({ event, code: written.data.code })
    return answer
  }

  /** A sale that must be written. */
  async function sold(event: string, positions: readonly Line[], changes: Line = {}): Promise<Order> {
    return granted(await post(event, sale(positions, changes)), 201, orderShape)
  }

  /** A reservation that must be written. */
  async function reserved(event: string, positions: readonly Line[], changes: Line = {}): Promise<Order> {
    return granted(await post(event, reservation(positions, changes)), 201, orderShape)
  }

  /** The order as the platform has it now. */
  async function readBack(event: string, code: string, query = ''): Promise<Order> {
    return granted(await platform.ask('GET', `${orderPath(event, code)}${query}`), 200, orderShape)
  }

  /** Something done to an order: `mark_canceled`, `payments`, `payments/1/confirm` … */
  async function act(event: string, code: string, action: string, body: Line = {}): Promise<Answer> {
    return platform.ask('POST', `${orderPath(event, code)}${action}/`, { body })
  }

  /** Asks for one lease and remembers it for clearing when it was given. */
  async function askLease(event: string, body: Line): Promise<Answer> {
    const answer = await platform.ask('POST', `${platform.event(event)}/cartpositions/`, { body })
    if (answer.status === 201) carts.push({ event, id: cartShape.parse(answer.body).id })
    return answer
  }

  /** A lease that must be given. */
  async function leased(event: string, body: Line): Promise<Cart> {
    return granted(await askLease(event, body), 201, cartShape)
  }

  /** Asks for many leases in one call. */
  async function leaseMany(event: string, lines: readonly Line[]): Promise<BulkResult[]> {
    const answer = await platform.ask('POST', `${platform.event(event)}/cartpositions/bulk_create/`, { body: lines })
    const { results } = granted(answer, 200, bulkShape)
    for (const result of results) if (result.success) carts.push({ event, id: result.data.id })
    return results
  }

  /** Leases whatever is left of a ware, so that nothing can be sold without a lease. */
  async function leaseAll(event: string, ware: Ware, quota: number): Promise<Cart[]> {
    const left = (await available(event, quota)).available_number ?? 0
    const results = await leaseMany(
      event,
      Array.from({ length: left }, () => lease(ware)),
    )
    return results.flatMap(result => (result.success ? [result.data] : []))
  }

  async function readLease(event: string, id: number): Promise<Answer> {
    return platform.ask('GET', cartPath(event, id))
  }

  async function giveBack(event: string, id: number): Promise<Answer> {
    return platform.ask('DELETE', cartPath(event, id))
  }

  async function available(event: string, quota: number) {
    return granted(await platform.ask('GET', `${platform.event(event)}/quotas/${quota}/availability/`), 200, availabilityShape)
  }

  /** Does something while the organizer has closed a quota, and opens it again whatever happens. */
  async function whileClosed<Result>(event: string, quota: number, work: () => Promise<Result>): Promise<Result> {
    const path = `${platform.event(event)}/quotas/${quota}/`
    granted(await platform.ask('PATCH', path, { by: 'admin', body: { closed: true } }), 200, quotaShape)
    try {
      return await work()
    } finally {
      granted(await platform.ask('PATCH', path, { by: 'admin', body: { closed: false } }), 200, quotaShape)
    }
  }

  /** Free seats of one category, from a part of the house drawn at random. */
  async function freeSeats(event: string, count: number): Promise<[Seat, ...Seat[]]> {
    const path = `${platform.event(event)}/seats/?is_available=true`
    const { count: free } = granted(await platform.ask('GET', path), 200, pageOf(seatShape))
    const start = randomInt(Math.max(1, Math.floor(free / seatPage)))
    for (let page = start + 1; page <= start + 10; page += 1) {
      const rows = granted(await platform.ask('GET', `${path}&page=${page}`), 200, pageOf(seatShape)).results
      const unblocked = rows.filter(seat => !seat.blocked && seat.product !== null)
      const [one, ...others] = unblocked.filter(seat => seat.product === unblocked[0]?.product).slice(0, count)
      if (one !== undefined && others.length === count - 1) return [one, ...others]
    }
    throw new Error(`no ${count} free seats of one category were found in ${event}`)
  }

  async function readSeat(event: string, guid: string): Promise<Seat> {
    const path = `${platform.event(event)}/seats/?seat_guid=${encodeURIComponent(guid)}`
    const [seat] = granted(await platform.ask('GET', path), 200, pageOf(seatShape)).results
    if (seat === undefined) throw new Error(`seat ${guid} is not in the list`)
    return seat
  }

  /** Cancels what was sold and gives back what was leased since the last clearing. */
  async function clear(): Promise<void> {
    for (const { event, id } of carts.splice(0)) await giveBack(event, id)
    for (const { event, code } of orders.splice(0)) await act(event, code, 'mark_canceled', { send_email: false })
  }

  return {
    post,
    sold,
    reserved,
    readBack,
    act,
    askLease,
    leased,
    leaseMany,
    leaseAll,
    readLease,
    giveBack,
    available,
    whileClosed,
    freeSeats,
    readSeat,
    clear,
  }
}
