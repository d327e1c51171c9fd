import { detail, type Answer } from './answer.ts'
import type { Platform } from './platform.ts'
import type { PlainRequest } from './request.ts'
import { DAY_MS } from './warsaw-time.ts'

/** Answers are kept for a day; the platform's own clean-up runs twice a day, so they may live half a day longer there. */
const LIFETIME_MS = DAY_MS
const KEY_LENGTH_MAX = 190

/** Outcomes that are not kept, so that a retry runs again. */
const NOT_STORED: ReadonlySet<number> = new Set([409, 429, 500, 503])

/** Where a request's answer is kept: the Authorization header and the key; method, path and body are not compared. Null without a key. */
export function idempotencyScope(request: PlainRequest): string | null {
  if (request.idempotencyKey === null || request.idempotencyKey === '' || request.method === 'GET') return null
  return scopeOf(request.authorization, request.idempotencyKey)
}

/** The stored answer of an earlier call. */
export function storedAnswer(platform: Platform, scope: string, at: number): Answer | null {
  const stored = platform.idempotency.get(scope)
  return stored !== undefined && at - stored.storedAt < LIFETIME_MS ? stored.answer : null
}

/** Keeps an answer, 400s and 403s included. */
export function storeAnswer(platform: Platform, scope: string, answer: Answer, at: number): void {
  if (NOT_STORED.has(answer.status)) return
  for (const [key, stored] of platform.idempotency) {
    if (at - stored.storedAt < LIFETIME_MS) break
    platform.idempotency.delete(key)
  }
  platform.idempotency.set(scope, { answer, storedAt: at })
}

/** `GET idempotency_query?key=…`: what became of a call whose answer was lost. */
export function queryIdempotency(platform: Platform, request: PlainRequest, key: string | null, at: number): Answer {
  if (key === null || key === '') return detail(404, 'No idempotency key given.')
  return storedAnswer(platform, scopeOf(request.authorization, key), at) ?? detail(404, 'Idempotency key not seen before.')
}

function scopeOf(authorization: string, key: string): string {
  return `${authorization}\n${key.slice(0, KEY_LENGTH_MAX)}`
}
