import { z } from 'zod'

/** What one sells tickets for: an event, or one date of a series. `subevent` is null for an event without dates. */
export type Showing = { readonly event: string; readonly subevent: number | null }

export const showingShape = z.object({ event: z.string().min(1).max(100), subevent: z.int().nullable() })

/** One text in several languages, as the platform gives it; `words` chooses. */
export type Multilingual = Readonly<Record<string, string>>

/** A showing as listed on screens. Times are Unix milliseconds, shown in `timezone`. */
export type ShowingSummary = Showing & {
  readonly name: Multilingual
  /** Of the date, when the event is a series. */
  readonly dateName: Multilingual | null
  readonly place: Multilingual | null
  readonly startsAt: number | null
  readonly doorsAt: number | null
  readonly endsAt: number | null
  readonly timezone: string
  readonly currency: string
  readonly testmode: boolean
  readonly live: boolean
  readonly seated: boolean
  /** Tickets carry signed codes that a till cannot make: see the warning on screen. */
  readonly signedSecrets: boolean
}
