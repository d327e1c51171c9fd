/** What is pressed, as one text: `F9`, `Alt+1`, `Ctrl+E`, `Shift+ArrowLeft`, `a`, `Delete`. */
export type Press = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/**
 * The name of a press. Letters and digits are taken from the place of the key when Alt is held, since Alt turns `g` into another sign in some layouts;
 * the numeric block is named `Numpad5` and so on, because it means money and the top row means quantity.
 */
export const pressName = (press: Press): string => {
  const base = baseName(press)
  const held = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.shiftKey && base.length > 1 ? 'Shift' : '',
  ]
  return [...held.filter(Boolean), base].join('+')
}

const baseName = ({ key, code, altKey, ctrlKey, metaKey }: Press): string => {
  if (/^Numpad(\d|Decimal|Enter)$/.test(code)) return code
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1]
  if (place && (altKey || ctrlKey || metaKey)) return place
  return key.length === 1 ? key.toUpperCase() : key
}

/** One letter or digit without anything held: the kind that must rest while a person types, and can be switched off. */
export const isSingleSign = (name: string): boolean => name.length === 1

/** Whether a press means something to a text that is being typed, and so belongs to it. */
export const editsText = (name: string): boolean =>
  isSingleSign(name) || name.startsWith('Numpad') || ['Delete', 'Ctrl+Backspace'].includes(name)

/** Whether a press goes into a text that is being typed. */
export const isTyping = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'range'].includes(target.type)
}
