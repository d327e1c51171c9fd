import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Check, OnsaleFace } from '#contract/onsale-face'
import type { Finding } from '#contract/onsale-finding'
import type { InletStep, SignInTried } from '#contract/onsale-hands'
import { classes } from '#parts/classes'
import { Advice } from './advice.tsx'
import { useAlarmKeeper } from './alarm-keeper.tsx'
import { CapacityDialog } from './capacity-dialog.tsx'
import { CockpitFoot } from './cockpit-foot.tsx'
import { ClockRegion, VerdictRegion } from './cockpit-head.tsx'
import { useCockpitKeys } from './cockpit-keys.ts'
import { CockpitNotices } from './cockpit-notices.tsx'
import { CockpitTools } from './cockpit-tools.tsx'
import type { CockpitView } from './cockpit-tools.tsx'
import styles from './cockpit.module.css'
import { cursorSlice } from './cursor-slice.ts'
import { InletDialog } from './inlet-dialog.tsx'
import { Instruments } from './instruments.tsx'
import { LaneTables } from './lane-tables.tsx'
import { Lanes } from './lanes.tsx'
import { firstStep } from './levers.ts'
import type { Minutes } from './minute-store.ts'
import { minuteMs } from './minute-store.ts'
import type { OnsaleState } from './onsale-slice.ts'
import { lowerCeilingOf } from './preflight-cards.tsx'
import { CeilingDialog, ConfirmDialog } from './preflight-dialogs.tsx'
import { Preflight } from './preflight.tsx'
import { SaleChooser } from './sale-chooser.tsx'
import { SaleFoot } from './sale-foot.tsx'
import type { SaleWays } from './sale-ways.ts'
import { SignInNotice } from './sign-in-notice.tsx'
import { ArmDialog, NoteDialog, SilenceDialog } from './small-dialogs.tsx'
import { useTimeWindow } from './use-time-window.ts'
import { useWall } from './use-wall.ts'
import { WallExit } from './wall-exit.tsx'
import type { StoreApi } from 'zustand/vanilla'

export type OpenDialog =
  | { readonly dialog: 'capacity' | 'arm' }
  | { readonly dialog: 'inlet'; readonly step: InletStep }
  | { readonly dialog: 'note'; readonly at: number }
  | { readonly dialog: 'confirm' | 'ceiling'; readonly check: Check }
  | { readonly dialog: 'silence'; readonly finding: Finding }

/** From so long before the start the lanes replace the checklist; checks still open stay as advice. */
const lanesBeforeStartMs = 5 * minuteMs

/** Everything of one on-sale on one screen, in the same places before and after the start, so that nothing moves at the hour. */
export const Cockpit = (props: {
  readonly slice: StoreApi<OnsaleState>
  readonly face: OnsaleFace
  readonly minutes: Minutes
  readonly ways: SaleWays
}) => {
  const { slice, face, minutes, ways } = props
  const faceAt = useStore(slice, state => state.faceAt)
  const { ask } = slice.getState()
  const [cursor] = useState(cursorSlice)
  const [view, setView] = useState<CockpitView>({ whole: false, table: false })
  const [open, setOpen] = useState<OpenDialog | null>(null)
  const wall = useWall()
  const window = useTimeWindow(face, faceAt, view.whole, minutes.from)
  const { alarm } = useAlarmKeeper()
  const [signIn, setSignIn] = useState<SignInTried | null>(null)
  const deeds = useDeeds({ ...props, setOpen, setSignIn })
  useCockpitKeys({ face, minutes, cursor, deeds, ways, setView, setOpen, wall })
  useEffect(() => {
    if (open?.dialog === 'silence' && !face.findings.includes(open.finding)) {
      const same = face.findings.find(({ rule, subject }) => rule === open.finding.rule && subject === open.finding.subject)
      if (!same) setOpen(null)
    }
  }, [face, open])
  const checklist = face.mode !== 'replay' && face.phase === 'before' && face.plan.startsAt - face.now > lanesBeforeStartMs
  const tools = <CockpitTools view={view} onView={setView} wall={wall} alarm={alarm} />
  return (
    <div className={classes(styles.cockpit, wall.isOn && styles.wall)} data-mode={face.mode}>
      <div className={classes(styles.main)}>
        <div className={classes(styles.top)}>
          <ClockRegion face={face} faceAt={faceAt} chooser={<SaleChooser slice={slice} face={face} ways={ways} />} />
          <VerdictRegion face={face} faceAt={faceAt} />
        </div>
        {checklist ? (
          <Preflight face={face} minutes={minutes} tools={tools} onRehearse={ways.rehearse} />
        ) : (
          <>
            <Instruments face={face} />
            {view.table ? (
              <LaneTables face={face} minutes={minutes} window={window} tools={tools} />
            ) : (
              <Lanes
                face={face}
                faceAt={faceAt}
                minutes={minutes}
                window={window}
                cursor={cursor}
                tools={tools}
                far={wall.isOn}
              />
            )}
          </>
        )}
      </div>
      <Advice
        face={face}
        faceAt={faceAt}
        deeds={deeds}
        notices={
          <>
            {signIn ? <SignInNotice tried={signIn} onClose={() => setSignIn(null)} /> : null}
            <CockpitNotices slice={slice} face={face} far={wall.isOn} />
          </>
        }
        foot={<SaleFoot face={face} ways={ways} onCheck={deeds.check} />}
      />
      <CockpitFoot face={face} faceAt={faceAt} />
      {wall.isOn ? <WallExit onPress={wall.toggle} /> : null}
      {open ? <Dialogs open={open} face={face} faceAt={faceAt} ask={ask} setOpen={setOpen} /> : null}
    </div>
  )
}

