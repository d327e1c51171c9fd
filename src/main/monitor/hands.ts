import type { Refusal, Result } from '#contract/refusal'
import { refused } from '#contract/refusal'
import type { OnsaleFace } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { World } from '#main/world'
import type { AuditEntry } from '#store/audit'
import { addAudit } from '#store/audit'
import type { Writable } from '#store/query'
import type { Intents } from './hands-intent.ts'
import type { Watch } from './watch.ts'

/** Who stands at the levers, for the ledger. */
export type Person = { readonly name: string; readonly tillId: string | null; readonly cashierId: string | null }

/** What both levers need. */
export type HandsParts = {
  readonly world: World
  readonly store: Writable
  readonly watch: Watch
  readonly person: () => Person
  /** Commands as the ledger has them. */
  readonly intents: Intents
  /** Which levers may be used now, or why not. */
  readonly levers: () => OnsaleFace['levers']
}

/** Every request of a lever is bounded by its own door; a second press within this finds the first at work. */
const leverTimeoutMs = 15_000

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

/** A refusal as the ledger keeps it: its code, and whatever the other side said in its own words. */
export const refusedFigures = ({ code, parameters: { text } }: Refusal): Figures => ({
  refusedText: code,
  ...(typeof text === 'string' && { failureText: text }),
})

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
