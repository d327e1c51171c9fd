import type { Finding, RuleNumber } from '#contract/onsale-finding'
import { minuteMs } from '#domain/onsale/scene'
import { judge } from '#domain/onsale/judge'
import type { Judgement } from '#domain/onsale/judge'
import { freshMemory } from '#domain/onsale/memory'
import type { Memory } from '#domain/onsale/memory'
import { sceneOf, tableFrom, tableOf } from './night.ts'
import type { Night } from './night.ts'

/** The minutes of the table before the sale. */
export const hour = 60

/** Judges a night minute by minute from the start of the sale, as it would have been judged live. */
export const lived = (night: Night, memory: Memory = freshMemory): readonly Judgement[] => {
  const { count } = tableOf(night.columns)
  const judgements: Judgement[] = []
  let remembered = memory
  for (let settled = hour + 1; settled <= count; settled += 1) {
    const judged = judge(sceneOf({ ...night, settled }), remembered)
    remembered = judged.memory
    judgements.push(judged)
  }
  return judgements
}

const letters = { critical: 'C', warning: 'W', notice: 'N' } as const

/** What one rule says in each minute of the sale: `C`ritical, `W`arning, `N`otice, `p`aused, `-` nothing. */
export const timeline = (rule: RuleNumber, night: Night, subject = ''): string =>
  lived(night)
    .map(({ findings, paused }) => {
      const found = findings.find(finding => finding.rule === rule && finding.subject === subject)
      if (found) return letters[found.severity]
      return paused.some(one => one.rule === rule) ? 'p' : '-'
    })
    .join('')

/** What a rule found in the last minute of a night. */
export const last = (rule: RuleNumber, night: Night, subject = ''): Finding | undefined =>
  lived(night)
    .at(-1)
    ?.findings.find(finding => finding.rule === rule && finding.subject === subject)

/** Why a rule was paused in the last minute of a night. */
export const pausedFor = (rule: RuleNumber, night: Night): string | undefined =>
  lived(night)
    .at(-1)
    ?.paused.find(one => one.rule === rule)?.because

/** Start of a minute of the sale. */
export const minute = (index: number): number => tableFrom + (hour + index) * minuteMs
