import type { Figures, Finding, Passed, PausedRule, Severity } from './onsale-finding.ts'
import type { OnsalePlan } from './onsale-plan.ts'
import type { Counted, Role, Source } from './onsale-roles.ts'
import type { Refusal } from './refusal.ts'
import type { LastRehearsal } from './rehearsal.ts'

/** How one source stands. A number of it is only as good as its age. */
export type SourceFace = {
  readonly source: Source
  /** `off`: not part of this sale. `waiting`: not read yet. `blind`: three reads failed in a row. */
  readonly state: 'off' | 'waiting' | 'fresh' | 'late' | 'throttled' | 'signed-out' | 'blind'
  /** End of the newest minute, or time of the newest reading; null: nothing yet. The line of the source ends here. */
  readonly newestAt: number | null
  /** Points from here on may still change; drawn dashed, no rule reads them. */
  readonly provisionalFrom: number
  /** Since when it is not fresh. */
  readonly since: number | null
  /** How long it is waited for before it is called late. */
  readonly lateAfterMs: number
  /** How often it is asked at present. */
  readonly everyMs: number
  /** Why its last reads gave nothing or not all, each with the read it belongs to; empty: all of it came. At most `mostReasons`. */
  readonly reasons: readonly SourceReason[]
}

/** What one read of a source was refused, or could not use. `read`: which of the source's questions, by the name of its poll. */
export type SourceReason = { readonly read: string; readonly refusal: Refusal }

/** More reasons than these of one source help nobody. */
export const mostReasons = 8

/** The sign-in at AWS. `endsAt` null: nobody has to sign in again; or, where it `renews`, it is renewed for as long as a sign-in elsewhere lasts, whose end no file tells. */
export type SessionFace = { readonly profile: string; readonly endsAt: number | null; readonly renews: boolean }

/** The sentence over everything: of which rule or state it speaks, and with what figures. */
export type Verdict = { readonly code: string; readonly severity: Severity | 'calm'; readonly figures: Figures }

/** The limit that is nearest now, and the one that is nearest after one more step of servers. */
export type Constraint = {
  readonly limit: 'database-connections' | 'database-cpu' | 'web-cpu' | 'surge-queue' | 'servers' | 'users' | 'stock'
  readonly used: number
  readonly most: number
  readonly afterStep: {
    readonly servers: number
    readonly limit: Constraint['limit']
    readonly used: number
    readonly most: number
  } | null
}

/** When a limit will be reached, against how long help takes. A range, never a point; absent while growth says nothing. */
export type Race = {
  readonly limit: Constraint['limit']
  readonly fullFromAt: number
  readonly fullToAt: number
  readonly serverLeadMs: number
  readonly leadMeasured: boolean
  readonly inletLeadMs: number
  readonly inletMeasured: boolean
}

export type SellOut = {
  readonly at: number
  readonly fromAt: number
  readonly toAt: number
  readonly left: number
  /** People in line for whom nothing will be left; 0: enough for all. Null: the queue is unknown. */
  readonly emptyHanded: number | null
}

/** Money that a standstill of `stallMs` puts at risk, as a band; the rest is only delayed. Minor units. */
export type MoneyAtRisk = {
  readonly stallMs: number
  readonly lostFromMinor: number
  readonly lostToMinor: number
  readonly delayedMinor: number
  /** What the band was reckoned from, for the person who asks. */
  readonly figures: Figures
}

export type Mark = {
  readonly id: string
  readonly at: number
  readonly kind:
    | 'start'
    | 'servers-asked'
    | 'servers-ready'
    | 'servers-failed'
    | 'inlet'
    | 'inlet-bites'
    | 'finding'
    | 'note'
    | 'armed'
    | 'end'
    | 'watch-ended'
  readonly figures: Figures
  readonly by: string | null
}

/** Whether a lever may be used, or the reason on its button. */
export type LeverFace = { readonly usable: boolean; readonly reasonWanted: boolean; readonly why: Refusal | null }

export type CheckState = 'passed' | 'failed' | 'warning' | 'waiting' | 'unknown'
/** One line of the checklist before the sale: a measured value, never just a tick. */
export type Check = {
  readonly check: string
  readonly group: 'servers' | 'balancer-database' | 'entrance' | 'access-people'
  readonly state: CheckState
  readonly figures: Figures
  readonly checkedAt: number | null
  /** A person confirms it: nobody can measure it, or it may not be read. */
  readonly byHand: boolean
  /** Why it could not be measured, where that is known. */
  readonly why?: Refusal
}
/** What is valid until when, against the sale: a gap inside the sale is the finding. */
export type Validity = {
  readonly what: 'aws-session' | 'cloudflare-token' | 'servers' | 'waiting-room' | 'armed' | 'people'
  readonly from: number | null
  readonly until: number | null
  /** From when it can be counted on, where that is later than it begins: servers have to start first. */
  readonly readyAt?: number
  /**
   * What is said on its bar beside the times. servers: `howText` of the schedule, `nowServers` until `from`, `servers`, `fromAt`, `utcText`, `heldAt`; waiting-room: `howText` always, event, holds-all or
   * suspended, `openAt`, `newPerMinute`, `endsAt`; people: `noteText`.
   */
  readonly figures?: Figures
}

