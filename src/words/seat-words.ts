import type { Say } from './say.ts'

/** Longer names say themselves what they are (`Sektor A1`, `Loża`); a bare sign needs the word. */
const longestSign = 3

/** A sector as a person calls it. */
export const sectorWords = (sector: string, say: Say): string =>
  sector.length > longestSign ? sector : say('seats.sector', { sector })

/** A seat as a person calls it: sector, row and number. */
export const seatWords = (seat: { readonly sector: string; readonly row: string; readonly number: string }, say: Say): string =>
  say('seats.line', { sector: sectorWords(seat.sector, say), row: seat.row, number: seat.number })
