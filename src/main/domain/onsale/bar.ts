import type { Severity } from '#contract/onsale-finding'

/** In how many of the newest minutes a condition must hold to fire, and for how many none may hold to clear: clearing always takes at least as long. */
export type Bar = { readonly n: number; readonly m: number; readonly clear: number }

/** One height of a condition: fires above `fire`, stays until all of the clearing minutes are at or below `stay`. */
export type Level = { readonly severity: Severity; readonly fire: number; readonly stay: number; readonly bar: Bar }

/** What the minutes say. `first` and `last`: indices in the window of the first and the last minute that held; what is told of a finding is the last that did, which a minute of relief does not take back. */
export type Standing = ({ readonly severity: Severity } & Held) | 'not' | 'unknown'
type Held = { readonly first: number; readonly last: number }

/**
 * Whether a condition holds, when it stood or did not stand before. `unknown`: minutes that are not known would decide. Judging the same minutes again changes nothing, since whatever fires also stays.
 */
export const holds = (
  bar: Bar,
  minutes: number,
  tests: { readonly fires: (index: number) => boolean | null; readonly stays: (index: number) => boolean | null },
  stood: boolean,
): Held | 'not' | 'unknown' => {
  const span = stood ? Math.max(bar.clear, bar.m) : bar.m
  const needed = stood ? 1 : bar.n
  const test = stood ? tests.stays : tests.fires
  const answers = Array.from({ length: span }, (_, index) => ({ index: minutes - span + index })).map(({ index }) => ({
    index,
    answer: index < 0 ? null : test(index),
  }))
  const yes = answers.filter(({ answer }) => answer === true)
  if (yes.length >= needed) return { first: yes[0]?.index ?? 0, last: yes.at(-1)?.index ?? minutes - 1 }
  return yes.length + answers.filter(({ answer }) => answer === null).length >= needed ? 'unknown' : 'not'
}

/** The worst level that values stand above; levels come worst first. */
export const above = (values: readonly number[], levels: readonly Level[], stood: Severity | null): Standing => {
  let doubtful = false
  for (const { severity, fire, stay, bar } of levels) {
    const over = (limit: number) => (index: number) => {
      const value = values[index] ?? Number.NaN
      return Number.isNaN(value) ? null : value > limit
    }
    const stoodHere = stood !== null && rank[stood] >= rank[severity]
    const found = holds(bar, values.length, { fires: over(fire), stays: over(stay) }, stoodHere)
    if (typeof found === 'object') return { severity, ...found }
    if (found === 'unknown' && stoodHere) return 'unknown'
    doubtful ||= found === 'unknown'
  }
  return doubtful ? 'unknown' : 'not'
}

/** As `above`, for values that are bad when low. */
export const below = (values: readonly number[], levels: readonly Level[], stood: Severity | null): Standing =>
  above(
    values.map(value => -value),
    levels.map(level => ({ ...level, fire: -level.fire, stay: -level.stay })),
    stood,
  )

/** Severities in order. */
export const rank = { notice: 0, warning: 1, critical: 2 } as const satisfies Readonly<Record<Severity, number>>
