import { useEffect, useRef, useState } from 'react'
import type { OnsaleFace } from '#contract/onsale-face'
import type { ServersPreview, ServerStep } from '#contract/onsale-hands'
import type { Refusal } from '#contract/refusal'
import type { OnsaleState } from './onsale-slice.ts'
import { stepsWithReason } from './reason-wanted.ts'

/** What a step of servers would mean is read again this often by the clock of the sale, since a forecast moves by the minute. */
const freshMs = 10_000
/** However fast a rehearsal runs. */
const leastPauseMs = 2_000

/** What is known of the steps by now. `asked`: steps that wanted a reason at the first reading; `wanted`: those that want one now. */
export type Previewed = {
  readonly preview: ServersPreview
  readonly asked: ReadonlySet<ServerStep>
  readonly wanted: ReadonlySet<ServerStep>
}

/** The steps as they stand while the dialog is open, read again and again; under a command that is being held or sent nothing changes. */
export const useServersPreview = (props: {
  readonly face: OnsaleFace
  readonly ask: OnsaleState['ask']
  readonly resting: boolean
}) => {
  const { face, ask, resting } = props
  const [previewed, setPreviewed] = useState<Previewed | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const rests = useRef(resting)
  useEffect(() => {
    rests.current = resting
  })
  const read = async (): Promise<void> => {
    const answer = await ask('onsale.servers-preview', { onsale: face.plan.id })
    if (!answer.ok) setRefusal(answer.refusal)
    else if (!rests.current) setPreviewed(known => joined(known, answer.value))
  }
  useEffect(() => void read(), [])
  const pauseMs = Math.max(leastPauseMs, freshMs / Math.max(1, face.speed))
  useEffect(() => {
    if (resting) return
    const timer = setInterval(() => void read(), pauseMs)
    return () => clearInterval(timer)
  }, [resting, pauseMs])
  return { previewed, refusal, setRefusal, read }
}

const joined = (known: Previewed | null, preview: ServersPreview): Previewed => {
  const wanted = stepsWithReason(preview, known?.wanted ?? new Set())
  return { preview, asked: known?.asked ?? wanted, wanted }
}
