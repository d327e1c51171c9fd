/** Chance from a seed (mulberry32): a failure is replayed by its number. */
export type Chance = {
  readonly unit: () => number
  readonly below: (bound: number) => number
  readonly happens: (probability: number) => boolean
  readonly bytes: (length: number) => Uint8Array
}

export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(unit() * bound)
  return {
    unit,
    below,
    happens: probability => unit() < probability,
    bytes: length => Uint8Array.from({ length }, () => below(256)),
  }
}
