import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { OnsaleFace, SourceFace } from '#contract/onsale-face'
import { useFrame, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Notice } from '#parts/notice'
import { refusalSentence } from '#words/refusal-sentence'
import { useAlarmKeeper } from './alarm-keeper.tsx'
import { sourceWords } from './cockpit-words.ts'
import type { OnsaleState } from './onsale-slice.ts'
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

/** A source that answers and still could not give all of it: a right that is missing for one question, a thing that was renamed, points that cannot be true. Being slowed down has a finding of its own. */
const isPartly = ({ state, reasons }: SourceFace): boolean => reasons.length > 0 && (state === 'fresh' || state === 'late')
