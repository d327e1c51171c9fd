import type { HttpAnswer, HttpRequest, Network, NetworkFailure } from '#main/world'

/** The network as Node reaches it. Redirects are not followed: a platform that moves is a wrong address. */
export const realNetwork: Network = { request: async request => exchange(request) }

const exchange = async (request: HttpRequest): Promise<HttpAnswer> => {
  const limit = new AbortController()
  // ended with the exchange: a limit that goes on would wake the process and abort what is long over
  const tooLate = setTimeout(() => limit.abort(), request.timeoutMs)
  const signal = request.signal ? AbortSignal.any([request.signal, limit.signal]) : limit.signal
  const sentAt = performance.now()
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      body: request.body ?? null,
      redirect: 'manual',
      signal,
    })
    const body = await readBounded(response, request.maxAnswerBytes)
    if (body === null) return { kind: 'failure', reason: 'too-large' }
    const headers = { ...Object.fromEntries(response.headers), ...cookiesOf(response) }
    return { kind: 'answer', status: response.status, headers, body, tookMs: performance.now() - sentAt }
  } catch (problem) {
    if (request.signal?.aborted) return { kind: 'failure', reason: 'aborted' }
    return { kind: 'failure', reason: limit.signal.aborted ? 'timeout' : reasonOf(problem) }
  } finally {
    clearTimeout(tooLate)
  }
}

const readBounded = async (response: Response, maxBytes: number): Promise<string | null> => {
  if (!response.body) return ''
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response.body) {
    length += piece.byteLength
    if (length > maxBytes) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Each cookie on a line of its own: joined with commas they could not be told apart (RFC 9110, 5.3). */
const cookiesOf = ({ headers }: Response): { readonly 'set-cookie'?: string } => {
  const cookies = headers.getSetCookie()
  return cookies.length === 0 ? {} : { 'set-cookie': cookies.join('\n') }
}

/** Failures before anything was sent; every other one leaves it open whether the request was carried out. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ERR_INVALID_URL',
  'UND_ERR_CONNECT_TIMEOUT',
])

const reasonOf = (problem: unknown): NetworkFailure => {
  const code = codeOf(problem)
  if (/CERT|SIGNATURE|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return 'certificate'
  return neverSent.has(code) ? 'unreachable' : 'cut'
}

const codeOf = (problem: unknown): string => {
  if (problem instanceof AggregateError && problem.errors.length > 0) return codeOf(problem.errors[0])
  if (!(problem instanceof Error)) return ''
  if ('code' in problem && typeof problem.code === 'string') return problem.code
  return problem.cause ? codeOf(problem.cause) : ''
}