/** Everything of one on-sale but its minutes. Times are Unix milliseconds by the clock of the sale, which in a rehearsal is not the wall's. */
export type OnsaleFace = {
  readonly plan: OnsalePlan
  readonly now: number
  /** 1, but in a rehearsal or replay. 0: it stands still. */
  readonly speed: number
  readonly mode: 'live' | 'rehearsal' | 'replay'
  readonly phase: 'before' | 'open' | 'sold-out' | 'over'
  /** When the sale ended, and when its figures are final: until then late data still comes; null: it has not ended. */
  readonly end: { readonly at: number; readonly settledAt: number; readonly soldOut: boolean } | null
  /** Rises with each change of the minutes. */
  readonly revision: number
  readonly users: { readonly perMinute: number; readonly peak: number; readonly counted: Counted } | null
  readonly verdict: Verdict
  readonly constraint: Constraint | null
  readonly race: Race | null
  readonly sellOut: SellOut | null
  readonly money: MoneyAtRisk | null
  readonly findings: readonly Finding[]
  readonly passed: readonly Passed[]
  readonly paused: readonly PausedRule[]
  readonly sources: readonly SourceFace[]
  /** Tops of the lanes' scales, fixed for the event; and the lines drawn in them. */
  readonly scales: Readonly<
    Partial<Record<Role, { readonly top: number; readonly warnAt: number | null; readonly limit: number | null }>>
  >
  readonly marks: readonly Mark[]
  readonly armed: { readonly until: number; readonly by: string } | null
  readonly levers: { readonly servers: LeverFace; readonly inlet: LeverFace }
  /** Commands that were sent and whose answer never came, and for a while what became of them. */
  readonly doubts: readonly LeverDoubt[]
  readonly servers: ServersFace | null
  readonly room: RoomFace | null
  readonly checks: readonly Check[]
  readonly validity: readonly Validity[]
  readonly cost: { readonly since: number; readonly infrastructureCents: number; readonly watchingCents: number }
  readonly session: SessionFace | null
  /** What the last rehearsal stood; null: none was held. */
  readonly rehearsed?: LastRehearsal | null
}

/** A command whose answer never came. `open`: whether it arrived is being read; `unclear`: what is read now is neither what was before nor what was asked for. */
export type LeverDoubt = {
  readonly lever: 'servers' | 'inlet'
  readonly at: number
  readonly by: string
  readonly from: number
  readonly to: number
  readonly state: 'open' | 'arrived' | 'not-arrived' | 'unclear'
  readonly settledAt: number | null
}

/** Servers that were asked for. `overdue`: they should be there by now; `failed`: Amazon says why one did not start, and tries again. */
export type ComingServers = {
  readonly servers: number
  readonly askedAt: number
  readonly readyAbout: number
  readonly state: 'on-the-way' | 'overdue' | 'failed'
}

export type ServersFace = {
  readonly group: string
  readonly instanceType: string | null
  readonly desired: number
  readonly inService: number
  readonly pending: number
  readonly minimum: number
  readonly maximum: number
  readonly readAt: number
  /** A step that was asked for and is not in service yet, until it comes or is taken back. */
  readonly coming: ComingServers | null
  /** Amazon's own words for the last server that did not come. */
  readonly failure: { readonly at: number; readonly text: string } | null
}

export type RoomFace = {
  readonly state: 'not_queueing' | 'queueing' | 'event_prequeueing' | 'suspended' | 'unknown'
  readonly waiting: number | null
  readonly active: number | null
  readonly waitMinutes: number | null
  readonly newPerMinute: number | null
  readonly totalActive: number | null
  readonly readAt: number
}

/** Minutes in columns. Only those at or after `from`; null: not known. A column that has nothing at all is left out. */
export type OnsaleMinutes = {
  readonly revision: number
  readonly from: number
  readonly count: number
  readonly columns: Readonly<Partial<Record<Role, readonly (number | null)[]>>>
}

export type OnsaleSummary = Pick<OnsalePlan, 'id' | 'name' | 'startsAt' | 'plannedEndAt' | 'watched'> & {
  readonly phase: OnsaleFace['phase']
  readonly worst: Severity | 'calm'
}
