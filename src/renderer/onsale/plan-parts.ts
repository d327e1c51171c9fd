import type { PlanDraft } from './plan-draft.ts'

/** What every part of the plan's form gets: the draft, how to change it, and which fields cannot be taken. Fields are told to be wrong only once saving, or trying their part, was tried. */
export type PlanPart = {
  readonly draft: PlanDraft
  readonly change: (changes: Partial<PlanDraft>) => void
  readonly isWrong: (...fields: readonly string[]) => boolean
  /** Before a part is tried, `cloud.aws`: whether its fields can be taken; from then on it says which cannot. */
  readonly mayTry: (part: string) => boolean
}
