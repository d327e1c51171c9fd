import type { ReactNode } from 'react'
import { createContext, useContext, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { OnsaleFace } from '#contract/onsale-face'
import { useFrame, useKasa, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Notice } from '#parts/notice'
import { findingSentence } from '#words/finding-words'
import type { Say } from '#words/say'
import { findingKey, unheard } from './advice-order.ts'
import { alarmSlice } from './alarm-slice.ts'
import type { Call } from './alarm-notes.ts'
import type { AlarmState } from './alarm.ts'
import { useAlarm } from './alarm.ts'
import { settingOf } from './cockpit-words.ts'
import { useWakeLock } from './use-wake-lock.ts'
import type { WakeState } from './wake-keeper.ts'

type Kept = { readonly alarm: AlarmState; readonly wake: WakeState; readonly calls: readonly Call[] }
const KeptContext = createContext<Kept | null>(null)

/** Keeps the alarm and the screen awake for all watched sales, on whichever screen a person is: a till that sells must hear of a sale that breaks. */
export const AlarmKeeper = ({ children }: { readonly children: ReactNode }) => {
  const { wire } = useKasa()
  const say = useSay()
  const epoch = useFrame(frame => frame.epoch)
  const [slice] = useState(() => alarmSlice(wire))
  const { watching, faces } = useStore(slice)
  useEffect(() => slice.getState().follow(), [slice, epoch])
  const calls = faces.flatMap(face => callsOf(face, say))
  const alarm = useAlarm(calls, watching)
  const wake = useWakeLock(watching)
  return <KeptContext value={{ alarm, wake, calls }}>{children}</KeptContext>
}

/** How the alarm and the lock on the screen stand. */
export const useAlarmKeeper = (): Kept => {
  const kept = useContext(KeptContext)
  if (!kept) throw new Error('the alarm is kept around all screens')
  return kept
}

/** On every other screen: what is critical, and the way to it. */
export const AlarmBanner = () => {
  const say = useSay()
  const { alarm, calls } = useAlarmKeeper()
  const screen = useFrame(frame => frame.screen)
  const go = useFrame(frame => frame.go)
  const [first] = calls
  if (!first || screen === 'onsale') return null
  return (
    <Notice tone="crit" actions={<Action onPress={() => go('onsale')}>{say('frame.navOnsale')}</Action>}>
      {first.title}
      {alarm.silent ? `. ${say('onsale.soundWaits')}` : ''}
    </Notice>
  )
}

const callsOf = (face: OnsaleFace, say: Say): readonly Call[] =>
  unheard(face.findings, face.now).map(finding => ({
    onsale: face.plan.id,
    key: `${face.plan.id} ${findingKey(finding)} ${finding.since}`,
    title: `${findingSentence(finding, 'title', settingOf(face, say)) || say('onsale.critical')} · ${face.plan.name}`,
  }))
