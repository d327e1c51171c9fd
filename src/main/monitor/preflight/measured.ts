import type { CheckState } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { RightTried } from '#contract/onsale-hands'
import type { Refusal } from '#contract/refusal'
import type { KeptMark } from '#store/onsale-mark'
import type { Looked } from '#monitor/watch/watch'

/** What the checklist is judged by. `tokenEndsAt`: of the Cloudflare token; undefined: it could not be asked. */
export type PreflightParts = {
  readonly looked: Pick<Looked, 'scene' | 'facts'>
  readonly confirmations: ReadonlyMap<string, KeptMark>
  readonly tokenEndsAt: number | null | undefined
  readonly checkedAt: number
  /** What came of trying the right to add servers, when a person had it tried. */
  readonly role: RoleTried | null
}

/** The right to add servers, tried at a moment. */
export type RoleTried = { readonly tried: RightTried; readonly at: number }

/** What came of measuring; `readAt`: when it was read, where that is not the time of the checklist. A check that waits, or that may not be read (`why`), takes a person's word. */
export type Measured = {
  readonly state: CheckState
  readonly figures: Figures
  readonly readAt?: number
  readonly byHand?: true
  readonly why?: Refusal
}
/** `not-part`: the sale has nothing that could be checked. */
export type Measure = (parts: PreflightParts) => Measured | 'not-part'

export const unknown: Measured = { state: 'unknown', figures: {} }
export const waiting: Measured = { state: 'waiting', figures: {}, byHand: true }

/** Good or not by what was measured. */
export const judged = (good: boolean, figures: Figures, otherwise: CheckState = 'failed'): Measured => ({
  state: good ? 'passed' : otherwise,
  figures,
})

/** A right is missing: nothing is known, and a person may know. */
export const unreadable = (why: Refusal): Measured => ({ state: 'unknown', figures: {}, byHand: true, why })
