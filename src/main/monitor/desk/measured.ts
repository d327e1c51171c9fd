import type { OnsalePlan } from '#contract/onsale-plan'
import type { Measured, Spoken } from '#contract/rehearsal'
import { stoodIn } from '#domain/onsale/stood'
import { trialsIn } from '#domain/onsale/trials'
import { tableAt } from '#monitor/watch/minutes'
import { measuredLeadOf } from '#monitor/watch/steps'
import type { KeptMark } from '#store/onsale-mark'
import { marksOf } from '#store/onsale-mark'
import type { Readable } from '#store/query'

/** What the shop stood in a sale up to now, and how the rules did that spoke. */
export const measuredIn = (
  store: Readable,
  plan: OnsalePlan,
  { spoken, now }: { readonly spoken: readonly Spoken[]; readonly now: number },
): Measured => {
  const table = tableAt(store, plan, now)
  const marks = marksOf(store, plan.id)
  const relievedAt = marks.filter(isRelief).map(({ at }) => at)
  return {
    stood: { ...stoodIn(table, plan), serverLeadMs: measuredLeadOf(marks, 0) },
    trials: trialsIn(table, plan, { spoken, relievedAt }),
  }
}

/** Servers asked for, or fewer let in. */
const isRelief = ({ kind, figures }: KeptMark): boolean =>
  kind === 'servers-asked' || (kind === 'inlet' && Number(figures['toPerMinute']) < Number(figures['fromPerMinute']))
