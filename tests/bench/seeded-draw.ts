/** Numbers that look like chance and are the same for the same seed (mulberry32). `below(n)`: a whole number from 0 up to but not including n. */
export const seededDraw = (seed: number): { readonly below: (limit: number) => number } => {
  let state = seed >>> 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { below: limit => Math.floor(unit() * limit) }
}
