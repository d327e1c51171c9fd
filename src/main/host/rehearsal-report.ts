import type { RuleNumber, RuleToCalibrate } from '#contract/onsale-finding'
import { rulesToCalibrate, variantsToCalibrate } from '#contract/onsale-finding'
import type { Mark, OnsaleFace } from '#contract/onsale-face'
import type { FaultKind, RehearsalReport, RuleTrial, ScenarioSummary, Spoken, Stood } from '#contract/rehearsal'
import { deedsOf } from './rehearsal-deeds.ts'
import type { RehearsalState } from './rehearsal-sandbox.ts'

/** Findings as they were first seen, by the clock of the rehearsal. */
export type Noticed = { readonly rule: RuleNumber; readonly variant: string; readonly at: number }

/** Which rules speak of which fault, or which sentences of them: what is found of something else does not count as noticing it. */
const explains: Readonly<Record<FaultKind, readonly (RuleNumber | readonly [RuleNumber, string])[]>> = {
  'slow-database': [2, 3, 4, 6, 10, 11, 12, 13, 22],
  'connection-limit': [1, 2, 3, 4, 6, 11, 22],
  'cache-purged': [1, 2, 6, 7, 8, 17],
  bots: [7, 17, 23],
  'launch-failure': [15],
  'late-data': [25],
  throttling: [[26, 'throttled'], 25],
  'wrong-clock': [[26, 'clock']],
  'session-expires': [
    [26, 'session'],
    [26, 'signed-out'],
    [25, 'blind'],
  ],
  'room-too-wide': [1, 2, 3, 6, 8, 10, 11, 19, 20],
}
type Answer = 'slower-inlet' | 'more-servers' | 'sign-in'

/** Which deeds answer which fault; what cannot be helped from Kasa has none, and is answered by a person elsewhere. */
const answers: Readonly<Record<FaultKind, readonly Answer[]>> = {
  'slow-database': ['slower-inlet'],
  'connection-limit': ['slower-inlet'],
  'cache-purged': ['slower-inlet', 'more-servers'],
  bots: ['slower-inlet', 'more-servers'],
  'launch-failure': ['slower-inlet', 'more-servers'],
  'late-data': [],
  throttling: [],
  'wrong-clock': [],
  'session-expires': ['sign-in'],
  'room-too-wide': ['slower-inlet'],
}

/** A fault may be seen only after it is over, since data is late; not later than this. */
const afterglowMs = 10 * 60_000

export type RehearsalEnd = {
  readonly scenario: ScenarioSummary
  readonly state: RehearsalState
  readonly face: OnsaleFace
  readonly noticed: readonly Noticed[]
  /** Of the sale so far; a mean order is reckoned from it. */
  readonly sold: { readonly orders: number; readonly grossMinor: number }
  readonly stood: Stood
  readonly trials: readonly RuleTrial[]
  /** When somebody signed in at the story's AWS, by the clock of the rehearsal. */
  readonly signIns: readonly number[]
}

/** What a rehearsal comes to: of each fault that came how soon it was noticed and acted on, and what it cost against the same sale without it; what was done, and what the shop stood. */
export const rehearsalReport = ({
  scenario,
  state,
  face,
  noticed,
  sold,
  stood,
  trials,
  signIns,
}: RehearsalEnd): RehearsalReport => {
  const { plan } = face
  const came = state.faults.filter(fault => fault.came)
  const orderMinor = sold.orders > 0 ? sold.grossMinor / sold.orders : 0
  return {
    scenario,
    faults: came.map(({ ordersLost, id, kind, fromMinute, toMinute, on, figures }) => {
      const fault = { id, kind, fromMinute, toMinute, on, figures }
      const begunMs = begunAt(plan, fault.fromMinute)
      const until = begunAt(plan, fault.toMinute) + afterglowMs
      const first = noticed
        .filter(notice => notice.at >= begunMs && notice.at <= until && speaksOf(fault.kind, notice))
        .reduce<Noticed | null>((soonest, one) => (soonest === null || one.at < soonest.at ? one : soonest), null)
      const acted = first && firstAnswer(fault.kind, { marks: face.marks, signIns }, { from: first.at, until })
      return {
        fault,
        noticedAfterMs: first && first.at - begunMs,
        rule: first && first.rule,
        actedAfterMs: acted === null ? null : acted - begunMs,
        answerable: answers[fault.kind].length > 0,
        ordersLost: ordersLost ?? 0,
        grossLostMinor: Math.round((ordersLost ?? 0) * orderMinor),
      }
    }),
    deeds: deedsOf(face),
    endMinute: (face.now - plan.startsAt) / 60_000,
    stood,
    trials,
    currency: plan.currency,
    sold: state.sold,
    soldWithoutFaults: state.soldWithoutFaults,
  }
}

