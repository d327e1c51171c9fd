import type { RehearsalFace } from '#contract/rehearsal'
import type { Say } from '#words/say'

type Speeds = Pick<NonNullable<RehearsalFace>, 'speed' | 'effectiveSpeed' | 'running'>

/** How fast a rehearsal goes: as wished, and where this machine cannot keep up with that, how fast it can. */
export const speedWords = (speeds: Speeds, say: Say): string => {
  const { speed, effectiveSpeed } = speeds
  return isHeldBack(speeds) ? say('rehearsal.keepsUp', { speed, effective: effectiveSpeed }) : say('rehearsal.times', { speed })
}

/** The machine cannot keep up with what was wished for. A rehearsal that rests keeps up with anything. */
const isHeldBack = ({ speed, effectiveSpeed, running }: Speeds): boolean => running && effectiveSpeed < speed
