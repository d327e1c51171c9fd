import type { OnsalePlan } from '#contract/onsale-plan'
import type { MinuteTable } from '#domain/onsale/scene'
import type { World } from '#main/world'
import { addAudit } from '#store/audit'
import type { KeptMark } from '#store/onsale-mark'
import type { Writable } from '#store/query'
import type { KnownFacts } from './facts.ts'
import { inletComingOf, inletNewsOf } from './inlet-follow.ts'
import { newsOf, stepsComing } from './steps.ts'

/** Follows the steps of both levers until they show, and writes what came of them on the axis and into the one ledger, beside who asked for it. */
export type LeverFollower = {
  /** Steps of servers, until they serve. */
  readonly servers: () => void
  /** A step of the inlet, until it shows in who is let in. */
  readonly inlet: () => void
}

export type Followed = {
  readonly world: Pick<World, 'clock'>
  readonly store: Writable
  readonly plan: OnsalePlan
  readonly marks: () => readonly KeptMark[]
  readonly facts: () => KnownFacts
  readonly table: () => MinuteTable
  readonly keep: (marks: readonly Omit<KeptMark, 'id'>[]) => void
}

export const followLevers = (followed: Followed): LeverFollower => {
  const { world, store, plan, marks, facts, table, keep } = followed
  const now = (): number => world.clock.now()
  /** Since when the group has been seen to have the servers of a step in service, by when the step was asked for. */
  const inService = new Map<number, number>()
  const say = (mark: Omit<KeptMark, 'id' | 'by'>): void => {
    keep([{ ...mark, by: null }])
    const entry = { at: now(), kind: `onsale.${mark.kind}`, subject: plan.id, detail: mark.figures }
    store.transaction(entry.kind, tx => addAudit(tx, entry))
  }
  return {
    servers: () => {
      const { servers } = facts()
      if (!servers) return
      for (const step of stepsComing(marks(), servers)) {
        const since = servers.inService < step.to ? null : (inService.get(step.askedAt) ?? servers.readAt)
        if (since === null) inService.delete(step.askedAt)
        else inService.set(step.askedAt, since)
        const news = newsOf(step, { servers, table: table(), inServiceSince: since, now: now() }, marks())
        news.forEach(each => say({ ...each, subject: step.group }))
      }
    },
    inlet: () => {
      const moved = inletComingOf(marks(), now())
      const news = moved && inletNewsOf(moved, { table: table(), room: facts().room })
      if (news) say({ ...news, kind: 'inlet-bites', subject: '' })
    },
  }
}
