import type { RuleToCalibrate } from '#contract/onsale-finding'
import { rulesToCalibrate } from '#contract/onsale-finding'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { RuleTrial, Spoken } from '#contract/rehearsal'
import type { MinuteTable } from './scene.ts'
import { minuteMs } from './scene.ts'
import { standingOf } from './stood.ts'

/** What is read now began to be so earlier: data come two minutes late, and rules wait for two or three minutes of it. */
const seenLateMs = 5 * minuteMs
/** Who warns has until then to be right: a server takes seven minutes and a crowd three to settle. */
const comesTrueMs = 10 * minuteMs

/** How the rules that spoke did, against what the minutes of the shop show. `relievedAt`: when somebody slowed the inlet or asked for servers. */
export const trialsIn = (
  table: MinuteTable,
  plan: Pick<OnsalePlan, 'startsAt' | 'limits'>,
  { spoken, relievedAt }: { readonly spoken: readonly Spoken[]; readonly relievedAt: readonly number[] },
): readonly RuleTrial[] => {
  const standing = standingOf(table, plan)
  const fellAt = Array.from({ length: table.count }, (_, minute) => minute)
    .filter(minute => standing(minute) === 'fell')
    .map(minute => table.from + minute * minuteMs)
  const until = table.from + table.count * minuteMs
  const outcome = ({ from, to }: Spoken): Outcome => {
    const fell = fellAt.find(at => at >= from - seenLateMs && at <= to + comesTrueMs)
    if (fell !== undefined) return { aheadMs: fell - from }
    const relieved = relievedAt.some(at => at >= from - seenLateMs && at <= to + comesTrueMs)
    return relieved || to + comesTrueMs > until ? 'unsure' : 'wrong'
  }
  return rulesToCalibrate.flatMap(rule => {
    const outcomes = spoken.filter(one => one.rule === rule).map(outcome)
    return outcomes.length === 0 ? [] : [trialOf(rule, outcomes)]
  })
}

type Outcome = { readonly aheadMs: number } | 'unsure' | 'wrong'

const trialOf = (rule: RuleToCalibrate, outcomes: readonly Outcome[]): RuleTrial => {
  const leads = outcomes.flatMap(outcome => (typeof outcome === 'object' ? [outcome.aheadMs] : []))
  return {
    rule,
    right: leads.length,
    unsure: outcomes.filter(outcome => outcome === 'unsure').length,
    wrong: outcomes.filter(outcome => outcome === 'wrong').length,
    aheadMs: leads.length === 0 ? null : Math.min(...leads),
  }
}
