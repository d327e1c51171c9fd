import type { OnsalePlan } from '#contract/onsale-plan'
import type { Stood } from '#contract/rehearsal'
import type { MinuteTable } from './scene.ts'
import { minuteMs } from './scene.ts'

/** Fewer answers say nothing of their slowest twentieth. */
const leastAnswers = 200

/**
 * What a shop stood: the busiest minute of the sale in which 19 answers of 20 came within the plan's limit and no more failed than its objective allows, and the most people inside in any such minute.
 * Null: there was none.
 */
export const stoodIn = (
  table: MinuteTable,
  { startsAt, limits }: Pick<OnsalePlan, 'startsAt' | 'limits'>,
): Omit<Stood, 'serverLeadMs'> => {
  const standing = standingOf(table, { startsAt, limits })
  const good = Array.from({ length: table.count }, (_, minute) => minute).filter(minute => standing(minute) === 'stood')
  const visits = table.column('edge.visits')
  const users = visits.every(Number.isNaN) ? table.column('queue.admitted') : visits
  const [inside, servers] = [table.column('queue.active'), table.column('web.in-service')]
  const busiest = good.filter(minute => isKnown(users[minute])).toSorted((one, other) => at(users, other) - at(users, one))[0]
  const insides = good.map(minute => at(inside, minute)).filter(isKnown)
  return {
    usersPerMinute: busiest === undefined ? null : at(users, busiest),
    insideAtOnce: insides.length === 0 ? null : Math.max(...insides),
    servers: busiest === undefined || !isKnown(servers[busiest]) ? null : at(servers, busiest),
  }
}

/** Whether the shop stood in a minute of the sale, or fell: answered too slowly, or failed too often. Before the sale, and with too few requests to tell, neither is known. */
export const standingOf = (
  table: MinuteTable,
  { startsAt, limits }: Pick<OnsalePlan, 'startsAt' | 'limits'>,
): ((minute: number) => 'stood' | 'fell' | 'unknown') => {
  const [p95, requests, rejected] = (['balancer.p95', 'balancer.requests', 'balancer.rejected'] as const).map(table.column)
  const failures = (['balancer.errors', 'balancer.target-errors'] as const).map(table.column)
  const first = Math.max(0, Math.ceil((startsAt - table.from) / minuteMs))
  const allowed = 1 - limits.objectiveBasisPoints / 10_000
  return minute => {
    const answered = zeroWhenUnknown(at(requests, minute))
    const asked = answered + zeroWhenUnknown(at(rejected, minute))
    if (minute < first || asked < leastAnswers) return 'unknown'
    const failed = failures.reduce((sum, column) => sum + zeroWhenUnknown(at(column, minute)), 0)
    const slowest = at(p95, minute) * 1000
    if (failed / asked > allowed || slowest > limits.slowMs) return 'fell'
    // of a few answers the slowest twentieth says nothing, and a time that is not known is not a good one
    return answered >= leastAnswers && slowest <= limits.slowMs ? 'stood' : 'unknown'
  }
}

const at = (column: Float64Array | undefined, minute: number): number => column?.[minute] ?? Number.NaN
const isKnown = (value: number | undefined): boolean => value !== undefined && !Number.isNaN(value)
const zeroWhenUnknown = (value: number): number => (Number.isNaN(value) ? 0 : value)
