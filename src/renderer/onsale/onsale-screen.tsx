import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { OnsaleFace, OnsaleSummary } from '#contract/onsale-face'
import type { RehearsalReport } from '#contract/rehearsal'
import { useFrame, useKasa, useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { onsaleShortcuts } from '#app/shortcut-tables'
import { useShortcuts } from '#app/shortcuts'
import { Action } from '#parts/action'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { Page } from '#parts/page'
import { WaitingRows } from '#parts/waiting-rows'
import { dateAndTime } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { Cockpit } from './cockpit.tsx'
import styles from './onsale-screen.module.css'
import type { OnsaleState } from './onsale-slice.ts'
import { onsaleSlice } from './onsale-slice.ts'
import { GaveWayNotice } from './gave-way.tsx'
import { PlanScreen } from './plan-screen.tsx'
import { RehearsalDialog } from './rehearsal-dialog.tsx'
import { RehearsalReportSheet } from './rehearsal-report.tsx'
import { ReplayScreen } from './replay-screen.tsx'
import { ReportScreen } from './report-screen.tsx'
import type { SaleWays } from './sale-ways.ts'

type View = { readonly view: 'cockpit' } | { readonly view: 'plan' | 'token' | 'report' | 'replay'; readonly onsale: string }
const cockpit: View = { view: 'cockpit' }

/** The on-sale: the cockpit of the chosen one; before that the list of them, and the ways to plan one, to rehearse it, and to look back. */
export const OnsaleScreen = () => {
  const { wire } = useKasa()
  const epoch = useFrame(frame => frame.epoch)
  const running = useFrame(frame => frame.rehearsal)
  const gaveWay = useFrame(frame => frame.gaveWay)
  const [slice] = useState(() => onsaleSlice(wire))
  const isLive = useStore(slice, ({ face }) => face !== null && isLiveSale(face))
  const [view, setView] = useState<View>(cockpit)
  const [rehearsal, setRehearsal] = useState<'closed' | 'open' | RehearsalReport>('closed')
  useEffect(() => slice.getState().follow(), [slice, epoch])
  useEffect(() => setView(cockpit), [running?.onsale])
  // whoever had the window of the rehearsal open must see the sale for which it made way
  useEffect(() => (gaveWay ? setRehearsal('closed') : undefined), [gaveWay])
  const ways: SaleWays = {
    plan: onsale => setView({ view: 'plan', onsale }),
    token: onsale => setView({ view: 'token', onsale }),
    report: onsale => setView({ view: 'report', onsale }),
    replay: onsale => setView({ view: 'replay', onsale }),
    rehearse: isLive ? null : () => setRehearsal('open'),
    pauseOrResume: running
      ? () => void slice.getState().ask('rehearsal.pace', { speed: running.speed, running: !running.running })
      : null,
  }
  useShortcuts(rehearsalShortcuts, ways.rehearse ? { rehearse: ways.rehearse } : {})
  return (
    <>
      <ChosenView slice={slice} view={view} ways={ways} onBack={() => setView(cockpit)} />
      {rehearsal === 'open' ? <RehearsalDialog onClose={() => setRehearsal('closed')} onEnded={setRehearsal} /> : null}
      {typeof rehearsal === 'object' ? <RehearsalReportSheet report={rehearsal} onClose={() => setRehearsal('closed')} /> : null}
    </>
  )
}

/** While people are buying nothing else takes the screen. */
const isLiveSale = ({ mode, phase, plan }: OnsaleFace): boolean => mode === 'live' && phase === 'open' && plan.watched

const rehearsalShortcuts = { rehearse: onsaleShortcuts.rehearse }

type Viewed = {
  readonly slice: StoreApi<OnsaleState>
  readonly view: View
  readonly ways: SaleWays
  readonly onBack: () => void
}

const ChosenView = ({ slice, view, ways, onBack }: Viewed) => {
  const { chosen, face: told, minutes, choose } = useStore(slice)
  const face = useResting(told)
  if (view.view === 'plan' || view.view === 'token')
    return (
      <PlanScreen
        slice={slice}
        atToken={view.view === 'token'}
        plan={view.onsale === 'new' || face?.plan.id !== view.onsale ? null : face.plan}
        onDone={onsale => {
          onBack()
          if (onsale !== null) choose(onsale)
        }}
      />
    )
  if (view.view === 'report') return <ReportScreen onsale={view.onsale} ways={ways} onBack={onBack} />
  if (view.view === 'replay') return <ReplayScreen slice={slice} onsale={view.onsale} ways={ways} onBack={onBack} />
  if (chosen !== null && face && minutes) return <Cockpit key={chosen} slice={slice} face={face} minutes={minutes} ways={ways} />
  return <NoSale slice={slice} ways={ways} />
}

/** While a rehearsal rests its core says nothing more: the face stands at the moment it stopped, and nothing grows old. */
const useResting = (face: OnsaleFace | null): OnsaleFace | null => {
  const rehearsal = useFrame(frame => frame.rehearsal)
  return useMemo(
    () =>
      face && rehearsal && !rehearsal.running && rehearsal.onsale === face.plan.id
        ? { ...face, now: Math.max(face.now, rehearsal.now), speed: 0 }
        : face,
    [face, rehearsal],
  )
}

/** Nothing is looked at yet: it is being read, or cannot be, or there is none, or one has to be chosen. */
const NoSale = ({ slice, ways }: { readonly slice: StoreApi<OnsaleState>; readonly ways: SaleWays }) => {
  const say = useSay()
  const { list, chosen, unread, reload, choose } = useStore(slice)
  return (
    <Page title={say('onsale.title')}>
      <GaveWayNotice />
      {list === null && !unread ? <WaitingRows rows={6} label={say('frame.loading')} /> : null}
      {chosen !== null && !unread && list !== null ? <WaitingRows rows={6} label={say('frame.loading')} /> : null}
      {unread ? (
        <Blank title={say('onsale.unread')} actions={<Action onPress={() => void reload()}>{say('frame.retry')}</Action>}>
          {refusalSentence(say, unread)}
        </Blank>
      ) : null}
      {list && list.length === 0 && !unread ? (
        <Blank
          title={say('onsale.none')}
          actions={
            <>
              <Action kind="primary" onPress={() => ways.plan('new')}>
                {say('onsale.plan')}
              </Action>
              <RehearseAction ways={ways} />
            </>
          }
        >
          {say('onsale.noneText')} {say('rehearsal.noneText')}
        </Blank>
      ) : null}
      {list && list.length > 0 && chosen === null ? <Chooser list={list} onChoose={choose} ways={ways} /> : null}
    </Page>
  )
}

/** Several on-sales: the next one first, with how each stands. */
const Chooser = (props: {
  readonly list: readonly OnsaleSummary[]
  readonly onChoose: (onsale: string) => void
  readonly ways: SaleWays
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
      <div className={classes(styles.deeds)}>
        <Action onPress={() => props.ways.plan('new')}>{say('onsale.plan')}</Action>
        <RehearseAction ways={props.ways} />
      </div>
    </div>
  )
}

const RehearseAction = ({ ways }: { readonly ways: SaleWays }) => {
  const say = useSay()
  return ways.rehearse ? (
    <Action keys="P" onPress={ways.rehearse}>
      {say('rehearsal.open')}
    </Action>
  ) : null
}
