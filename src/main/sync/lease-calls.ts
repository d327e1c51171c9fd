import { z } from 'zod'
import type { Refusal } from '#contract/refusal'
import type { Lease, ListedCart } from '#domain/lease-rule'
import type { Cancel, Clock } from '#main/world'
import type { Platform, PlatformAnswer, RequestOptions } from './platform-answer.ts'

/** One call is one lock at the platform and about 25 ms a unit there. */
export const unitsPerCall = 50
const callTries = 3
/** Between two tries of one call, when the platform asks for no longer. */
const retryWaitMs = 300
const longestRetryWaitMs = 2_000
/** 10,000 carts; a till has some hundreds. */
const mostPages = 200

/** A unit to ask for. Money is irrelevant to the order that consumes it, yet the platform wants a price. */
export type UnitAsked = Pick<Lease, 'cartId' | 'item' | 'variation' | 'subevent' | 'seat' | 'expiresAt'>

/**
 * What became of asking for units. `answered`: each was granted (with the platform's id) or refused (with its words). `not-done`: surely none was.
 * `lost`: unknown; a list of the carts will tell.
 */
export type Asked =
  | { readonly kind: 'answered'; readonly granted: ReadonlyMap<string, number>; readonly complaints: ReadonlyMap<string, string> }
  | { readonly kind: 'not-done' | 'lost'; readonly refusal: Refusal }

const resultsShape = z.looseObject({
  results: z.array(
    z.looseObject({
      success: z.boolean(),
      data: z.looseObject({ id: z.int(), cart_id: z.string() }).nullish(),
      errors: z.unknown(),
    }),
  ),
})
const pageShape = z.looseObject({
  next: z.string().nullable(),
  results: z.array(z.looseObject({ id: z.int(), cart_id: z.string().nullable() })),
})

/**
 * Asks for units of one event and one date (the platform mixes up the quotas of several). An answer that was lost is asked for again under the same
 * key, which the platform answers as the first time. `units`: at most `unitsPerCall`, all of one subevent.
 */
export const askForUnits = async (
  parts: { readonly platform: Platform; readonly clock: Clock; readonly channel: string },
  call: { readonly event: string; readonly idempotencyKey: string; readonly units: readonly UnitAsked[] },
  options: RequestOptions,
): Promise<Asked> => {
  const { event, idempotencyKey, units } = call
  const body = JSON.stringify(units.map(unit => cartOf(unit, parts.channel)))
  let lost = false
  for (let attempt = 1; ; attempt++) {
    const answer = await parts.platform.send('POST', `${cartsOf(event)}bulk_create/`, body, { ...options, idempotencyKey })
    const read = readAnswer(answer, units)
    lost = read.kind === 'lost' || (lost && read.kind !== 'answered')
    const again =
      attempt < callTries && !options.signal?.aborted && (answer.kind === 'later' || (answer.kind === 'unknown' && answer.sent))
    if (!again) return read.kind === 'not-done' && lost ? { kind: 'lost', refusal: read.refusal } : read
    await wait(parts.clock, Math.min(longestRetryWaitMs, waitOf(answer) ?? retryWaitMs * attempt), options.signal)
  }
}

/** Gives one unit back. `gone`: the platform has it, now or already. */
export const giveUnitBack = async (platform: Platform, event: string, platformId: number): Promise<'gone' | PlatformAnswer> => {
  const answer = await platform.send('DELETE', `${cartsOf(event)}${platformId}/`, null, { urgent: true })
  return answer.kind === 'ok' || (answer.kind === 'refused' && answer.status === 404) ? 'gone' : answer
}

/** Whether the platform still knows a cart; null when it does not say. */
export const isKnown = async (platform: Platform, event: string, platformId: number): Promise<boolean | null> => {
  const answer = await platform.get(`${cartsOf(event)}${platformId}/`)
  if (answer.kind === 'ok') return true
  return answer.kind === 'refused' && answer.status === 404 ? false : null
}

/**
 * All API carts of an event, page by page; null when the list did not come to its end, `gone` when the event is not to be had with this key any more.
 * Rows may slip between pages while others are deleted: absence proves little.
 */
export const listCarts = async (platform: Platform, event: string): Promise<readonly ListedCart[] | 'gone' | null> => {
  const carts: ListedCart[] = []
  for (let page = 1; page <= mostPages; page++) {
    const answer = await platform.get(cartsOf(event), { ordering: 'datetime', page: String(page), page_size: '50' })
    if (isAbsent(answer)) {
      // beyond the first page the list only grew shorter than was announced
      if (page > 1) return carts
      return (await keyWorks(platform)) ? 'gone' : null
    }
    const parsed = answer.kind === 'ok' ? pageShape.safeParse(answer.body) : null
    if (!parsed?.success) return null
    for (const { id, cart_id } of parsed.data.results) if (cart_id !== null) carts.push({ id, cartId: cart_id })
    if (parsed.data.next === null) return carts
  }
  return null
}

/** The platform answers 403 also for an event that does not exist. */
const isAbsent = (answer: PlatformAnswer): boolean =>
  (answer.kind === 'refused' && answer.status === 404) || (answer.kind === 'barred' && answer.status === 403)

const keyWorks = async (platform: Platform): Promise<boolean> => (await platform.get('events/', { page_size: '1' })).kind === 'ok'

const cartsOf = (event: string): string => `events/${encodeURIComponent(event)}/cartpositions/`

const cartOf = (unit: UnitAsked, channel: string) => ({
  cart_id: unit.cartId,
  item: unit.item,
  variation: unit.variation,
  subevent: unit.subevent,
  seat: unit.seat,
  price: '0.00',
  expires: new Date(unit.expiresAt).toISOString(),
  sales_channel: channel,
})

const readAnswer = (answer: PlatformAnswer, units: readonly UnitAsked[]): Asked => {
  if (answer.kind === 'refused')
    return { kind: 'answered', granted: new Map(), complaints: new Map(units.map(unit => [unit.cartId, textIn(answer.body)])) }
  if (answer.kind === 'unknown') return { kind: answer.sent ? 'lost' : 'not-done', refusal: answer.refusal }
  if (answer.kind !== 'ok') return { kind: 'not-done', refusal: answer.refusal }
  const parsed = resultsShape.safeParse(answer.body)
  if (!parsed.success || parsed.data.results.length !== units.length)
    return { kind: 'lost', refusal: { code: 'platform-answer-unreadable', parameters: { url: 'pretix' } } }
  const granted = new Map<string, number>()
  const complaints = new Map<string, string>()
  parsed.data.results.forEach((result, index) => {
    const cartId = units[index]?.cartId ?? ''
    if (result.success && result.data) granted.set(result.data.cart_id, result.data.id)
    else complaints.set(cartId, textIn(result.errors))
  })
  return { kind: 'answered', granted, complaints }
}

const textIn = (body: unknown): string => {
  if (typeof body === 'string') return body
  if (typeof body !== 'object' || body === null) return ''
  return Object.values(body).map(textIn).join(' ').slice(0, 300)
}

const waitOf = (answer: PlatformAnswer): number | null =>
  answer.kind === 'later' || answer.kind === 'unknown' ? answer.afterMs : null

const wait = (clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise(resolve => {
    const cancel: Cancel = clock.after(ms, resolve)
    signal?.addEventListener(
      'abort',
      () => {
        cancel()
        resolve()
      },
      { once: true },
    )
  })
