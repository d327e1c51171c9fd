import type { Figures } from './onsale-finding.ts'

type Mark = { readonly at: number; readonly kind: string; readonly figures: Figures }

/** The mark that says that the servers of a step serve; null: none. One that names no step, as those of before, is about the newest that was asked for before it. Marks are in order of time. */
export const readyOf = <Kept extends Mark>(asked: Mark, marks: readonly Kept[]): Kept | null => {
  const next = marks.find(({ kind, at }) => kind === 'servers-asked' && at > asked.at)?.at ?? Number.POSITIVE_INFINITY
  const isAbout = ({ at, figures: { askedAt } }: Mark): boolean =>
    typeof askedAt === 'number' ? askedAt === asked.at : at >= asked.at && at <= next
  return marks.find(mark => mark.kind === 'servers-ready' && isAbout(mark)) ?? null
}
