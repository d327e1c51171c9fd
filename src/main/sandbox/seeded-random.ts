/** Repeatable chance: the same seed gives the same world, and a journalled request replays to the same codes and secrets. */
export type SeededRandom = {
  /** A fraction in [0, 1). */
  readonly next: () => number
  /** An integer in [0, bound). */
  readonly integer: (bound: number) => number
  readonly pick: <T>(choices: readonly T[]) => T
  readonly text: (length: number, alphabet: string) => string
}

const WARM_UP_ROUNDS = 12

/** Builds a generator (sfc32, seeded by FNV-1a over the text) that is fast and good enough for invented worlds. */
export function seededRandom(seed: string): SeededRandom {
  let a = fnv1a(seed, 0x811c9dc5)
  let b = fnv1a(seed, 0x9e3779b9)
  let c = fnv1a(seed, 0x85ebca6b)
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) next()
  const integer = (bound: number): number => Math.floor(next() * bound)
  return {
    next,
    integer,
    pick: choices => {
      const chosen = choices[integer(choices.length)]
      if (chosen === undefined) throw new Error('nothing to pick from')
      return chosen
    },
    text: (length, alphabet) => {
      let text = ''
      for (let at = 0; at < length; at += 1) text += alphabet.charAt(integer(alphabet.length))
      return text
    },
  }
}

function fnv1a(text: string, basis: number): number {
  let hash = basis
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash | 0
}
