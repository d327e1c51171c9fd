import type { StoreApi } from 'zustand/vanilla'
import type { Check, OnsaleFace } from '#contract/onsale-face'
import type { Finding } from '#contract/onsale-finding'
import type { InletStep, SignInTried } from '#contract/onsale-hands'
import { firstStep } from './levers.ts'
import type { OnsaleState } from './onsale-slice.ts'
import { lowerCeilingOf } from './preflight-cards.tsx'
import type { SaleWays } from './sale-ways.ts'

/** The one dialog that is open over the cockpit, and what it is about. */
export type OpenDialog =
  | { readonly dialog: 'capacity' | 'arm' }
  | { readonly dialog: 'inlet'; readonly step: InletStep }
  | { readonly dialog: 'note'; readonly at: number }
  | { readonly dialog: 'confirm' | 'ceiling'; readonly check: Check }
  | { readonly dialog: 'silence'; readonly finding: Finding }

/** What the buttons and keys of the cockpit do. A lever that is not armed leads to arming. */
export const useDeeds = (props: {
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
export type CockpitDeeds = ReturnType<typeof useDeeds>
