import type { Refusal } from '#contract/refusal'

/**
 * What became of one request to the platform, sorted by what may be done next.
 * `ok`: 2xx or 304, body parsed. `refused`: a 4xx about this request; repeating it unchanged is useless. `barred`: 401 or 403; a person must act.
 * `later`: 409 or 429, surely not carried out; same key again after the wait. `unknown`: no usable answer; with `sent` false nothing reached the platform,
 * else it may have been carried out.
 */
export type PlatformAnswer =
  | {
      readonly kind: 'ok'
      readonly status: number
      readonly body: unknown
      /** The text that `body` was read from; not there for a body that came without one. */
      readonly text?: string
      readonly headers: Readonly<Record<string, string>>
    }
  | { readonly kind: 'refused'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'barred'; readonly status: 401 | 403; readonly refusal: Refusal }
  | { readonly kind: 'later'; readonly status: 409 | 429; readonly refusal: Refusal; readonly afterMs: number }
  | { readonly kind: 'unknown'; readonly sent: boolean; readonly refusal: Refusal; readonly afterMs: number | null }

/** One organizer's API with this till's token. Paths are relative to `/api/v1/organizers/{o}/` unless they begin with `/`, which is relative to `/api/v1/`. */
export type Platform = {
  readonly organizer: string
  readonly get: (path: string, search?: Readonly<Record<string, string>>, options?: RequestOptions) => Promise<PlatformAnswer>
  /** `body` is sent as these very bytes. Without `idempotencyKey` a repeated request acts twice. */
  readonly send: (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: string | null,
    options?: RequestOptions & { readonly idempotencyKey?: string },
  ) => Promise<PlatformAnswer>
}

/** `urgent` requests (a cashier waits, an upload) go before background reading and may use the reserved part of the budget. */
export type RequestOptions = {
  readonly urgent?: boolean
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}
