import type { EventBook, Platform } from './platform.ts'
import type { DeviceRow } from './model.ts'
import type { SeededRandom } from './seeded-random.ts'

/** A request as it is executed and journalled: nothing else may influence its outcome. */
export type PlainRequest = {
  readonly method: string
  /** Path with query, as sent. */
  readonly target: string
  /** `http://host:port` the client used: `next` links are built from it. */
  readonly origin: string
  readonly authorization: string
  readonly idempotencyKey: string | null
  readonly conditions: { readonly modifiedSince: string | null; readonly unmodifiedSince: string | null }
  readonly body: string
}

/** Who asks: the team token with all rights, or a device. */
export type Actor =
  { readonly kind: 'team' } | { readonly kind: 'device'; readonly device: DeviceRow } | { readonly kind: 'nobody' }

/** What every handler gets. */
export type Call = {
  readonly platform: Platform
  readonly request: PlainRequest
  readonly actor: Actor
  /** Server time of this request, skew included. */
  readonly at: number
  readonly random: SeededRandom
  /** The parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The parsed JSON body; undefined where none was sent. */
  readonly body: unknown
}

/** A call below one event. */
export type EventCall = Call & { readonly book: EventBook }

/** A record, when it is one. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return isRecord(value) ? value : null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
