import type { Check, OnsaleFace } from '#contract/onsale-face'
import { constraintOf } from './constraint.ts'
import { endOf } from './end.ts'
import { judge, judgeEnded } from './judge.ts'
import type { Memory } from './memory.ts'
import { moneyAtRiskOf } from './money-at-risk.ts'
import { phaseOf } from './phase.ts'
import { raceOf } from './race.ts'
import { scalesOf } from './scales.ts'
import type { Scene } from './scene.ts'
import { sellOutOf } from './sell-out.ts'
import { look } from './sight.ts'
import { verdictOf } from './verdict.ts'

/** What the mind makes of a scene: its parts of the face, and what it keeps for the next look. */
export type Thought = { readonly memory: Memory } & Pick<
  OnsaleFace,
  'phase' | 'end' | 'verdict' | 'constraint' | 'race' | 'sellOut' | 'money' | 'findings' | 'passed' | 'paused' | 'scales'
>

/** Everything the mind says of one on-sale at one moment. The same scene and memory give the same thought, live and in a replay. `checks` are only for the sentence before the sale. */
export const think = (scene: Scene, memory: Memory, checks: readonly Check[] = []): Thought => {
  const sight = look(scene)
  const end = endOf(sight)
  const judged = end ? judgeEnded(scene, memory, end.at) : judge(scene, memory, sight)
  const { scales, tops } = scalesOf(scene, memory.tops)
  const phase = phaseOf(sight, end)
  const constraint = end ? null : constraintOf(sight)
  return {
    memory: { ...judged.memory, tops },
    phase,
    end,
    verdict: verdictOf(sight, { phase, end, findings: judged.findings, constraint, checks }),
    constraint,
    race: end ? null : raceOf(sight),
    sellOut: end ? null : sellOutOf(sight),
    money: end ? null : moneyAtRiskOf(sight),
    findings: judged.findings,
    passed: judged.passed,
    paused: judged.paused,
    scales,
  }
}
