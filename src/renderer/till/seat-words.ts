import type { CartLine } from '#contract/cart'
import type { Say } from '#words/say'

/** Longer names say themselves what they are (`Sektor A1`, `Loża`); a bare sign needs the word. */
const longestSign = 3

/** A sector as a person calls it. */
export const sectorWords = (sector: string, say: Say): string =>
  sector.length > longestSign ? sector : say('seats.sector', { sector })

/** A seat as a person calls it: sector, row and number. */
export const seatWords = (seat: NonNullable<CartLine['seat']>, say: Say): string =>
  say('seats.lineNamed', { sector: sectorWords(seat.sector, say), row: seat.row, number: seat.number })
