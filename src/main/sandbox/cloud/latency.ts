import { sojournBeyond, type Line } from './erlang.ts'

/** How long requests of one short while took: so many of them went through a line, after a wait that all of them had. Seconds. */
export type Spell = { readonly requests: number; readonly shift: number; readonly line: Line; readonly serviceTime: number }

const searches = 40
const longestSeconds = 120

/** The time that a share of the requests of all spells stayed below: a percentile of their mixture, not a mean of percentiles. */
export function timeBelow(spells: readonly Spell[], share: number): number {
  const requests = spells.reduce((sum, spell) => sum + spell.requests, 0)
  if (requests === 0) return 0
  let low = 0
  let high = longestSeconds
  for (let search = 0; search < searches; search += 1) {
    const time = (low + high) / 2
    const beyond = spells.reduce(
      (sum, spell) => sum + spell.requests * sojournBeyond(spell.line, spell.serviceTime, time - spell.shift),
      0,
    )
    if (beyond / requests > 1 - share) low = time
    else high = time
  }
  return high
}

/** The share of requests that took longer than `time`. */
export function shareBeyond(spell: Omit<Spell, 'requests'>, time: number): number {
  return sojournBeyond(spell.line, spell.serviceTime, time - spell.shift)
}
