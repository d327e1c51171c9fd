import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { useKasa, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { WaitingRows } from '#parts/waiting-rows'
import { refusalSentence } from '#words/refusal-sentence'
import { Cockpit } from './cockpit.tsx'
import type { OnsaleState } from './onsale-slice.ts'
import { ReplayBar } from './replay-bar.tsx'
import { replaySlice } from './replay-slice.ts'
import styles from './replay.module.css'
import type { SaleWays } from './sale-ways.ts'

const tickMs = 1000

/** A sale looked back at: the same cockpit at any moment of it, as it was known then. Nothing can be changed. */
export const ReplayScreen = (props: {
  readonly slice: StoreApi<OnsaleState>
  readonly onsale: string
  readonly ways: SaleWays
  readonly onBack: () => void
}) => {
  const { slice, onsale, ways, onBack } = props
  const say = useSay()
  const { wire } = useKasa()
  const [replay] = useState(() => replaySlice(wire, onsale))
  const { face, minutes, refusal, playing } = useStore(replay)
  useEffect(() => void replay.getState().open(), [replay])
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => replay.getState().tick(tickMs), tickMs)
    return () => clearInterval(timer)
  }, [replay, playing])
  if (refusal && !face)
    return (
      <Blank title={say('report.replayUnread')} actions={<Action onPress={onBack}>{say('report.back')}</Action>}>
        {refusalSentence(say, refusal)}
      </Blank>
    )
  if (!face || !minutes) return <WaitingRows rows={8} label={say('frame.loading')} />
  return (
    <div className={classes(styles.replay)}>
      <ReplayBar replay={replay} plan={face.plan} onLeave={onBack} />
      <div className={classes(styles.cockpit)}>
        <Cockpit
          slice={slice}
          face={face}
          minutes={minutes}
          ways={{ ...ways, pauseOrResume: () => replay.getState().playOrPause() }}
        />
      </div>
    </div>
  )
}
