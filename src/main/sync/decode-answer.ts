import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { HttpAnswer, NetworkFailure } from '#main/world'
import type { PlatformAnswer } from './platform-answer.ts'

/** Bounds on what the platform may ask us to wait; outside of them it is a slip of a proxy. */
const shortestWaitMs = 500
const longestWaitMs = 600_000
/** When it names no wait: what the platform sends with its own 409s, and a cautious guess for 429s. */
const usualConflictWaitMs = 5000
const usualTooManyWaitMs = 15_000

/** Sorts what came back by what may be done next (reference: pretix API, errors and rate limiting). `url` is named in the sentence. */
export const decodeAnswer = (url: string, answer: HttpAnswer, now: number): PlatformAnswer => {
  if (answer.kind === 'failure') return failed(url, answer.reason)
  const { status, headers } = answer
  const waitMs = retryAfterMs(headers['retry-after'], now)
  if (status === 304 || status === 204) return { kind: 'ok', status, body: null, headers }
  if (status >= 500)
    return {
      kind: 'unknown',
      sent: true,
      refusal: refusal('platform-fault', {}, { afterMs: waitMs ?? usualConflictWaitMs }),
      afterMs: waitMs,
    }
  // a rate limiter in front of the platform may answer in HTML: the number is enough
  if (status === 429) return later(429, waitMs ?? usualTooManyWaitMs)
  const body = parsed(answer.body)
  if (body === undefined || status < 200 || (status >= 300 && status < 400)) return unreadable(url)
  if (status < 300) return { kind: 'ok', status, body, text: answer.body, headers }
  if (typeof body !== 'object' || body === null) return unreadable(url)
  if (status === 409) return later(409, waitMs ?? usualConflictWaitMs)
  if (status === 401 || status === 403) return { kind: 'barred', status, refusal: barredBy(status, body) }
  return { kind: 'refused', status, body }
}

/** The first words of an error, whichever of the platform's shapes they come in: detail, field map, list, or one entry a position. */
export const errorText = (body: unknown): string => {
  if (typeof body === 'string') return body
  if (Array.isArray(body)) return firstText(body)
  if (typeof body !== 'object' || body === null) return ''
  if ('detail' in body && typeof body.detail === 'string') return body.detail
  return firstText(Object.values(body))
}

const firstText = (values: readonly unknown[]): string => {
  for (const value of values) {
    const text = errorText(value)
    if (text !== '') return text
  }
  return ''
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const later = (status: 409 | 429, afterMs: number): PlatformAnswer => ({
  kind: 'later',
  status,
  refusal: waiting('platform-busy', afterMs),
  afterMs,
})

const waiting = (code: 'platform-busy' | 'platform-fault', afterMs: number): Refusal =>
  refusal(code, { seconds: Math.ceil(afterMs / 1000) }, { afterMs })

const unreadable = (url: string): PlatformAnswer => ({
  kind: 'unknown',
  sent: true,
  refusal: refusal('platform-answer-unreadable', { url }),
  afterMs: null,
})

const failed = (url: string, reason: NetworkFailure): PlatformAnswer => {
  if (reason === 'too-large') return unreadable(url)
  const sent = reason !== 'unreachable' && reason !== 'certificate'
  const code = reason === 'certificate' ? 'certificate-untrusted' : 'platform-unreachable'
  return { kind: 'unknown', sent, refusal: refusal(code, { url }), afterMs: null }
}

const barredBy = (status: 401 | 403, body: object): Refusal => {
  const text = errorText(body)
  if (status === 403) {
    return text.includes('security profile') ? refusal('profile-cannot-sell', { profile: '' }) : refusal('credentials-refused')
  }
  if (text.includes('revoked')) return refusal('device-revoked')
  if (text.includes('Invalid token')) return refusal('token-unknown')
  return refusal('credentials-refused')
}

const retryAfterMs = (header: string | undefined, now: number): number | null => {
  if (header === undefined) return null
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(ms) ? null : Math.min(longestWaitMs, Math.max(shortestWaitMs, ms))
}
