import { z } from 'zod'
import type { Figures, RuleToCalibrate } from './onsale-finding.ts'
import { rulesToCalibrate } from './onsale-finding.ts'

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
  /** As it was wished for. */
  readonly speed: RehearsalSpeed
  /** As fast as this machine keeps up with; its clock runs at it. */
  readonly effectiveSpeed: RehearsalSpeed
  readonly running: boolean
} | null

/** The real sale for which the last rehearsal made way; null: it ended otherwise, or that sale has begun since. */
export type GaveWay = { readonly name: string; readonly startsAt: number } | null

/** What the shop stood in a rehearsal. Null: it was not measured. */
export type Stood = {
  /** Users of the busiest minute in which the shop was no slower than its plan allows and no more failed than its objective does. */
  readonly usersPerMinute: number | null
  /** The most people inside at once in such minutes. */
  readonly insideAtOnce: number | null
  /** From asking for a server to its service. */
  readonly serverLeadMs: number | null
  /** Servers in service in the busiest such minute. */
  readonly servers: number | null
}

/** A time during which a rule with a threshold of its own said critical: from when it was seen until it was no longer. */
export type Spoken = { readonly rule: RuleToCalibrate; readonly from: number; readonly to: number }

/**
 * How a rule with a threshold of its own did when it said critical in a rehearsal. `right`: the shop was too slow or failed too often then or soon after; `unsure`: it was not, but somebody had pulled a lever
 * or the rehearsal ended before, so that nothing can be said; `wrong`: it was not, and nobody had done anything.
 */
export type RuleTrial = {
  readonly rule: RuleToCalibrate
  readonly right: number
  readonly unsure: number
  readonly wrong: number
  /** The shortest time from saying it to the first bad minute, where it was right; below zero: it came after. Null: it never was. */
  readonly aheadMs: number | null
}

/** Right at least once and never wrong: such a rule may say critical in a real sale. */
export const isCalibrated = ({ right, wrong }: RuleTrial): boolean => right > 0 && wrong === 0

/** The rules that rehearsals have calibrated: of each the newest rehearsal decides in which it spoke. `kept`: newest first. */
export const calibratedIn = (kept: readonly KeptRehearsal[]): readonly RuleToCalibrate[] =>
  rulesToCalibrate.filter(rule => {
    const trial = kept.flatMap(({ report }) => report.trials).find(each => each.rule === rule)
    return trial !== undefined && isCalibrated(trial)
  })

/** What the sale of a rehearsal measured. */
export type Measured = { readonly stood: Stood; readonly trials: readonly RuleTrial[] }

/** What somebody did in a rehearsal. `minute`: from the start of the sale. */
export type RehearsalDeed = {
  readonly kind: 'servers' | 'inlet' | 'note'
  readonly minute: number
  readonly by: string | null
  /** Servers, or people let in a minute; null: a note. */
  readonly from: number | null
  readonly to: number | null
  /** Until what was asked for was in service; null: it never was, or nothing was waited for. */
  readonly readyAfterMs: number | null
  /** Amazon's words for what did not come; empty: nothing failed. */
  readonly failure: string
  /** The reason given, or the note; empty: none. */
  readonly text: string
}

/** What a rehearsal ends with, a line a fault and a line a deed. Null: never noticed, or nothing done. */
export type RehearsalReport = {
  readonly scenario: ScenarioSummary
  readonly faults: readonly {
    readonly fault: ScenarioFault
    readonly noticedAfterMs: number | null
    readonly rule: number | null
    /** From its beginning to the first deed after it was noticed that answers it. */
    readonly actedAfterMs: number | null
    /** Whether anything that can be done in Kasa answers it. */
    readonly answerable: boolean
    readonly ordersLost: number
    readonly grossLostMinor: number
  }[]
  readonly deeds: readonly RehearsalDeed[]
  /** The last minute that was played, from the start of the sale. */
  readonly endMinute: number
  readonly stood: Stood
  /** A line a rule that spoke; in reports of before it is empty. */
  readonly trials: readonly RuleTrial[]
  readonly currency: string
  readonly sold: number
  readonly soldWithoutFaults: number
}

/** A rehearsal that is over, as it is kept. `endedAt`: by the machine's clock. */
export type KeptRehearsal = { readonly id: string; readonly endedAt: number; readonly report: RehearsalReport }
/** What the last rehearsal stood that measured anything. */
export type LastRehearsal = {
  readonly scenario: string
  readonly name: ScenarioSummary['name']
  readonly endedAt: number
  readonly stood: Stood
  readonly sold: number
}

const words = z.object({ pl: z.string(), en: z.string() })
const figures = z.record(z.string(), z.union([z.number(), z.string()]))
const measured = z.number().nullable()
const faultShape = z.object({
  id: z.string(),
  kind: z.enum(faultKinds),
  fromMinute: z.number(),
  toMinute: z.number(),
  on: z.boolean(),
  figures,
})

const trialShape = z.object({
  rule: z.literal(rulesToCalibrate),
  right: z.number(),
  unsure: z.number(),
  wrong: z.number(),
  aheadMs: measured,
})

/** A report as it was kept, read again: a newer Kasa may have written more, an older one less. */
export const rehearsalReportShape: z.ZodType<RehearsalReport> = z.object({
  scenario: z.object({
    id: z.string(),
    name: words,
    about: words,
    peakPerMinute: z.number(),
    minutes: z.number(),
    assumptions: figures,
    arrivals: z.array(z.number()),
    startMinute: z.number(),
    faults: z.array(faultShape),
  }),
  faults: z.array(
    z.object({
      fault: faultShape,
      noticedAfterMs: measured,
      rule: measured,
      actedAfterMs: measured,
      answerable: z.boolean(),
      ordersLost: z.number(),
      grossLostMinor: z.number(),
    }),
  ),
  deeds: z.array(
    z.object({
      kind: z.enum(['servers', 'inlet', 'note']),
      minute: z.number(),
      by: z.string().nullable(),
      from: measured,
      to: measured,
      readyAfterMs: measured,
      failure: z.string(),
      text: z.string(),
    }),
  ),
  endMinute: z.number(),
  stood: z.object({ usersPerMinute: measured, insideAtOnce: measured, serverLeadMs: measured, servers: measured }),
  trials: z.array(trialShape).default([]),
  currency: z.string(),
  sold: z.number(),
  soldWithoutFaults: z.number(),
})
