import type { SeatPlace } from '#contract/cart'
import { number } from './format.ts'
import type { Say } from './say.ts'

/** Longer names say themselves what they are (`Sektor A1`, `Loża`, `Stolik 5`); a bare sign needs the word. */
const longestSign = 3
/** From so many on, neighbours are said by the first and the last. */
const shortestRun = 3

/** A sector as a person calls it. */
export const sectorWords = (sector: string, say: Say): string =>
  sector.length > longestSign ? sector : say('seats.sector', { sector })

/** `1 204 wolne`: seats that can be taken. */
export const freeWords = (count: number, say: Say): string => say('seats.free', { count, figure: number(count, say.language) })

/** `24 w puli tej kasy`: seats that this till holds. */
export const poolWords = (count: number, say: Say): string => say('seats.pool', { figure: number(count, say.language) })

/** A seat as a person calls it: sector, row and number, as far as the plan has them. */
export const seatWords = (seat: SeatPlace, say: Say): string => seatsWords([seat], say)

/** Several seats, row by row: `Sektor D, rząd 7, miejsca 8 do 11; Sektor D, rząd 8, miejsce 2`. */
export const seatsWords = (seats: readonly SeatPlace[], say: Say): string =>
  [...Map.groupBy(seats, ({ sector, row }) => JSON.stringify([sector, row])).values()]
    .map(inRow => rowWords(inRow, say))
    .join('; ')

const rowWords = (seats: readonly SeatPlace[], say: Say): string => {
  const [first] = seats
  if (!first) return ''
  const place = [
    first.sector === '' ? '' : sectorWords(first.sector, say),
    first.row.length > longestSign ? first.row : first.row && say('seats.inRow', { row: first.row }),
    numbersWords(
      seats.map(seat => seat.number).filter(number => number !== ''),
      say,
    ),
  ]
  return place.filter(part => part !== '').join(', ')
}

const numbersWords = (numbers: readonly string[], say: Say): string => {
  const [only, ...others] = numbers
  if (only === undefined) return ''
  if (others.length === 0) return say('seats.inSeat', { number: only })
  const spoken = runsOf(numbers.toSorted(asNumbers)).flatMap(run => runWords(run, say))
  const last = spoken.at(-1) ?? ''
  const all = spoken.length === 1 ? last : say('seats.and', { some: spoken.slice(0, -1).join(', '), last })
  return say('seats.inSeats', { numbers: all })
}

const runWords = (run: readonly string[], say: Say): readonly string[] =>
  run.length < shortestRun ? run : [say('seats.to', { first: run[0] ?? '', last: run.at(-1) ?? '' })]

/** Neighbours by number; a seat whose name is no number has none. */
const runsOf = (numbers: readonly string[]): readonly (readonly string[])[] => {
  const runs: string[][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run && Number(run.at(-1)) + 1 === Number(number)) run.push(number)
    else runs.push([number])
  }
  return runs
}

const asNumbers = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true })
