import type { OnsaleMinutes } from '#contract/onsale-face'
import type { Role } from '#contract/onsale-roles'

export const minuteMs = 60_000

/** Minutes of a sale as far as they came: what the core tells in pieces, put together. Null: not known. */
export type Minutes = OnsaleMinutes

/** The minutes known so far with a later piece laid over them: a piece tells all of the minutes it covers, also that nothing is known of them. */
export const mergeMinutes = (known: Minutes | null, piece: Minutes): Minutes => {
  if (!known || piece.from <= known.from) return piece
  const skip = Math.round((piece.from - known.from) / minuteMs)
  // nothing new was said: who draws by these minutes need not draw again
  if (piece.count === 0 && skip <= known.count && piece.revision === known.revision) return known
  const count = Math.max(known.count, skip + piece.count)
  const roles = new Set([...rolesOf(known), ...rolesOf(piece)])
  const columns = Object.fromEntries(
    [...roles].map(role => [
      role,
      laidOver(known.columns[role] ?? [], piece.columns[role] ?? [], { skip, told: piece.count, count }),
    ]),
  )
  return { revision: piece.revision, from: known.from, count, columns }
}

const laidOver = (
  known: readonly (number | null)[],
  piece: readonly (number | null)[],
  { skip, told, count }: { readonly skip: number; readonly told: number; readonly count: number },
): readonly (number | null)[] =>
  Array.from({ length: count }, (_, place) =>
    place >= skip && place < skip + told ? (piece[place - skip] ?? null) : (known[place] ?? null),
  )

const rolesOf = ({ columns }: Minutes): readonly Role[] => Object.keys(columns) as Role[]

/** The value of a measure in the minute that holds `at`; null when it is not known. */
export const valueAt = (minutes: Minutes, role: Role, at: number): number | null =>
  minutes.columns[role]?.[Math.floor((at - minutes.from) / minuteMs)] ?? null

/** The newest minute of which the measure is known, whole minutes only unless `running` counts too. */
export const newestOf = (
  minutes: Minutes,
  role: Role,
  before: number,
): { readonly at: number; readonly value: number } | null => {
  const column = minutes.columns[role] ?? []
  const last = Math.min(column.length, Math.floor((before - minutes.from) / minuteMs))
  for (let place = last - 1; place >= 0; place -= 1) {
    const value = column[place]
    if (value !== null && value !== undefined) return { at: minutes.from + place * minuteMs, value }
  }
  return null
}
