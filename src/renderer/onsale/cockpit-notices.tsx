import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { LeverDoubt, OnsaleFace, SourceFace } from '#contract/onsale-face'
import { useFrame, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Notice } from '#parts/notice'
import { number } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { useAlarmKeeper } from './alarm-keeper.tsx'
import { saleTime, settingOf, sourceWords } from './cockpit-words.ts'
import type { OnsaleState } from './onsale-slice.ts'
import { GaveWayNotice } from './gave-way.tsx'
import { SourceReasons } from './source-reasons.tsx'

/** What stands between the person and the cockpit: why the last deed did not happen, why figures are old or some are missing, what another sale calls for, and what the system does not allow. */
export const CockpitNotices = (props: {
  readonly slice: StoreApi<OnsaleState>
  readonly face: OnsaleFace
  /** On the wall, which is hung up once what the system does not allow has been read. */
  readonly far: boolean
}) => {
  const say = useSay()
  const { alarm, wake, calls } = useAlarmKeeper()
  const choose = useStore(props.slice, state => state.choose)
  const refusal = useStore(props.slice, state => state.refusal)
  const unread = useStore(props.slice, state => state.unread)
  const forget = useStore(props.slice, state => state.forgetRefusal)
  const core = useFrame(frame => frame.core)
  return (
    <>
      <GaveWayNotice />
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
      {calls
        .filter(({ onsale }) => onsale !== props.face.plan.id)
        .map(({ key, onsale, title }) => (
          <Notice
            key={key}
            tone="crit"
            inset
            actions={
              <Action kind="quiet" dense onPress={() => choose(onsale)}>
                {say('frame.navOnsale')}
              </Action>
            }
          >
            {title}
          </Notice>
        ))}
      {props.face.mode === 'replay'
        ? null
        : props.face.sources.filter(isPartly).map(({ source, reasons }) => (
            <Notice key={source} tone="warn" inset title={say(sourceWords[source])}>
              <SourceReasons reasons={reasons} />
            </Notice>
          ))}
      {props.face.doubts.map(doubt => (
        <Doubt key={`${doubt.lever} ${doubt.at}`} doubt={doubt} face={props.face} />
      ))}
      {alarm.silent ? (
        <Notice tone="info" inset>
          {say('onsale.soundWaits')}
        </Notice>
      ) : null}
      {wake === 'refused' && !props.far ? (
        <Notice tone="info" inset>
          {say('onsale.wakeRefused')}
        </Notice>
      ) : null}
    </>
  )
}

const doubtTones = { open: 'warn', arrived: 'info', 'not-arrived': 'warn', unclear: 'warn' } as const

/** A command that nobody answered, and what is known of it by now. */
const Doubt = ({ doubt, face }: { readonly doubt: LeverDoubt; readonly face: OnsaleFace }) => {
  const say = useSay()
  const { lever, at, by, from, to, state } = doubt
  const figure = (value: number): string => number(value, say.language)
  const told = { time: saleTime(at, settingOf(face, say)), from: figure(from), to: figure(to), by }
  const title = say(lever === 'servers' ? 'onsale.doubtServers' : 'onsale.doubtInlet', told)
  return (
    <Notice tone={doubtTones[state]} inset title={title}>
      {say(`onsale.doubt-${state}`)}
    </Notice>
  )
}

/** A source that answers and still could not give all of it: a right that is missing for one question, a thing that was renamed, points that cannot be true. Being slowed down has a finding of its own. */
const isPartly = ({ state, reasons }: SourceFace): boolean => reasons.length > 0 && (state === 'fresh' || state === 'late')
