import type { Ceiling } from '#contract/onsale-hands'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { GroupState } from './aws-group.ts'
import { hoursLeft } from './hands.ts'
import { serverHourCents } from './watch-cost.ts'

export type CeilingParts = {
  readonly plan: OnsalePlan
  readonly group: GroupState
  readonly now: number
  /** Database connections as of the newest minute that holds; null: not known. */
  readonly connections: number | null
  /** What was spent on added servers so far, and what those on their way will cost until the planned end. */
  readonly spentCents: number
}

/** How many more servers each ceiling allows. A ceiling that nobody gave is none; the group's own maximum always counts. */
export const ceilingsOf = (parts: CeilingParts): readonly Ceiling[] => {
  const { plan, group } = parts
  const { limits } = plan
  const ceilings: (Ceiling | null)[] = [
    ceiling('group', group.maximum - group.desired, { maximum: group.maximum, desired: group.desired }),
    limits.servers === null
      ? null
      : ceiling('event', limits.servers - group.desired, { maximum: limits.servers, desired: group.desired }),
    databaseCeiling(parts),
    limits.coreQuota === null || limits.coresPerServer === null || limits.coresPerServer === 0
      ? null
      : ceiling('cores', limits.coreQuota / limits.coresPerServer - group.desired, {
          quota: limits.coreQuota,
          coresPerServer: limits.coresPerServer,
        }),
    spendingCeiling(parts),
  ]
  return ceilings.filter(each => each !== null).toSorted((one, other) => one.left - other.left)
}

/** Servers on their way will take their connections as well. */
const databaseCeiling = ({ plan, group, connections }: CeilingParts): Ceiling | null => {
  const { databaseConnections: most, connectionsPerServer: each } = plan.limits
  if (most === null || each === null || each === 0 || connections === null) return null
  const coming = Math.max(0, group.desired - group.inService)
  return ceiling('database', (most - connections) / each - coming, { connections, most, connectionsPerServer: each })
}

const spendingCeiling = ({ plan, now, spentCents }: CeilingParts): Ceiling | null => {
  const { spendingCents } = plan.limits
  const each = serverHourCents(plan.limits) * hoursLeft(plan, now)
  if (spendingCents === null || each <= 0) return null
  return ceiling('spending', (spendingCents - spentCents) / each, {
    mostCents: spendingCents,
    spentCents: Math.round(spentCents),
    eachCents: Math.round(each),
  })
}

const ceiling = (name: Ceiling['ceiling'], left: number, figures: Ceiling['figures']): Ceiling => ({
  ceiling: name,
  left: Math.max(0, Math.floor(left + 1e-9)),
  figures,
})
