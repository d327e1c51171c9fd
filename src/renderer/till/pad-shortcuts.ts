import type { Shortcut } from '#app/shortcuts'
import type { PadKey } from './typed-amount.ts'

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** The numeric block always types the money taken, wherever the focus is. */
export const padTable = {
  type: { keys: [...digits.map(digit => `Numpad${digit}`), 'NumpadDecimal'], word: 'sell.received' },
  enter: { keys: ['NumpadEnter'], word: 'sell.payCash' },
} as const satisfies Readonly<Record<string, Shortcut>>

/** The pad key a place on the keyboard stands for. */
export const padKeyOf = (code: string): PadKey | null =>
  code === 'NumpadDecimal' ? ',' : (digits.find(digit => code === `Numpad${digit}`) ?? null)
