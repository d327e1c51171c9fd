import type { Constraint, MoneyAtRisk, OnsaleFace, Race, SellOut, Verdict } from '#contract/onsale-face'
import type { Judgement } from '#domain/onsale/judge'
import { judge } from '#domain/onsale/judge'
import type { Memory } from '#domain/onsale/memory'
import type { Scene } from '#domain/onsale/scene'

export type Thought = Judgement & {
  readonly verdict: Verdict
  readonly constraint: Constraint | null
  readonly race: Race | null
  readonly sellOut: SellOut | null
  readonly money: MoneyAtRisk | null
  readonly scales: OnsaleFace['scales']
}

export const think = (scene: Scene, memory: Memory): Thought => ({
  ...judge(scene, memory),
  verdict: { code: 'calm', severity: 'calm', figures: {} },
  constraint: null,
  race: null,
  sellOut: null,
  money: null,
  scales: {},
})
