import type { OnsaleFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import { longestRunOverMs, settleAfterEndMs } from '#domain/onsale/end'
import { addAudit } from '#store/audit'
import type { KeptMark } from '#store/onsale-mark'
import { addMark } from '#store/onsale-mark'
import { setWatched } from '#store/onsale'
import type { Writable } from '#store/query'
import { armedOf } from './arming.ts'

/** Levers of a sale that has ended are disarmed by nobody in particular; the ledger says so. Null: there is nothing to disarm. */
export const disarmedByEnd = (
  store: Writable,
  onsale: string,
  marks: readonly KeptMark[],
  now: number,
): Omit<KeptMark, 'id'> | null => {
  if (!armedOf(marks, now)) return null
  const entry = { at: now, kind: 'onsale.disarm', subject: onsale, detail: { becauseText: 'over' } }
  store.transaction('onsale.disarm', tx => addAudit(tx, entry))
  return { at: now, kind: 'disarmed', subject: '', figures: {}, by: null }
}

/** Whether a plan is so long over that there is nothing left to watch, even if it ran over its planned end. */
export const isLongOver = ({ plannedEndAt }: Pick<OnsalePlan, 'plannedEndAt'>, now: number): boolean =>
  now >= plannedEndAt + longestRunOverMs + settleAfterEndMs

/** Ends the watching of a sale whose figures are final, with a mark on its axis and a line in the ledger. */
export const endWatching = (store: Writable, onsale: string, end: { readonly at: number }, now: number): void => {
  const figures = { endedAt: end.at }
  store.transaction('onsale.watch-ended', tx => {
    setWatched(tx, onsale, false, now)
    addMark(tx, onsale, { at: now, kind: 'watch-ended', subject: '', figures, by: null }, now)
    addAudit(tx, { at: now, kind: 'onsale.watch-ended', subject: onsale, detail: figures })
  })
}

/** When the watching of a sale ended by itself, and when the sale had; null: it has not, or somebody watches again. */
export const watchEnded = (
  plan: Pick<OnsalePlan, 'watched' | 'plannedEndAt'>,
  marks: readonly KeptMark[],
): { readonly at: number; readonly endedAt: number } | null => {
  const mark = plan.watched ? undefined : marks.findLast(({ kind }) => kind === 'watch-ended')
  const endedAt = mark?.figures['endedAt']
  // an end that was moved on since is the end
  if (!mark || typeof endedAt !== 'number' || plan.plannedEndAt > mark.at) return null
  return { at: mark.at, endedAt }
}

/** Notes that a person stopped the watching, so that it can be said since when nobody has looked. */
export const stopWatching = (store: Writable, onsale: string, by: string, now: number): void =>
  store.transaction('onsale.watch-ended', tx =>
    addMark(tx, onsale, { at: now, kind: 'watch-ended', subject: '', figures: {}, by }, now),
  )

/** Since when nobody watches a sale; null: it is watched, or never was. */
export const unwatchedSince = (plan: Pick<OnsalePlan, 'watched'>, marks: readonly KeptMark[]): number | null =>
  plan.watched ? null : (marks.findLast(({ kind }) => kind === 'watch-ended')?.at ?? null)

/** Whether the figures of a sale that has ended are final. */
export const isSettled = (end: OnsaleFace['end'], now: number): end is NonNullable<OnsaleFace['end']> =>
  end !== null && now >= end.settledAt
