import type { OnsaleFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { OnsaleReport } from '#contract/onsale-report'
import { settleAfterEndMs } from '#domain/onsale/end'
import type { MinuteTable } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import { costsOf } from '#store/onsale-cost'
import type { KeptMark } from '#store/onsale-mark'
import { drawnMarks, marksOf } from '#store/onsale-mark'
import type { Readable } from '#store/query'
import { reportOf } from './report.ts'
import { watchEnded } from '#monitor/watch/end'
import { foundIn } from '#monitor/watch/findings'
import { tableAt } from '#monitor/watch/minutes'

/** The report of an on-sale as of now, out of the file alone. `end`: as whoever watches knows it; undefined: nobody watches. */
export const reportMade = (
  store: Readable,
  { plan, now, end }: { readonly plan: OnsalePlan; readonly now: number; readonly end: OnsaleFace['end'] | undefined },
): OnsaleReport => {
  const marks = marksOf(store, plan.id)
  const endsAt = end === undefined ? endUnwatched(plan, marks, now) : (end?.at ?? null)
  const standing = standingOf(plan, endsAt, now)
  return reportOf({
    plan,
    table: ofTheSale(tableAt(store, plan, now), plan.startsAt, endsAt),
    marks: drawnMarks(marks),
    findings: foundIn(marks),
    metricsAsked: costsOf(store, plan.id)['metrics-asked'],
    madeAt: now,
    standing,
  })
}

const endUnwatched = (plan: OnsalePlan, marks: readonly KeptMark[], now: number): number | null =>
  watchEnded(plan, marks)?.endedAt ?? (now >= plan.plannedEndAt ? plan.plannedEndAt : null)

const standingOf = (plan: OnsalePlan, endsAt: number | null, now: number): OnsaleReport['standing'] => {
  if (now < plan.startsAt) return { kind: 'before', at: plan.startsAt }
  if (endsAt === null) return { kind: 'running', at: plan.plannedEndAt }
  const settledAt = endsAt + settleAfterEndMs
  return now < settledAt ? { kind: 'settling', at: settledAt } : { kind: 'final', at: endsAt }
}

/** A report begins shortly before its sale: an hour of nothing would only press its curve together. It ends when the last buyers had paid. */
const reportLeadMs = 20 * minuteMs

const ofTheSale = (table: MinuteTable, startsAt: number, endsAt: number | null): MinuteTable => {
  const place = (at: number): number => Math.min(table.count, Math.max(0, Math.floor((at - table.from) / minuteMs)))
  const first = place(startsAt - reportLeadMs)
  const last = Math.max(first, endsAt === null ? table.count : place(endsAt + settleAfterEndMs))
  return {
    from: table.from + first * minuteMs,
    count: last - first,
    column: role => table.column(role).subarray(first, last),
    each: role => table.each(role).map(values => values.subarray(first, last)),
  }
}
