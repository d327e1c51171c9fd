import { refusal } from '#contract/refusal'
import type { HttpRequest, World } from '#main/world'
import { decodeAnswer } from './decode-answer.ts'
import type { PlatformClock } from './platform-clock.ts'
import type { Platform, PlatformAnswer, RequestOptions } from './platform-answer.ts'
import type { RequestBudget } from './request-budget.ts'

/** Fifty orders of five hundred tickets are about 40 MB in theory; real pages stay below one. A longer answer is not the platform's. */
const maxAnswerBytes = 16_000_000
/** A cashier waits no longer than this for one answer; a page for the background may take its time on a small server. */
const urgentTimeoutMs = 10_000
const backgroundTimeoutMs = 30_000
/** An upload that times out is in doubt and must be asked about: give it longer. */
const sendTimeoutMs = 20_000

export type PlatformParts = {
  readonly world: World
  /** The platform's address as in the device's QR text; a path is kept. */
  readonly url: string
  readonly organizer: string
  readonly token: string
  readonly budget: RequestBudget
  readonly clock: PlatformClock
}

/** One organizer's API with this till's token. Never throws: whatever comes back is a `PlatformAnswer`. */
export const createPlatform = ({ world, url, organizer, token, budget, clock }: PlatformParts): Platform => {
  const api = `${url.replace(/\/+$/, '')}/api/v1`
  const home = `${api}/organizers/${encodeURIComponent(organizer)}`
  const identity = { authorization: `Device ${token}`, accept: 'application/json', 'accept-language': 'en' }

  const exchange = async (request: HttpRequest, urgent: boolean): Promise<PlatformAnswer> => {
    const leave = await budget.enter(urgent, request.signal)
    if (!leave)
      return { kind: 'unknown', sent: false, refusal: refusal('platform-busy', { seconds: 1 }, { afterMs: 1000 }), afterMs: 1000 }
    const asked = { monotonic: world.clock.monotonic(), wall: world.clock.now() }
    try {
      const answer = await world.network.request(request)
      if (answer.kind === 'answer') clock.heard(answer.headers['date'], asked)
      const decoded = decodeAnswer(url, answer, world.clock.now())
      if (decoded.kind === 'later' && decoded.status === 429) budget.tooMany(decoded.afterMs)
      return decoded
    } finally {
      leave()
    }
  }
  const addressOf = (path: string, search?: Readonly<Record<string, string>>): string => {
    const query = search ? new URLSearchParams(search).toString() : ''
    return `${path.startsWith('/') ? api : `${home}/`}${path}${query && `?${query}`}`
  }
  const signalOf = (options: RequestOptions) => (options.signal ? { signal: options.signal } : {})
  return {
    organizer,
    get: (path, search, options = {}) =>
      exchange(
        {
          method: 'GET',
          url: addressOf(path, search),
          headers: { ...identity, ...options.headers },
          timeoutMs: options.urgent ? urgentTimeoutMs : backgroundTimeoutMs,
          maxAnswerBytes,
          ...signalOf(options),
        },
        options.urgent ?? false,
      ),
    send: (method, path, body, options = {}) =>
      exchange(
        {
          method,
          url: addressOf(path),
          headers: {
            ...identity,
            ...(body === null ? {} : { 'content-type': 'application/json' }),
            ...(options.idempotencyKey === undefined ? {} : { 'x-idempotency-key': options.idempotencyKey }),
            ...options.headers,
          },
          ...(body === null ? {} : { body }),
          timeoutMs: sendTimeoutMs,
          maxAnswerBytes,
          ...signalOf(options),
        },
        options.urgent ?? false,
      ),
  }
}
