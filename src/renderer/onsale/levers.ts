import type { Lever } from '#contract/onsale-finding'
import type { InletStep } from '#contract/onsale-hands'
import { onsaleShortcuts } from '#app/shortcut-tables'

/** A lever that a person can pull. */
export type PulledLever = Exclude<Lever, 'none'>
/** One that has a key of its own; a token is entered so seldom that its button is enough. */
export type KeyedLever = Exclude<PulledLever, 'enter-token'>

/** Which line of the key table pulls which lever: button and key are one table, so that a cap cannot name the key of another lever. */
const leverEntries = {
  'slow-inlet': 'slow',
  'open-inlet': 'open',
  'add-servers': 'servers',
  'sign-in': 'signIn',
} as const satisfies Readonly<Record<KeyedLever, keyof typeof onsaleShortcuts>>
type LeverEntry = (typeof leverEntries)[KeyedLever]

/** The key on a lever's button, which does just what the button does. */
export const leverKey = (lever: KeyedLever): string => onsaleShortcuts[leverEntries[lever]].keys[0]

/** What the keys of the levers do, for the key table of the cockpit. */
export const leverDeeds = (pull: (lever: KeyedLever) => void): Readonly<Record<LeverEntry, () => void>> => ({
  slow: () => pull('slow-inlet'),
  open: () => pull('open-inlet'),
  servers: () => pull('add-servers'),
  signIn: () => pull('sign-in'),
})

/** The step with which a lever of the inlet begins; the others are a choice in its dialog. */
export const firstStep = { 'slow-inlet': 'slow-30', 'open-inlet': 'open-10' } as const satisfies Readonly<
  Partial<Record<KeyedLever, InletStep>>
>

/** The key that is held to send a step of the inlet: that of letting in more never slows, and the other way round. */
export const stepKey = (step: InletStep): string => leverKey(step === 'open-10' ? 'open-inlet' : 'slow-inlet')
