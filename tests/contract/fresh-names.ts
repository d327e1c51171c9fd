import { randomInt } from 'node:crypto'

const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ123456789'
const secretLetters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** An order code no till and no earlier run has used; the length is the caller's where the length is the point. */
export function freshCode(length = 14): string {
  return `CT${letters(codeLetters, length - 2)}`
}

/** A ticket secret as the platform itself would draw one: 32 letters and digits that are hard to misread. */
export function freshSecret(): string {
  return letters(secretLetters, 32)
}

/** The name of a lease, one a unit. */
export function freshCartId(): string {
  return `contract-${freshSecret()}@api`
}

/** A key under which the platform remembers one answer. */
export function freshKey(): string {
  return `contract-${freshSecret()}`
}

function letters(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}
