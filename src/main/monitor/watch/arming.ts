import type { Figures } from '#contract/onsale-finding'
import type { KeptMark } from '#store/onsale-mark'

/** Levers are never armed for longer: whoever forgets them forgets them for half a day at most. */
export const longestArmedMs = 12 * 3_600_000

/** Until when the levers are armed, and by whom; null: they are not. Marks are in order of time. */
export const armedOf = (
  marks: readonly KeptMark[],
  now: number,
): { readonly until: number; readonly by: string; readonly since: number } | null => {
  const last = marks.findLast(({ kind }) => kind === 'armed' || kind === 'disarmed')
  const until = last?.kind === 'armed' ? untilOf(last.figures) : 0
  return last && until > now ? { until, by: last.by ?? '', since: last.at } : null
}

const untilOf = (figures: Figures): number => {
  const until = figures['untilAt']
  return typeof until === 'number' ? until : 0
}
