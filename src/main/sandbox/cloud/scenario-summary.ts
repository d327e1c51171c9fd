import { faultFigures, type FaultKind } from './fault.ts'
import { freshRun, stepMs, takeStep } from './model.ts'
import type { Scenario } from './scenario.ts'

/** A scenario as it is offered. */
export type ScenarioSummary = {
  readonly id: string
  readonly name: { readonly pl: string; readonly en: string }
  readonly about: { readonly pl: string; readonly en: string }
  readonly peakPerMinute: number
  readonly minutes: number
  readonly startMinute: number
  readonly assumptions: Readonly<Record<string, number | string>>
  /** People on the site, minute by minute, when nobody does anything and nothing goes wrong. */
  readonly arrivals: readonly number[]
  readonly faults: readonly {
    readonly id: string
    readonly kind: FaultKind
    readonly fromMinute: number
    readonly toMinute: number
    readonly on: boolean
    readonly figures: Readonly<Record<string, number>>
  }[]
}

/** Plays a scenario through once to say what it comes to. */
export function summarize(scenario: Scenario): ScenarioSummary {
  const seen = playSeen(scenario)
  const { web, database, balancer, edge, room } = scenario
  return {
    id: scenario.id,
    name: scenario.name,
    about: scenario.about,
    peakPerMinute: Math.max(...seen),
    minutes: scenario.minutes,
    startMinute: scenario.startMinute,
    assumptions: {
      servers: serversAtStart(web),
      serversMost: web.maximum,
      instanceType: web.instanceType,
      databaseType: database.instanceType,
      databaseConnections: database.connections,
      connectionsPerServer: web.pool,
      balancer: balancer.kind,
      cachedPercent: edge.cachedPercent,
      serverLeadMs: web.leadSeconds * 1000,
      newUsersPerMinute: room?.newUsersPerMinute ?? 0,
      stock: scenario.stock,
    },
    arrivals: seen,
    faults: scenario.faults.map(fault => ({ ...fault, id: fault.kind, figures: faultFigures(fault) })),
  }
}

/** What is scheduled before the sale belongs to what it starts with. */
function serversAtStart({ desired, scheduled }: Scenario['web']): number {
  const last = scheduled
    .filter(({ minute }) => minute <= 0)
    .toSorted((one, other) => one.minute - other.minute)
    .findLast(action => action.desired !== undefined)
  return last?.desired ?? desired
}

function playSeen(scenario: Scenario): readonly number[] {
  const startsAt = scenario.startMinute * 60_000
  const run = freshRun(scenario, 0)
  return Array.from({ length: scenario.minutes }, (_, minute) => {
    let arrived = 0
    let seen = 0
    for (let at = minute * 60_000; at < (minute + 1) * 60_000; at += stepMs) {
      const { measured } = takeStep(run, scenario, { at, startsAt, faults: [] })
      arrived += measured.arrived
      seen = measured.seen
    }
    return Math.round(seen + arrived)
  })
}
