import type { Figures } from '#contract/onsale-finding'
import type { Refusal } from '#contract/refusal'
import type { World } from '#main/world'
import type { AuditEntry } from '#store/audit'
import { addAudit } from '#store/audit'
import type { Writable } from '#store/query'

/** Who stands at the levers, for the ledger. */
export type Person = { readonly name: string; readonly tillId: string | null; readonly cashierId: string | null }

/** What writing into the ledger needs. */
export type LedgerParts = { readonly world: World; readonly store: Writable; readonly person: () => Person }

/** Writes what a person did to a lever, or tried to, into the one ledger. */
export const writeLedger = (
  { world, store, person }: LedgerParts,
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

/** A refusal as the ledger keeps it: its code, and whatever the other side said in its own words. */
export const refusedFigures = ({ code, parameters: { text } }: Refusal): Figures => ({
  refusedText: code,
  ...(typeof text === 'string' && { failureText: text }),
})
