import type { Clock } from '#main/world'
import type { Fault, FaultKind } from './fault.ts'
import { freshRun, stepMs, takeStep, type Run, type Step } from './model.ts'
import type { Scenario } from './scenario.ts'

/** What somebody did to the servers or to the waiting room; every run that is compared with this one gets the same hands. */
export type Hand = (run: Run) => void

/** A scenario being played: the run that is seen, and beside it those in which a fault, or every fault, never came. */
export type Stage = {
  readonly scenario: Scenario
  readonly startsAt: number
  readonly endsAt: number
  readonly run: Run
  readonly faults: readonly Fault[]
  /** Lets the model follow the clock. */
  readonly catchUp: () => void
  /** The short whiles that have passed, oldest first; from a moment on, and whole by another. */
  readonly steps: (from: number, to: number) => readonly Step[]
  /** The fault of a kind that is on now. */
  readonly fault: (kind: FaultKind) => Fault | null
  /** Whether a fault of a kind has ever been on in this run, also when it was switched off again. */
  readonly came: (kind: FaultKind) => boolean
  readonly switchFault: (kind: FaultKind, wanted: Partial<Omit<Fault, 'kind'>>) => void
  readonly lend: (hand: Hand) => void
  /** Whole orders since the last time this was asked. */
  readonly takeOrders: () => number
  /** What the platform says is left: tills sell from the same tickets. */
  readonly correctStock: (left: number) => void
  /** Tickets sold, here and where faults never came; null: that fault was never on. */
  readonly sold: () => {
    readonly tickets: number
    readonly orders: number
    readonly without: (kind: FaultKind | null) => Crowded | null
  }
}
type Crowded = { readonly tickets: number; readonly orders: number }

/** So much of the usual day is played before anybody looks. */
const historyMs = 3_600_000
/** A longer sleep than this is not made up for, but begun anew after: nobody was watching. */
const sleepMostMs = 3 * 3_600_000
/** No more is kept. */
const keptSteps = (12 * 3_600_000) / stepMs
/** Faults of what is seen, not of what is sold: there is nothing to compare. */
const faultsOfSight: ReadonlySet<FaultKind> = new Set<FaultKind>(['late-data', 'throttling', 'wrong-clock', 'session-expires'])

export function setStage(scenario: Scenario, clock: Pick<Clock, 'now'>, endless: boolean): Stage {
  const beganAt = floorTo(clock.now(), stepMs)
  const startsAt = floorTo(beganAt + 59_999, 60_000) + scenario.startMinute * 60_000
  const endsAt = endless ? Number.POSITIVE_INFINITY : startsAt + (scenario.minutes - scenario.startMinute) * 60_000
  const run = freshRun(scenario, beganAt)
  const faults: Fault[] = scenario.faults.map(fault => ({ ...fault }))
  const shadows = new Map<FaultKind | 'all', Run>()
  const came = new Set<FaultKind>()
  const steps: Step[] = []
  let nextAt = beganAt - historyMs
  let ordersDue = 0

  const stepOnce = (): void => {
    const moment = { at: nextAt, startsAt, faults }
    splitShadows()
    const step = takeStep(run, scenario, moment)
    steps.push(step)
    ordersDue += step.orders
    for (const [without, shadow] of shadows)
      takeStep(shadow, scenario, { ...moment, faults: without === 'all' ? [] : faults.filter(({ kind }) => kind !== without) })
    nextAt += stepMs
  }
  /** A run without a fault parts from this one when the fault comes; until then they are the same. */
  const splitShadows = (): void => {
    for (const { kind } of faults) {
      if (now(kind) !== null) came.add(kind)
      if (faultsOfSight.has(kind) || shadows.has(kind) || now(kind) === null) continue
      if (!shadows.has('all')) shadows.set('all', structuredClone(run))
      shadows.set(kind, structuredClone(run))
    }
  }
  const now = (kind: FaultKind): Fault | null => {
    const minute = (nextAt - startsAt) / 60_000
    return faults.find(fault => fault.on && fault.kind === kind && minute >= fault.fromMinute && minute < fault.toMinute) ?? null
  }
  const catchUp = (): void => {
    const until = clock.now()
    if (until - nextAt > sleepMostMs) nextAt = floorTo(until, stepMs) - historyMs
    for (let due = Math.floor((until - nextAt) / stepMs); due > 0; due -= 1) stepOnce()
    if (steps.length > keptSteps * 1.1) steps.splice(0, steps.length - keptSteps)
  }
  catchUp()

  return {
    scenario,
    startsAt,
    endsAt,
    run,
    faults,
    catchUp,
    steps: (from, to) => between(steps, from, to),
    fault: now,
    came: kind => came.has(kind),
    switchFault: (kind, wanted) => switchFault(faults, kind, wanted),
    lend: hand => {
      for (const one of [run, ...shadows.values()]) hand(one)
    },
    takeOrders: () => {
      const due = ordersDue
      ordersDue = 0
      return due
    },
    correctStock: left => {
      const { crowd } = run
      crowd.stock = Math.max(0, left - crowd.held)
    },
    sold: () => ({
      tickets: run.crowd.tickets,
      orders: run.crowd.orders,
      without: kind => (shadows.get(kind ?? 'all') ?? (kind === null ? run : null))?.crowd ?? null,
    }),
  }
}

function switchFault(faults: Fault[], kind: FaultKind, wanted: Partial<Omit<Fault, 'kind'>>): void {
  const at = faults.findIndex(fault => fault.kind === kind)
  const known = faults[at] ?? { kind, fromMinute: -120, toMinute: 600, on: false, figures: {} }
  const changed = { ...known, ...wanted }
  if (at === -1) faults.push(changed)
  else faults[at] = changed
}

/** Steps stand in order of time: halving finds the first. */
function between(steps: readonly Step[], from: number, to: number): readonly Step[] {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((steps[middle]?.at ?? 0) < from) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < steps.length && (steps[end]?.at ?? 0) + stepMs <= to) end += 1
  return steps.slice(low, end)
}

function floorTo(at: number, unit: number): number {
  return Math.floor(at / unit) * unit
}