const speaksOf = (fault: FaultKind, { rule, variant }: Noticed): boolean =>
  explains[fault].some(one => (typeof one === 'number' ? one === rule : one[0] === rule && variant.startsWith(one[1])))

const begunAt = ({ startsAt }: { readonly startsAt: number }, minute: number): number => startsAt + minute * 60_000

type Done = { readonly marks: readonly Mark[]; readonly signIns: readonly number[] }

/** When a fault was first answered; what was done before anybody could have known is no answer. Null: it was not. */
const firstAnswer = (
  fault: FaultKind,
  { marks, signIns }: Done,
  { from, until }: { from: number; until: number },
): number | null => {
  const pulled = marks.filter(mark => answers[fault].some(answer => isAnswer(mark, answer))).map(({ at }) => at)
  const done = answers[fault].includes('sign-in') ? [...pulled, ...signIns] : pulled
  return done.filter(at => at >= from && at <= until).toSorted((one, other) => one - other)[0] ?? null
}

const isAnswer = ({ kind, figures }: Mark, answer: Answer): boolean => {
  if (answer === 'more-servers') return kind === 'servers-asked'
  return answer === 'slower-inlet' && kind === 'inlet' && Number(figures['toPerMinute']) < Number(figures['fromPerMinute'])
}

/** What is held at present, every moment at which something began to hold, and when the rules that are on trial said critical. */
export type Notices = {
  readonly held: ReadonlySet<string>
  readonly noticed: readonly Noticed[]
  /** `to` null: still. */
  readonly spoken: readonly { readonly rule: RuleToCalibrate; readonly from: number; readonly to: number | null }[]
}
export const nothingNoticed: Notices = { held: new Set(), noticed: [], spoken: [] }

/** The notices after one more look. */
export const noticesAfter = (before: Notices, { findings, now }: Pick<OnsaleFace, 'findings' | 'now'>): Notices => {
  const keyOf = ({ rule, subject, variant }: (typeof findings)[number]): string => `${rule} ${subject} ${variant}`
  const begun = findings.filter(finding => !before.held.has(keyOf(finding)))
  const noticed = [...before.noticed, ...begun.map(({ rule, variant }) => ({ rule, variant, at: now }))].slice(-mostNoticed)
  const speaking = rulesToCalibrate.filter(rule => findings.some(finding => isOnTrial(finding, rule)))
  const closed = before.spoken.map(one => (one.to === null && !speaking.includes(one.rule) ? { ...one, to: now } : one))
  const opened = speaking.filter(rule => !closed.some(one => one.rule === rule && one.to === null))
  const spoken = [...closed, ...opened.map(rule => ({ rule, from: now, to: null }))].slice(-mostNoticed)
  return { held: new Set(findings.map(keyOf)), noticed, spoken }
}
const mostNoticed = 1_000
const isOnTrial = ({ rule, variant, severity }: OnsaleFace['findings'][number], tried: RuleToCalibrate): boolean =>
  rule === tried && severity === 'critical' && variantsToCalibrate[tried].some(each => each === variant)

/** The times in which rules on trial spoke, up to a moment. */
export const spokenIn = ({ spoken }: Notices, now: number): readonly Spoken[] =>
  spoken.map(one => ({ ...one, to: one.to ?? now }))
