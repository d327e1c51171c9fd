/** What pretix itself makes ticket secrets of: no letter that looks like another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const characters = 32
/** Bytes from here on would make the first letters likelier than the others and are thrown away. */
const fairBelow = 256 - (256 % alphabet.length)
const bytesAtOnce = 40
/** Each round yields about 39 fair bytes of the 32 needed; running dry this often means that chance is broken. */
const mostRounds = 50

/** A fresh ticket secret: 32 characters, each of the 31 equally likely (158 bits), so that no two ever meet. */
export const ticketSecret = (bytes: (length: number) => Uint8Array): string => {
  let secret = ''
  for (let round = 0; round < mostRounds && secret.length < characters; round++)
    for (const byte of bytes(bytesAtOnce)) if (byte < fairBelow) secret += alphabet.charAt(byte % alphabet.length)
  if (secret.length < characters) throw new Error('the source of chance gives no usable bytes')
  return secret.slice(0, characters)
}
