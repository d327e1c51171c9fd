import type { NetworkFailure, World } from '#main/world'
import { skewOf } from '#monitor/skew'

/** A page of 500 series over three hours is about 4 MB; a longer answer is not Amazon's. */
const maxAnswerBytes = 16_000_000
/** A tick is 20 s: an answer that takes longer than half of it is dropped, and the next tick asks anew. */
export const awsTimeoutMs = 10_000

/** What one exchange told beside its answer: how far apart the clocks are, and why nothing came. */
export type Exchange = { skewMs: number | null; failure: NetworkFailure | null; host: string }

export const freshExchange = (): Exchange => ({ skewMs: null, failure: null, host: '' })

/** As much of the SDK's request as Kasa's network needs. */
export type SdkRequest = {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | string[] | null>>
  readonly body?: unknown
}
type SdkResponse = { readonly statusCode: number; readonly headers: Record<string, string>; readonly body: Uint8Array }

/** Thrown into the SDK, which knows no other way; `exchange.failure` says what it was. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** The SDK's door to the network: the world's own, so that bounds, rehearsals and tests hold for Amazon too. Notes in `exchange` what came. */
export const awsRequestHandler = (world: World, exchange: Exchange, signal: AbortSignal | null) => ({
  handle: async (request: SdkRequest): Promise<{ response: SdkResponse }> => {
    exchange.host = hostOf(request)
    const sentAt = world.clock.now()
    const answer = await world.network.request({
      method: 'POST',
      url: urlOf(request),
      headers: sentHeaders(request.headers),
      body: textOf(request.body),
      timeoutMs: awsTimeoutMs,
      maxAnswerBytes,
      ...(signal ? { signal } : {}),
    })
    if (answer.kind === 'failure') {
      exchange.failure = answer.reason
      throw new NoAnswer(answer.reason)
    }
    exchange.skewMs = skewOf(answer.headers, { sentAt, receivedAt: world.clock.now() })
    return {
      response: { statusCode: answer.status, headers: { ...answer.headers }, body: new TextEncoder().encode(answer.body) },
    }
  },
  updateHttpClientConfig: (): void => {},
  httpHandlerConfigs: () => ({}),
})

const hostOf = (request: SdkRequest): string => `${request.hostname}${request.port ? `:${request.port}` : ''}`

const urlOf = (request: SdkRequest): string => {
  const pairs = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one): [string, string] => [name, one]),
  )
  const search = pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : ''
  return `${request.protocol}//${hostOf(request)}${request.path}${search}`
}

/** The network writes these itself, and by the same rule; two of each would be refused. */
const sentHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !['host', 'content-length'].includes(name.toLowerCase())))

/** Both protocols that Kasa speaks are text; a binary one would not survive this, and a test says so before a buyer does. */
const textOf = (body: unknown): string => {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? new TextDecoder('utf-8', { fatal: true }).decode(body) : ''
}
