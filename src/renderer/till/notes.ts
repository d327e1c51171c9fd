import type { Minor } from '#contract/nominal'
import { minor } from '#contract/nominal'

const noteSteps = [10, 50, 100, 200]
const denominations = [500, 200, 100, 50, 20, 10, 5, 2, 1]

/** What a customer is likely to hand over: the next multiples of 10, 50, 100 and 200 above the total, without repeats, smallest first. */
export const likelyNotes = (totalMinor: Minor, digits: number, most: number): readonly Minor[] => {
  const offers = new Set<number>()
  for (const step of noteSteps) {
    const unit = step * 10 ** digits
    let offer = Math.floor(totalMinor / unit) * unit + unit
    while (offers.has(offer)) offer += unit
    offers.add(offer)
  }
  return [...offers]
    .toSorted((one, other) => one - other)
    .slice(0, most)
    .map(minor)
}

/** An amount in the fewest notes and coins, largest first, in minor units: 53,00 is 50 + 2 + 1. Fits złoty, euro and their kin. */
export const inNotesAndCoins = (amountMinor: Minor, digits: number): readonly Minor[] => {
  const coins = denominations.map(value => value * 10 ** digits)
  const small = digits === 2 ? [50, 20, 10, 5, 2, 1] : []
  const pieces: Minor[] = []
  let rest: number = amountMinor
  for (const piece of [...coins, ...small])
    while (rest >= piece) {
      pieces.push(minor(piece))
      rest -= piece
    }
  return pieces
}
