import type { Hall, Seat } from '#contract/stock'

/** A row of a hall. */
export type Place = { readonly sector: string; readonly row: string }

/** The row before or after this one in its sector; the same row at either end. */
export const neighbourRow = (hall: Hall, place: Place, step: -1 | 1): Place => {
  const rows = hall.sectors.find(sector => sector.name === place.sector)?.rows ?? []
  const at = rows.findIndex(row => row.name === place.row)
  const next = rows[at + step]
  return next && at >= 0 ? { sector: place.sector, row: next.name } : place
}

/** The first row of a sector worth opening: one with something to take, else the first. */
export const firstRow = (hall: Hall, sector: string, isOnline: boolean): Place | null => {
  const rows = hall.sectors.find(each => each.name === sector)?.rows ?? []
  const row = rows.find(each => each.pool > 0 || (isOnline && each.free > 0)) ?? rows[0]
  return row ? { sector, row: row.name } : null
}

/** Sectors and rows whose name has the text in it, for the search field; case and accents do not matter. */
export const matchingSectors = (hall: Hall, text: string): Hall['sectors'] => {
  const wanted = plain(text)
  return wanted ? hall.sectors.filter(sector => plain(sector.name).includes(wanted)) : hall.sectors
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('Ł', 'L').trim().toLowerCase()

/** Whether a press on the seat can take it now. */
export const canTakeSeat = (seat: Seat, isOnline: boolean): boolean =>
  seat.state === 'pool' || (isOnline && seat.state === 'free')

/** What a new set of chosen seats asks for: seats to take and seats to give back. Seats that cannot be taken are left out. */
export const seatChanges = (
  seats: readonly Seat[],
  wanted: ReadonlySet<string>,
  isOnline: boolean,
): { readonly take: readonly string[]; readonly giveBack: readonly string[] } => ({
  take: seats.filter(seat => wanted.has(seat.guid) && canTakeSeat(seat, isOnline)).map(seat => seat.guid),
  giveBack: seats.filter(seat => seat.state === 'chosen' && !wanted.has(seat.guid)).map(seat => seat.guid),
})
