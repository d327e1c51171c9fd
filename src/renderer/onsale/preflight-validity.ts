import type { OnsaleFace, Validity } from '#contract/onsale-face'
import { minuteMs } from './minute-store.ts'
import type { TimeWindow } from './time-window.ts'

/** What of the axis is shown besides the sale itself. */
const beforeNowMs = 15 * minuteMs
const beforeSaleMs = 60 * minuteMs
const afterSaleMs = 45 * minuteMs
const longestBeforeMs = 3 * 60 * minuteMs

/** The hours around the sale: from a little before now, but no more than a few hours before the start. */
export const validityWindow = ({ plan, now }: Pick<OnsaleFace, 'plan' | 'now'>): TimeWindow => {
  const from = Math.min(plan.startsAt - beforeSaleMs, now - beforeNowMs)
  const round = (at: number): number => Math.floor(at / (5 * minuteMs)) * 5 * minuteMs
  return { from: round(Math.max(from, plan.startsAt - longestBeforeMs)), to: plan.plannedEndAt + afterSaleMs }
}

/** Where something is valid, as far as that is known, and the parts of the sale in which it is not. */
export type Coverage = {
  /** What there is until it begins. */
  readonly before: TimeWindow | null
  readonly bar: TimeWindow | null
  readonly gaps: readonly TimeWindow[]
}

/** What does not matter to the sale has no gaps: levers are opened when they are needed, and who is on duty says so or does not. */
const optional: ReadonlySet<Validity['what']> = new Set(['armed', 'people'])

export const coverageOf = (
  { what, from, until, readyAt }: Validity,
  window: TimeWindow,
  sale: { readonly startsAt: number; readonly plannedEndAt: number },
): Coverage => {
  const bar = { from: Math.max(window.from, from ?? window.from), to: Math.min(window.to, until ?? window.to) }
  const gaps = optional.has(what)
    ? []
    : [
        { from: sale.startsAt, to: Math.min(readyAt ?? from ?? sale.startsAt, sale.plannedEndAt) },
        { from: Math.max(until ?? sale.plannedEndAt, sale.startsAt), to: sale.plannedEndAt },
      ]
  const before = { from: window.from, to: Math.min(window.to, from ?? window.from) }
  return { before: whole(before), bar: whole(bar), gaps: gaps.filter(gap => gap.to > gap.from) }
}

const whole = (part: TimeWindow): TimeWindow | null => (part.to > part.from ? part : null)

/** Whether the end of a thing is known to be none, or simply not known. */
export const isKnown = ({ what, until, from }: Validity, face: Pick<OnsaleFace, 'session' | 'checks'>): boolean => {
  if (until !== null || from !== null) return true
  if (what === 'aws-session') return face.session !== null && !face.session.renews
  return what !== 'cloudflare-token' || face.checks.some(({ check, state }) => check === 'cloudflare-token' && state === 'passed')
}

/** What comes next, soonest first. */
export type Step = {
  readonly step: 'start' | 'end' | 'session' | 'token' | 'servers' | 'room' | 'armed'
  readonly at: number
  /** How many servers there are from then on. */
  readonly servers?: number
}

const steps = 3
const stepOfEnd = { 'aws-session': 'session', 'cloudflare-token': 'token', armed: 'armed' } as const
const stepOfBegin = { servers: 'servers', 'waiting-room': 'room' } as const

export const nextSteps = ({ plan, now, validity }: Pick<OnsaleFace, 'plan' | 'now' | 'validity'>): readonly Step[] => {
  const ends = validity.flatMap(({ what, until }) =>
    what in stepOfEnd && until !== null && until < plan.plannedEndAt
      ? [{ step: stepOfEnd[what as keyof typeof stepOfEnd], at: until }]
      : [],
  )
  const begins = validity.flatMap(({ what, from, figures }) => {
    if (!(what in stepOfBegin) || from === null) return []
    const servers = figures?.['servers']
    return [
      { step: stepOfBegin[what as keyof typeof stepOfBegin], at: from, ...(typeof servers === 'number' ? { servers } : {}) },
    ]
  })
  const all: readonly Step[] = [...ends, ...begins, { step: 'start', at: plan.startsAt }, { step: 'end', at: plan.plannedEndAt }]
  return all
    .filter(({ at }) => at > now)
    .toSorted((one, other) => one.at - other.at)
    .slice(0, steps)
}
