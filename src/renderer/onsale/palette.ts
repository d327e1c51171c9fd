/** The colours a canvas draws with: those of the tokens, read from the document, since a canvas knows no custom properties. */
export type Palette = {
  readonly accent: string
  readonly text: string
  readonly muted: string
  readonly faint: string
  readonly line: string
  readonly surface: string
  readonly canvas: string
  readonly warn: string
  readonly crit: string
}

const names = ['accent', 'text', 'muted', 'faint', 'line', 'surface', 'canvas', 'warn', 'crit'] as const

/** Reads the tokens of the look that is on now. */
export const readPalette = (): Palette => {
  const style = getComputedStyle(document.documentElement)
  // each name of the palette is a token
  return Object.fromEntries(names.map(name => [name, style.getPropertyValue(`--${name}`).trim()])) as Palette
}

/** A colour of the tokens (`#rrggbb`) seen through. */
export const thinned = (colour: string, share: number): string => {
  const hex = Math.round(Math.min(1, Math.max(0, share)) * 255)
    .toString(16)
    .padStart(2, '0')
  return /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}${hex}` : colour
}
