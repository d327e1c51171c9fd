import { minuteMs } from '#domain/onsale/scene'

/** Minutes of a read: whole minutes, `to` exclusive; Unix milliseconds. */
export type Slice = { readonly from: number; readonly to: number }

/** What every tick reads is in one piece; what is older comes an hour at a time, small enough for a slow line to bring one before it is given up. */
const newestMs = 30 * minuteMs
const olderMs = 60 * minuteMs

/** A window in pieces, the newest first: what happens now is known though the rest never comes. What is `known` for good is not asked for again. */
export const slicesOf = ({ from, to }: Slice, known: readonly Slice[]): readonly Slice[] => {
  const edge = Math.max(from, to - newestMs)
  return [{ from: edge, to }, ...gapsIn({ from, to: edge }, known).flatMap(piecesOf)]
}

/** The known pieces with one more; those that touch become one. */
export const joined = (known: readonly Slice[], fresh: Slice): readonly Slice[] => {
  if (fresh.to <= fresh.from) return known
  const touching = known.filter(({ from, to }) => from <= fresh.to && to >= fresh.from)
  const all = [...touching, fresh]
  const whole = { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) }
  return [...known.filter(one => !touching.includes(one)), whole]
}

/** What of a window is not known, the newest first. */
const gapsIn = (window: Slice, known: readonly Slice[]): readonly Slice[] =>
  known.reduce<readonly Slice[]>(
    (gaps, one) =>
      gaps.flatMap(gap =>
        [
          { from: Math.max(gap.from, one.to), to: gap.to },
          { from: gap.from, to: Math.min(gap.to, one.from) },
        ].filter(({ from, to }) => to > from),
      ),
    window.to > window.from ? [window] : [],
  )

const piecesOf = ({ from, to }: Slice): readonly Slice[] =>
  Array.from({ length: Math.ceil((to - from) / olderMs) }, (_, index) => {
    const end = to - index * olderMs
    return { from: Math.max(from, end - olderMs), to: end }
  })
