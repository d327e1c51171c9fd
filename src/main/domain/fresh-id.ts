/** A random UUID (RFC 9562, version 4) out of 16 unpredictable bytes. */
export const freshId = (bytes: (length: number) => Uint8Array): string => {
  const hex = Array.from(bytes(16), (byte, index) => {
    if (index === 6) return (byte & 0x0f) | 0x40
    if (index === 8) return (byte & 0x3f) | 0x80
    return byte
  }).map(byte => byte.toString(16).padStart(2, '0'))
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)].map(part => part.join('')).join('-')
}
