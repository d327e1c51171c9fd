/** A random UUID (RFC 9562, version 4) out of 16 unpredictable bytes. */
export const freshId = (bytes: (length: number) => Uint8Array): string => {
  let id = ''
  bytes(16).forEach((byte, index) => {
    if (dashedBefore.has(index)) id += '-'
    id += hexOf[versioned(byte, index)]
  })
  return id
}

const dashedBefore: ReadonlySet<number> = new Set([4, 6, 8, 10])
const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const versioned = (byte: number, index: number): number => {
  if (index === 6) return (byte & 0x0f) | 0x40
  return index === 8 ? (byte & 0x3f) | 0x80 : byte
}
