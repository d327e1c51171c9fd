import { describe, expect, it } from 'vitest'
import { isSingleSign, pressName } from '../../../src/renderer/app/shortcut-keys.ts'
import { asksBeforeClosing } from '../../../src/renderer/app/closing.ts'
import { readScreen, screenAddress, screens } from '../../../src/renderer/app/screens.ts'

const press = (key: string, code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  pressName({ key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held })

describe('keys', () => {
  it('are told by their names', () => {
    expect(press('F9', 'F9')).toBe('F9')
    expect(press('a', 'KeyA')).toBe('A')
    expect(press('e', 'KeyE', { ctrlKey: true })).toBe('Ctrl+E')
    expect(press('Backspace', 'Backspace', { ctrlKey: true })).toBe('Ctrl+Backspace')
  })

  it('are the same with Alt in a layout that turns letters into other signs', () => {
    expect(press('ķ', 'KeyK', { altKey: true })).toBe('Alt+K')
    expect(press('¡', 'Digit1', { altKey: true })).toBe('Alt+1')
  })

  it('tell money (numeric block) from quantity (top row)', () => {
    expect(press('2', 'Numpad2')).toBe('Numpad2')
    expect(press('2', 'Digit2')).toBe('2')
    expect(isSingleSign('2')).toBe(true)
    expect(isSingleSign('Numpad2')).toBe(false)
  })
})

describe('closing the window', () => {
  it('asks only when something would be left behind', () => {
    expect(asksBeforeClosing({ cartLines: 0, unsent: 0 })).toBe(false)
    expect(asksBeforeClosing({ cartLines: 1, unsent: 0 })).toBe(true)
    expect(asksBeforeClosing({ cartLines: 0, unsent: 2 })).toBe(true)
  })
})

describe('the address', () => {
  it('names each screen, and selling when it names none', () => {
    expect(screens.map(screen => readScreen(screenAddress(screen)))).toEqual([...screens])
    expect(readScreen('#/nowhere')).toBe('sell')
  })
})
