import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { useFrame, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Notice } from '#parts/notice'
import { refusalSentence } from '#words/refusal-sentence'
import type { AlarmState } from './alarm.ts'
import type { OnsaleState } from './onsale-slice.ts'
import type { WakeState } from './use-wake-lock.ts'

/** What stands between the person and the cockpit: why the last deed did not happen, why the figures are old, and what the system does not allow. */
export const CockpitNotices = (props: {
  readonly slice: StoreApi<OnsaleState>
  readonly alarm: AlarmState
  readonly wake: WakeState
}) => {
  const say = useSay()
  const refusal = useStore(props.slice, state => state.refusal)
  const unread = useStore(props.slice, state => state.unread)
  const forget = useStore(props.slice, state => state.forgetRefusal)
  const core = useFrame(frame => frame.core)
  return (
    <>
      {core === 'silent' ? (
        <Notice tone="warn" inset>
          {say('onsale.coreSilent')}
        </Notice>
      ) : null}
      {refusal ? (
        <Notice
          tone="crit"
          inset
          actions={
            <Action kind="quiet" dense onPress={forget}>
              {say('frame.close')}
            </Action>
          }
        >
          {refusalSentence(say, refusal)}
        </Notice>
      ) : null}
      {unread ? (
        <Notice tone="warn" inset>
          {refusalSentence(say, unread)}
        </Notice>
      ) : null}
      {props.alarm.silent ? (
        <Notice tone="info" inset>
          {say('onsale.soundWaits')}
        </Notice>
      ) : null}
      {props.wake === 'refused' ? (
        <Notice tone="info" inset>
          {say('onsale.wakeRefused')}
        </Notice>
      ) : null}
    </>
  )
}
