import { FlaskConical } from 'lucide-react'
import type { ReactNode } from 'react'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { ShareBar } from '#parts/share-bar'
import { lasts, number } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { connectionWords } from './connection-words.ts'
import styles from './frame.module.css'
import { useFrame, useKasa, useNow, useSay } from './kasa.ts'
import { useShowing } from './showing-words.ts'

/** What must be known on every screen: a core that is gone, a platform that refuses, test mode, notices, and the first copy on its way. */
export const Banners = ({ children }: { readonly children?: ReactNode }) => {
  const say = useSay()
  return (
    <section className={classes(styles.banners)} aria-label={say('frame.notices')}>
      {children}
      <CoreBanner />
      <ConnectionForReaders />
      <BarredBanner />
      <RefusedSetting />
      <Warnings />
      <TestMode />
      <FirstCopy />
    </section>
  )
}

const CoreBanner = () => {
  const say = useSay()
  const core = useFrame(frame => frame.core)
  if (core === 'silent') return <Notice tone="crit">{say('frame.coreGone')}</Notice>
  if (core === 'barred') return <Notice tone="crit">{say('frame.linkUsed')}</Notice>
  return null
}

/** Read out when the connection changes, not each second while its age grows. */
const ConnectionForReaders = () => {
  const say = useSay()
  const status = useFrame(frame => frame.status)
  const minute = useNow(60_000)
  return (
    <div role="status" className={classes(styles.hidden)}>
      {status ? connectionWords(status, minute, say).words : ''}
    </div>
  )
}

const BarredBanner = () => {
  const say = useSay()
  const connection = useFrame(frame => frame.status?.connection ?? null)
  if (connection?.state !== 'barred') return null
  return <Notice tone="crit">{refusalSentence(say, connection.reason)}</Notice>
}

const RefusedSetting = () => {
  const say = useSay()
  const refusal = useFrame(frame => frame.refusal)
  return refusal ? <Notice tone="warn">{refusalSentence(say, refusal)}</Notice> : null
}

const Warnings = () => {
  const say = useSay()
  const warnings = useFrame(frame => frame.status?.warnings ?? none)
  const showing = useShowing()
  return (
    <>
      {showing?.signedSecrets ? <Notice tone="warn">{say('frame.signedSecrets')}</Notice> : null}
      {warnings.map(warning => (
        <Notice
          key={`${warning.code} ${JSON.stringify(warning.parameters)}`}
          tone={warning.code === 'disk-full' || warning.code === 'folder-read-only' ? 'crit' : 'warn'}
        >
          {refusalSentence(say, warning)}
        </Notice>
      ))}
    </>
  )
}

const none: readonly never[] = []

const TestMode = () => {
  const say = useSay()
  const showing = useShowing()
  if (!showing?.testmode) return null
  return (
    <p className={classes(styles.strip)}>
      <FlaskConical size={16} aria-hidden="true" />
      <strong>{say('frame.testmode')}</strong>
      <span>{say('frame.testmodeText')}</span>
    </p>
  )
}

const FirstCopy = () => {
  const say = useSay()
  const sync = useFrame(frame => frame.status?.sync ?? null)
  const { wire } = useKasa()
  if (!sync || sync.phase === 'idle' || sync.phase === 'live') return null
  const figure = (value: number): string => number(value, say.language)
  const words = [
    sync.phase === 'catalogue' ? say('frame.syncCatalogue') : null,
    sync.phase === 'history' && sync.ordersTotal === null
      ? say('frame.syncHistoryOpen', { done: figure(sync.ordersDone) })
      : null,
    sync.phase === 'history' && sync.ordersTotal !== null
      ? say('frame.syncHistory', { done: figure(sync.ordersDone), total: figure(sync.ordersTotal) })
      : null,
    sync.remainingMs === null || sync.paused ? null : say('frame.syncRemaining', { time: lasts(sync.remainingMs, say) }),
    sync.paused ? say('frame.syncPaused') : null,
  ].filter(Boolean)
  return (
    <div className={classes(styles.progress)}>
      <span>{words.join(', ')}</span>
      <div className={classes(styles.progressBar)}>
        <ShareBar part={sync.ordersDone} whole={sync.ordersTotal ?? 0} tone="accent" />
      </div>
      {sync.phase === 'history' ? (
        <Action kind="quiet" onPress={() => void wire.call(sync.paused ? 'sync.resume' : 'sync.pause', {})}>
          {say(sync.paused ? 'frame.syncResume' : 'frame.syncPause')}
        </Action>
      ) : null}
    </div>
  )
}
