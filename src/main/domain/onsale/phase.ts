import type { OnsaleFace } from '#contract/onsale-face'
import { begunMinutes, minuteMs } from './scene.ts'
import type { Scene } from './scene.ts'
import type { Sight } from './sight.ts'
import { ticketsLeft } from './pace.ts'

/** Where the sale stands. */
export const phaseOf = (sight: Sight, end: OnsaleFace['end']): OnsaleFace['phase'] => {
  const { now, plan } = sight.scene
  if (now < plan.startsAt) return 'before'
  if (end) return 'over'
  return ticketsLeft(sight) === 0 ? 'sold-out' : 'open'
}

/** When the last ticket went: the end of the first of the newest minutes without one. Null: there are tickets, or nobody knows. */
export const soldOutAt = (known: Pick<Scene, 'now' | 'table'>): number | null => {
  const { table } = known
  const left = table.column('sales.left')
  let end = begunMinutes(known)
  while (end > 0 && Number.isNaN(left[end - 1])) end -= 1
  let first = end
  while (first > 0 && left[first - 1] === 0) first -= 1
  return first === end ? null : table.from + (first + 1) * minuteMs
}
