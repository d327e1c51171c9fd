import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { OnsaleSummary } from '#contract/onsale-face'
import { useFrame, useKasa, useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { Action } from '#parts/action'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { Page } from '#parts/page'
import { WaitingRows } from '#parts/waiting-rows'
import { dateAndTime } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { Cockpit } from './cockpit.tsx'
import styles from './onsale-screen.module.css'
import { onsaleSlice } from './onsale-slice.ts'
import { PlanScreen } from './plan-screen.tsx'

/** The on-sale: the cockpit of the chosen one; before that the list of them, and the way to plan one. */
export const OnsaleScreen = () => {
  const say = useSay()
  const { wire } = useKasa()
  const epoch = useFrame(frame => frame.epoch)
  const [slice] = useState(() => onsaleSlice(wire))
  const [planning, setPlanning] = useState<'new' | string | null>(null)
  useEffect(() => slice.getState().follow(), [slice, epoch])
  const state = useStore(slice)
  const { list, chosen, face, minutes, unread } = state
  if (planning !== null)
    return (
      <PlanScreen
        slice={slice}
        plan={planning === 'new' || face?.plan.id !== planning ? null : face.plan}
        onDone={onsale => {
          setPlanning(null)
          if (onsale !== null) state.choose(onsale)
        }}
      />
    )
  if (chosen !== null && face && minutes)
    return <Cockpit key={chosen} slice={slice} face={face} minutes={minutes} onPlan={setPlanning} />
  return (
    <Page title={say('onsale.title')}>
      {list === null && !unread ? <WaitingRows rows={6} label={say('frame.loading')} /> : null}
      {chosen !== null && !unread && list !== null ? <WaitingRows rows={6} label={say('frame.loading')} /> : null}
      {unread ? (
        <Blank title={say('onsale.unread')} actions={<Action onPress={() => void state.reload()}>{say('frame.retry')}</Action>}>
          {refusalSentence(say, unread)}
        </Blank>
      ) : null}
      {list && list.length === 0 && !unread ? (
        <Blank
          title={say('onsale.none')}
          actions={
            <Action kind="primary" onPress={() => setPlanning('new')}>
              {say('onsale.plan')}
            </Action>
          }
        >
          {say('onsale.noneText')}
        </Blank>
      ) : null}
      {list && list.length > 0 && chosen === null ? (
        <Chooser list={list} onChoose={state.choose} onPlan={() => setPlanning('new')} />
      ) : null}
    </Page>
  )
}

/** Several on-sales: the next one first, with how each stands. */
const Chooser = (props: {
  readonly list: readonly OnsaleSummary[]
  readonly onChoose: (onsale: string) => void
  readonly onPlan: () => void
}) => {
  const say = useSay()
  return (
    <div className={classes(styles.chooser)}>
      <ul className={classes(styles.list)}>
        {props.list
          .toSorted((one, other) => other.startsAt - one.startsAt)
          .map(onsale => (
            <li key={onsale.id}>
              <Action
                wide
                spread
                onPress={() => props.onChoose(onsale.id)}
                second={`${dateAndTime(onsale.startsAt, localZone(), say.language)} · ${say(`onsale.phase-${onsale.phase}`)} · ${say(onsale.watched ? 'onsale.isWatched' : 'onsale.notWatched')}`}
              >
                {onsale.name}
              </Action>
            </li>
          ))}
      </ul>
      <Action onPress={props.onPlan}>{say('onsale.plan')}</Action>
    </div>
  )
}
