import type { Figures } from './onsale-finding.ts'

export const rehearsalSpeeds = [1, 2, 5, 10, 30, 60] as const
export type RehearsalSpeed = (typeof rehearsalSpeeds)[number]

/** A scenario as offered: the sandbox reads it from a file. */
export type ScenarioSummary = {
  readonly id: string
  readonly name: { readonly pl: string; readonly en: string }
  readonly about: { readonly pl: string; readonly en: string }
  readonly peakPerMinute: number
  readonly minutes: number
  /** What the story assumes, for the person who reads it. */
  readonly assumptions: Figures
  /** Users who come in a minute, a value a minute from the first; the sale starts in minute `startMinute`. */
  readonly arrivals: readonly number[]
  readonly startMinute: number
  readonly faults: readonly ScenarioFault[]
}
export const faultKinds = [
  'slow-database',
  'connection-limit',
  'cache-purged',
  'bots',
  'launch-failure',
  'late-data',
  'throttling',
  'wrong-clock',
  'session-expires',
  'room-too-wide',
] as const
export type FaultKind = (typeof faultKinds)[number]
/** A fault of a scenario: minutes are counted from the start of the sale. */
export type ScenarioFault = {
  readonly id: string
  readonly kind: FaultKind
  readonly fromMinute: number
  readonly toMinute: number
  readonly on: boolean
  readonly figures: Figures
}

/** The rehearsal that runs, if one does. */
export type RehearsalFace = {
  /** Its faults as they are switched now. */
  readonly scenario: ScenarioSummary
  readonly onsale: string
  readonly now: number
  readonly startsAt: number
  readonly endsAt: number
  readonly speed: RehearsalSpeed
  readonly running: boolean
} | null

/** What a rehearsal ends with, a line a fault. Null: never noticed, or nothing done. */
export type RehearsalReport = {
  readonly scenario: ScenarioSummary
  readonly faults: readonly {
    readonly fault: ScenarioFault
    readonly noticedAfterMs: number | null
    readonly rule: number | null
    readonly actedAfterMs: number | null
    readonly ordersLost: number
    readonly grossLostMinor: number
  }[]
  readonly currency: string
  readonly sold: number
  readonly soldWithoutFaults: number
}
