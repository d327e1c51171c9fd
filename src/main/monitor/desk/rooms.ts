import type { OnsaleFace, OnsaleMinutes, OnsaleSummary } from '#contract/onsale-face'
import type { CloudOffer } from '#contract/onsale-methods'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Result } from '#contract/refusal'
import type { Plans } from './plans.ts'
import type { Watched, WatchesParts } from './watches.ts'

/** What the desk of on-sales is made of. */
export type DeskParts = Omit<WatchesParts, 'told' | 'ended'> & {
  /** Something of this on-sale is new. */
  readonly told: (onsale: string, revision: number) => void
  /** A cloud that a plan can begin with. */
  readonly offer: () => CloudOffer | null
  /** A plan as it is shown: under the name it has in the language that is spoken. */
  readonly named: (plan: OnsalePlan) => OnsalePlan
  /** The list of on-sales changed. */
  readonly listChanged: () => void
}

/** What the handlers do with the desk. */
export type Rooms = {
  readonly plans: Plans
  /** A plan as it is shown: the one that is watched, else as the file has it. The screens ask for it with every look. */
  readonly plan: (id: string) => Result<OnsalePlan>
  readonly watched: (id: string) => Watched | null
  readonly setWatched: (id: string, wanted: boolean) => Result<OnsalePlan>
  /** A plan was saved. */
  readonly changed: (plan: OnsalePlan) => void
  readonly summaries: () => readonly OnsaleSummary[]
  readonly face: (plan: OnsalePlan, at: number | null) => Promise<OnsaleFace>
  readonly minutes: (plan: OnsalePlan, since: number | null, at: number | null) => OnsaleMinutes
}
