import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Status, SyncProgress } from '#contract/status'
import { useFrame, useNow, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { Fact, Facts, Section } from '#parts/section'
import { ShareBar } from '#parts/share-bar'
import { age, lasts, number, pick } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import type { Say } from '#words/say'
import styles from './settings.module.css'
import type { SettingsState } from './settings-slice.ts'

/** What this till has a copy of, how far it has got, and how old each part is. */
export const DownloadSection = ({ slice }: { readonly slice: StoreApi<SettingsState> }) => {
  const say = useSay()
  const status = useFrame(frame => frame.status)
  if (!status?.platform) return null
  return (
    <Section id="settings-download" title={say('settings.sync')} text={say('settings.syncText')}>
      <Progress sync={status.sync} />
      <Orders sync={status.sync} slice={slice} />
      <Ages status={status} />
    </Section>
  )
}

const Progress = ({ sync }: { readonly sync: SyncProgress }) => {
  const say = useSay()
  const showings = useFrame(frame => frame.showings)
  const figure = (value: number): string => number(value, say.language)
  return (
    <div className={classes(styles.progress)}>
      <p className={classes(styles.phase)}>{phaseWords(sync, say)}</p>
      {sync.phase === 'history' && sync.ordersTotal !== null ? (
        <>
          <ShareBar tall part={sync.ordersDone} whole={sync.ordersTotal} tone="accent" />
          <p className={classes(styles.muted)}>
            {say('settings.historyProgress', { done: figure(sync.ordersDone), total: figure(sync.ordersTotal) })}
            {sync.paused || sync.remainingMs === null
              ? ''
              : `, ${say('frame.syncRemaining', { time: lasts(sync.remainingMs, say) })}`}
          </p>
        </>
      ) : null}
      {sync.seats.map(seats => {
        const showing = showings?.find(each => each.event === seats.event && each.subevent === seats.subevent)
        const words =
          seats.total === null
            ? say('settings.seatProgressOpen', { done: figure(seats.done) })
            : say('settings.seatProgress', { done: figure(seats.done), total: figure(seats.total) })
        return (
          <p key={`${seats.event} ${seats.subevent}`} className={classes(styles.muted)}>
            {pick(showing?.name ?? null, say.language) || seats.event}: {words}
          </p>
        )
      })}
    </div>
  )
}

const phaseWords = (sync: SyncProgress, say: Say): string => {
  if (sync.paused) return say('settings.phasePaused')
  const phases = {
    idle: 'settings.phaseIdle',
    catalogue: 'settings.phaseCatalogue',
    history: 'settings.phaseHistory',
    live: 'settings.phaseLive',
  } as const
  return say(phases[sync.phase])
}

const Orders = ({ sync, slice }: { readonly sync: SyncProgress; readonly slice: StoreApi<SettingsState> }) => {
  const say = useSay()
  const ordering = useStore(slice, state => state.ordering)
  const refused = useStore(slice, state => state.syncRefused)
  const order = slice.getState().sync
  return (
    <>
      <div className={classes(styles.row)}>
        <Action isDisabled={ordering !== null} onPress={() => void order(sync.paused ? 'sync.resume' : 'sync.pause')}>
          {say(sync.paused ? 'frame.syncResume' : 'frame.syncPause')}
        </Action>
        <Action isDisabled={ordering !== null || sync.paused} onPress={() => void order('sync.now')}>
          {say('frame.syncNow')}
        </Action>
      </div>
      {refused ? (
        <Notice tone="crit" inset>
          {refusalSentence(say, refused)}
        </Notice>
      ) : null}
    </>
  )
}

const Ages = ({ status }: { readonly status: Status }) => {
  const say = useSay()
  const now = useNow()
  const since = (at: number | null): string => (at === null ? say('frame.never') : age(now - at, say))
  const { ages, budget } = status
  return (
    <Facts>
      <Fact term={say('frame.ageCatalogue')}>{since(ages.catalogue)}</Fact>
      <Fact term={say('frame.ageOrders')}>{since(ages.orders)}</Fact>
      <Fact term={say('frame.ageStock')}>{since(ages.stock)}</Fact>
      <Fact term={say('frame.ageRefunds')} note={say('settings.refundsText')}>
        {since(ages.refunds)}
      </Fact>
      <Fact term={say('settings.budget')}>
        <div className={classes(styles.budget)}>
          <span>
            {say('settings.budgetOf', { used: number(budget.used, say.language), limit: number(budget.limit, say.language) })}
          </span>
          <div className={classes(styles.budgetBar)}>
            <ShareBar part={budget.used} whole={budget.limit} tone={budget.used >= budget.limit ? 'warn' : 'strong'} />
          </div>
        </div>
      </Fact>
    </Facts>
  )
}
