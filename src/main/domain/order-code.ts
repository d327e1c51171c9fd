/** pretix takes A-Z without I and O, and digits (`Order.code`, generate_code); 0 and 1 are left out because people misread them. 32 characters: 5 bits each. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const shortestPrefix = 3
const randomCharacters = 7

/**
 * The first characters of every order code of a device: its id in base 32, at least 3 characters. Two devices never make the same code: prefixes of one
 * length differ because ids do, and codes with prefixes of different lengths differ in length.
 */
export const codePrefixOf = (deviceId: number): string => {
  if (!Number.isSafeInteger(deviceId) || deviceId < 0) throw new Error(`not a device id: ${deviceId}`)
  const digits: string[] = []
  for (let rest = deviceId; rest > 0; rest = Math.floor(rest / alphabet.length))
    digits.unshift(alphabet.charAt(rest % alphabet.length))
  return digits.join('').padStart(shortestPrefix, alphabet.charAt(0))
}

/** A fresh order code: the till's prefix and 7 characters (35 bits) of chance. `bytes` gives that many unpredictable bytes. */
export const orderCode = (prefix: string, bytes: (length: number) => Uint8Array): string =>
  prefix + Array.from(bytes(randomCharacters), byte => alphabet.charAt(byte % alphabet.length)).join('')
