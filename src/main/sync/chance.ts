import type { Random } from '#main/world'

/** A number in [0, 1), for spreading waits. */
export const randomUnit = (random: Random): number => {
  const bytes = random.bytes(4)
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 2 ** 32
}

/** `length` characters of `[a-z0-9]` that nobody guesses. */
export const randomText = (random: Random, length: number): string => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
  const most = 256 - (256 % alphabet.length) // beyond it some letters would come more often
  let text = ''
  while (text.length < length) for (const byte of random.bytes(length)) if (byte < most) text += alphabet[byte % alphabet.length]
  return text.slice(0, length)
}
