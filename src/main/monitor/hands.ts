import type { Refusal, Result } from '#contract/refusal'
import { refusal, refused } from '#contract/refusal'
import type { LeverFace, SourceFace } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { World } from '#main/world'
import type { AuditEntry } from '#store/audit'
import { addAudit } from '#store/audit'
import type { Writable } from '#store/query'
import type { KeptMark } from '#store/onsale-mark'
import { armedOf } from './watch-arming.ts'
import type { Looked, Watch } from './watch.ts'

/** Who stands at the levers, for the ledger. */
export type Person = { readonly name: string; readonly tillId: string | null; readonly cashierId: string | null }

/** What both levers need. */
export type HandsParts = {
  readonly world: World
  readonly store: Writable
  readonly watch: Watch
  readonly person: () => Person
}

/** Every request of a lever is bounded by its own door; a second press within this finds the first at work. */
const leverTimeoutMs = 15_000

/** Refuses while the levers are not armed. */
export const whileArmed = (marks: readonly KeptMark[], now: number): Refusal | null =>
  armedOf(marks, now) ? null : refusal('not-armed')

/** What nobody sees nobody moves. */
export const whileSeen = (face: SourceFace | undefined): Refusal | null => {
  if (!face || face.state === 'off') return refusal('not-part-of-sale', { source: face?.source ?? '' })
  return face.state === 'blind' || face.state === 'signed-out' || face.state === 'waiting'
    ? refusal('source-blind', { source: face.source })
    : null
}

/** One command at a time: whoever presses twice sends once. */
export const oneAtATime = () => {
  const run = { busy: false }
  return async <Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> => {
    if (run.busy) return refused('cooling-down', { seconds: Math.round(leverTimeoutMs / 1000) })
    run.busy = true
    try {
      return await work()
    } finally {
      run.busy = false
    }
  }
}

/** Writes what a person did to a lever, or tried to, into the one ledger. */
export const writeLedger = (
  { world, store, person }: Pick<HandsParts, 'world' | 'store' | 'person'>,
  entry: { readonly kind: string; readonly onsale: string; readonly detail: Figures },
): void => {
  const { name, tillId, cashierId } = person()
  const told: AuditEntry = {
    at: world.clock.now(),
    kind: entry.kind,
    subject: entry.onsale,
    tillId,
    cashierId,
    detail: { by: name, ...entry.detail },
  }
  store.transaction(entry.kind, tx => addAudit(tx, told))
}

/** The state of a lever for the screen: usable, usable with a reason, or why not. */
export const leverFace = (why: Refusal | null, reasonWanted: boolean): LeverFace => ({
  usable: why === null,
  reasonWanted: why === null && reasonWanted,
  why,
})

/** The face of one source as the mind saw it. */
export const faceOf = ({ scene }: Looked, source: SourceFace['source']): SourceFace | undefined =>
  scene.sources.find(face => face.source === source)

/** A number that the screens may show and the ledger keeps. */
export const wholeMoney = (cents: number): number => Math.round(cents)

/** Hours from now to the planned end; none when it is over. */
export const hoursLeft = (plan: Pick<OnsalePlan, 'plannedEndAt'>, now: number): number =>
  Math.max(0, plan.plannedEndAt - now) / 3_600_000