export type CockpitDeeds = ReturnType<typeof useDeeds>

/** What the buttons and keys of the cockpit do. A lever that is not armed leads to arming. */
const useDeeds = (props: {
  readonly slice: StoreApi<OnsaleState>
  readonly face: OnsaleFace
  readonly ways: SaleWays
  readonly setOpen: (open: OpenDialog | null) => void
  readonly setSignIn: (tried: SignInTried | null) => void
}) => {
  const { slice, face, ways, setOpen } = props
  const { ask } = slice.getState()
  const onsale = face.plan.id
  const orArm = (
    lever: { readonly usable: boolean; readonly why: { readonly code: string } | null },
    dialog: OpenDialog,
  ): void => {
    if (lever.usable) setOpen(dialog)
    else if (lever.why?.code === 'not-armed') setOpen({ dialog: 'arm' })
  }
  const inlet = (step: InletStep): void => orArm(face.levers.inlet, { dialog: 'inlet', step })
  const servers = (): void => orArm(face.levers.servers, { dialog: 'capacity' })
  const signInTo = async (profile: string): Promise<void> => {
    const tried = await ask('cloud.sign-in', { profile })
    // in a rehearsal no browser opens: whoever signs in is signed in
    if (tried.ok) props.setSignIn(tried.value.started && face.mode === 'rehearsal' ? null : tried.value)
  }
  const signIn = (): void => {
    const profile = face.session?.profile ?? face.plan.cloud.aws?.profile
    if (profile !== undefined) void signInTo(profile)
  }
  return {
    pull: (lever: Finding['lever']): void => {
      if (lever === 'slow-inlet' || lever === 'open-inlet') inlet(firstStep[lever])
      if (lever === 'add-servers') servers()
      if (lever === 'sign-in') signIn()
      if (lever === 'enter-token') ways.token(onsale)
    },
    signIn,
    addServers: servers,
    arm: () => setOpen({ dialog: 'arm' }),
    plan: () => ways.plan(onsale),
    acknowledge: ({ rule, subject }: Finding): void => void ask('onsale.acknowledge', { onsale, rule, subject }),
    silence: (finding: Finding): void => setOpen({ dialog: 'silence', finding }),
    watch: () => void ask('onsale.watch', { onsale, watched: true }).then(() => slice.getState().reload()),
    check: () => void ask('onsale.check', { onsale }),
    confirm: (check: Check): void => setOpen({ dialog: 'confirm', check }),
    lowerCeiling: (): void => {
      const check = face.checks.find(each => lowerCeilingOf(each, face) !== null)
      if (check) setOpen({ dialog: 'ceiling', check })
    },
  }
}

const Dialogs = (props: {
  readonly open: OpenDialog
  readonly face: OnsaleFace
  readonly faceAt: number
  readonly ask: OnsaleState['ask']
  readonly setOpen: (open: OpenDialog | null) => void
}) => {
  const { open, setOpen } = props
  const common = { face: props.face, ask: props.ask, onClose: () => setOpen(null) }
  switch (open.dialog) {
    case 'capacity':
      return (
        <CapacityDialog
          {...common}
          faceAt={props.faceAt}
          onInlet={() => setOpen({ dialog: 'inlet', step: firstStep['slow-inlet'] })}
        />
      )
    case 'inlet':
      return <InletDialog {...common} first={open.step} />
    case 'arm':
      return <ArmDialog {...common} />
    case 'note':
      return <NoteDialog {...common} at={open.at} />
    case 'silence':
      return <SilenceDialog {...common} finding={open.finding} />
    case 'confirm':
      return <ConfirmDialog {...common} check={open.check} />
    case 'ceiling':
      return <CeilingDialog {...common} check={open.check} />
  }
}
