/** A name as a part of a file name: letters and digits of every script, dashes between them. */
export const fileName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'on-sale'
