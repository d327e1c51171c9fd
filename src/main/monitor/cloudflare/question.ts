import type { Source } from '#contract/onsale-roles'
import type { HttpRequest } from '#main/world'

/** One question to Cloudflare. `path` begins after the API's base. */
export type Question = {
  readonly method: HttpRequest['method']
  readonly path: string
  readonly body?: unknown
  readonly right: string
  readonly room?: string
  readonly source: Source
  readonly signal?: AbortSignal
}
/** What it said: `result` by REST, `data` by GraphQL. */
export type Said = { readonly result: unknown; readonly data: unknown; readonly skewMs: number | null }
