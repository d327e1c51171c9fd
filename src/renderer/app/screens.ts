import type { WordKey } from '#words/say'

export const screens = ['sell', 'queue', 'totals', 'onsale', 'settings'] as const
export type Screen = (typeof screens)[number]

/** The rail, as data: where each entry leads, its word and its key. */
export const railEntries = [
  { screen: 'sell', word: 'frame.navSell', keys: 'Alt+1' },
  { screen: 'queue', word: 'frame.navQueue', keys: 'Alt+2' },
  { screen: 'totals', word: 'frame.navTotals', keys: 'Alt+3' },
  { screen: 'onsale', word: 'frame.navOnsale', keys: 'Alt+4' },
  { screen: 'settings', word: 'frame.navSettings', keys: 'Alt+5' },
] as const satisfies readonly { readonly screen: Screen; readonly word: WordKey; readonly keys: string }[]

/** The part of the address that names a screen, so that a reload stays where it was. */
export const screenAddress = (screen: Screen): string => `#/${screen}`

/** The screen an address names; selling when it names none. */
export const readScreen = (hash: string): Screen => screens.find(screen => screenAddress(screen) === hash) ?? 'sell'
