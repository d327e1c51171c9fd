import type { Figures, RuleNumber } from './onsale-finding.ts'
import type { Mark } from './onsale-face.ts'
import type { OnsalePlan } from './onsale-plan.ts'
import type { Counted } from './onsale-roles.ts'

/** The case study of one night. A figure that was not measured is null, never zero. */
export type OnsaleReport = {
  readonly plan: OnsalePlan
  readonly madeAt: number
  /**
   * How far the sale had come. `before`, `running`: it goes on until `at`, and the report is interim. `settling`: it has ended, and late data comes until `at`.
   * `final`: it ended at `at`, and nothing will change any more.
   */
  readonly standing: { readonly kind: 'before' | 'running' | 'settling' | 'final'; readonly at: number }
  readonly coverage: { readonly from: number; readonly to: number; readonly minutes: number; readonly unknownMinutes: number }
  readonly peakUsersPerMinute: { readonly value: number; readonly at: number; readonly counted: Counted } | null
  readonly peakRequestsPerMinute: { readonly value: number; readonly at: number } | null
  readonly longestWaitMinutes: { readonly value: number; readonly at: number } | null
  readonly longestLine: { readonly value: number; readonly at: number } | null
  readonly requests: number | null
  readonly errors: number | null
  /** Failed requests of all that were sent to the servers or turned away before them. */
  readonly errorShare: number | null
  readonly slowMinutes: number | null
  readonly transfer: {
    readonly bytes: number
    readonly cachedBytes: number
    readonly savedCents: number
    /** What a gigabyte that leaves the cloud is taken to cost. */
    readonly centsPerGigabyte: number
    readonly serversSpared: number | null
  } | null
  readonly sold: {
    readonly orders: number
    readonly tickets: number
    readonly grossMinor: number
    readonly left: number | null
    readonly soldOutAt: number | null
  }
  /** What was done: the minute before it, and five minutes after it could have bitten. `ready`: when the servers asked for were in service; null: they were not, or the deed is of another kind. */
  readonly actions: readonly {
    readonly mark: Mark
    readonly ready: { readonly at: number; readonly leadMs: number } | null
    readonly before: Figures
    readonly after: Figures
  }[]
  /** What happened beside findings, in order of time. */
  readonly timeline: readonly TimelineEvent[]
  readonly findings: readonly {
    readonly rule: RuleNumber
    readonly variant: string
    readonly subject: string
    readonly since: number
    readonly endedAt: number | null
    readonly figures: Figures
  }[]
  /** Servers rented for the hours they ran, against keeping the most that were needed all month. */
  readonly cost: {
    readonly rentedCents: number
    readonly serverHours: number
    /** What a server is taken to cost an hour, the most that ran at once, and the hours of a month. */
    readonly hourCents: number
    readonly mostServers: number
    readonly monthHours: number
    readonly alwaysMonthCents: number
    readonly watchingCents: number
  } | null
  readonly minutes: readonly { readonly at: number; readonly figures: Figures }[]
}

/** A mark of the axis, or that the last ticket went. */
export type TimelineEvent = Omit<Mark, 'kind'> & { readonly kind: Mark['kind'] | 'sold-out' }
