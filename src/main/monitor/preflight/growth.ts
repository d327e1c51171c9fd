import type { Growth } from '#domain/onsale/group-course'
import { growthOf } from '#domain/onsale/group-course'
import type { Looked } from '#monitor/watch/watch'

/** How the group of a sale will stand when it begins, as far as what is scheduled may be read; null: the group itself is not known. */
export const growthIn = ({ scene, facts }: Pick<Looked, 'scene' | 'facts'>): Growth | null =>
  scene.servers &&
  growthOf({
    now: scene.now,
    sizes: scene.servers,
    changes: facts.schedule?.ok ? facts.schedule.value.changes : [],
    sale: scene.plan,
    leadMs: scene.measuredLeadMs ?? scene.plan.limits.serverLeadMs,
  })

/** `08:30`: a time as Amazon's console shows it. */
export const utcText = (at: number): string => new Date(at).toISOString().slice(11, 16)
