import { randomFillSync } from 'node:crypto'
import type { Random } from '#main/world'

/** Drawn at once: asking the system costs more than the bytes, and a sale needs a dozen small pieces. */
const drawnAtOnce = 4096

/** Unpredictable bytes of this machine. Each byte is handed out once. */
export const systemChance = (): Random => {
  const drawn = new Uint8Array(drawnAtOnce)
  let next = drawnAtOnce
  return {
    bytes: length => {
      if (length > drawnAtOnce) return randomFillSync(new Uint8Array(length))
      if (next + length > drawnAtOnce) {
        randomFillSync(drawn)
        next = 0
      }
      const piece = drawn.slice(next, next + length)
      drawn.fill(0, next, next + length)
      next += length
      return piece
    },
  }
}
