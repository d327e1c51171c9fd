import type { ServersPreview, ServerStep, StepPreview } from '#contract/onsale-hands'

/** The step a person chose, else the largest that is allowed of one and two. */
export const chosenStep = (preview: ServersPreview, chosen: ServerStep | null): StepPreview | null =>
  preview.steps.find(({ step }) => step === chosen) ??
  preview.steps.findLast(({ step, why }) => step !== 'quarter' && why === null) ??
  preview.steps[0] ??
  null

/** A forecast that reaches a limit wants a reason. */
export const isRed = ({ connections }: StepPreview): boolean =>
  connections !== null && connections.most !== null && connections.after >= connections.most

/** Which steps want a reason. One that did while the dialog was open goes on wanting it: what a person has been asked for is not taken back under their fingers. */
export const stepsWithReason = (preview: ServersPreview, before: ReadonlySet<ServerStep>): ReadonlySet<ServerStep> =>
  new Set([...before, ...preview.steps.filter(each => preview.reasonWanted || isRed(each)).map(({ step }) => step)])
