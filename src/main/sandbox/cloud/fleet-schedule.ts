import type { Fleet } from './fleet.ts'
import type { Scenario } from './scenario.ts'

/** A change of the group's size that the scenario has planned. */
export type ScheduledAction = Scenario['web']['scheduled'][number]

/** Lets what is scheduled of the group happen when its time has come. What contradicts itself Amazon refuses, and the group stays as it is. */
export function runScheduled(fleet: Fleet, { web }: Scenario, at: { readonly at: number; readonly startsAt: number }): void {
  for (const action of web.scheduled) {
    if (fleet.ran.includes(action.name) || timeOf(action, at.startsAt) > at.at) continue
    fleet.ran.push(action.name)
    const minimum = action.minimum ?? fleet.minimum
    const maximum = action.maximum ?? fleet.maximum
    const desired = action.desired ?? Math.max(minimum, Math.min(maximum, fleet.desired))
    if (minimum > maximum || desired < minimum || desired > maximum) continue
    Object.assign(fleet, { minimum, maximum, desired, retryAt: 0 })
  }
}

/** When a planned change is due. */
export function timeOf({ minute }: ScheduledAction, startsAt: number): number {
  return startsAt + minute * 60_000
}
