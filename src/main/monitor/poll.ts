import type { Role, Source } from '#contract/onsale-roles'
import type { Refusal } from '#contract/refusal'
import type { Facts } from './poll-facts.ts'

/** One minute of one measure of one resource. `at`: the minute's start, Unix milliseconds. A minute that was not reported is left out, never zero. */
export type Reading = { readonly role: Role; readonly resource: string; readonly at: number; readonly value: number }

/** What came of one read. What could be read is kept even when something else was refused. */
export type Outcome = {
  readonly readings: readonly Reading[]
  readonly facts: Facts
  /** Why the read, or a part of it, gave nothing; empty: all of it came. */
  readonly refusals: readonly Refusal[]
  /** The source was reached and said something that can be used. */
  readonly answered: boolean
  /** How much the source charges for, for the cost of watching: metrics asked for. */
  readonly metricsAsked: number
}

/** Something to ask a source for, again and again. `from` and `to` bound the minutes wanted: whole minutes, `to` exclusive. */
export type Poll = {
  /** Stable, for the log and for the pace: `aws.metrics`, `cloudflare.room`. */
  readonly name: string
  readonly source: Source
  readonly everyMs: number
  /** While something is on its way: a server, a new limit. */
  readonly hurriedEveryMs: number
  /** How far back the minutes are read again each time, since late data overwrites. */
  readonly overlapMs: number
  /** Never rejects; ends when the signal says so. */
  readonly read: (window: { readonly from: number; readonly to: number }, signal: AbortSignal) => Promise<Outcome>
}

/** A read that gave nothing. */
export const nothingRead = (refusal: Refusal): Outcome => ({
  readings: [],
  facts: {},
  refusals: [refusal],
  answered: false,
  metricsAsked: 0,
})
