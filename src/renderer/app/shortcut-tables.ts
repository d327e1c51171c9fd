import type { Screen } from './screens.ts'
import type { Shortcut } from './shortcuts.ts'

/** Keys that work on every screen. */
export const frameShortcuts = {
  sell: { keys: ['Alt+1'], word: 'frame.navSell' },
  queue: { keys: ['Alt+2'], word: 'frame.navQueue' },
  totals: { keys: ['Alt+3'], word: 'frame.navTotals' },
  onsale: { keys: ['Alt+4'], word: 'frame.navOnsale' },
  settings: { keys: ['Alt+5'], word: 'frame.navSettings' },
  event: { keys: ['Ctrl+E'], word: 'frame.keysEvent' },
  help: { keys: ['F1'], word: 'frame.keysHelp' },
} as const satisfies Readonly<Record<string, Shortcut>>

/** Keys of the selling screen. Letters of tiles and digits of quantity come from the tiles themselves. F9 to F12 mean money, always. */
export const sellShortcuts = {
  exact: { keys: ['F9'], word: 'sell.keysExact' },
  cash: { keys: ['F10', 'Alt+G'], word: 'sell.payCash' },
  card: { keys: ['F11', 'Alt+K'], word: 'sell.payCard' },
  split: { keys: ['F12', 'Alt+I'], word: 'sell.paySplit' },
  find: { keys: ['F2'], word: 'sell.keysFind' },
  ticket: { keys: ['F3'], word: 'sell.keysTicket' },
  again: { keys: ['F4'], word: 'sell.keysAgain' },
  queue: { keys: ['F5'], word: 'frame.navQueue' },
  remove: { keys: ['Delete'], word: 'sell.keysRemove' },
  empty: { keys: ['Ctrl+Backspace'], word: 'sell.cartClear' },
  reprint: { keys: ['Ctrl+P'], word: 'sell.reprintLast' },
  back: { keys: ['Escape'], word: 'frame.keysBack' },
} as const satisfies Readonly<Record<string, Shortcut>>

/** Keys of the queue. Arrows move in the list by themselves. */
export const queueShortcuts = {
  retry: { keys: ['F4'], word: 'queue.retry' },
  retryAll: { keys: ['Shift+F4'], word: 'queue.retryAll' },
  tickets: { keys: ['F6'], word: 'sell.showTickets' },
  receipt: { keys: ['F7'], word: 'sell.showReceipt' },
  next: { keys: ['F8'], word: 'queue.next' },
} as const satisfies Readonly<Record<string, Shortcut>>

/** Keys of the on-sale cockpit. The levers open their dialogs, where the same key is held. */
export const onsaleShortcuts = {
  slow: { keys: ['Z'], word: 'onsale.keysSlow' },
  open: { keys: ['O'], word: 'onsale.keysOpen' },
  servers: { keys: ['D'], word: 'onsale.keysServers' },
  arm: { keys: ['U'], word: 'onsale.keysArm' },
  card: { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], word: 'onsale.keysCard' },
  acknowledge: { keys: ['A'], word: 'onsale.keysAcknowledge' },
  silence: { keys: ['W'], word: 'onsale.keysSilence' },
  signIn: { keys: ['L'], word: 'onsale.signIn' },
  check: { keys: ['R'], word: 'onsale.checkNow' },
  confirm: { keys: ['E'], word: 'preflight.keysConfirm' },
  ceiling: { keys: ['S'], word: 'preflight.keysCeiling' },
  rehearse: { keys: ['P'], word: 'rehearsal.keysOpen' },
  note: { keys: ['M'], word: 'onsale.keysNote' },
  earlier: { keys: ['ArrowLeft'], word: 'onsale.keysEarlier' },
  later: { keys: ['ArrowRight'], word: 'onsale.keysLater' },
  fiveEarlier: { keys: ['Shift+ArrowLeft'], word: 'onsale.keysFiveEarlier' },
  fiveLater: { keys: ['Shift+ArrowRight'], word: 'onsale.keysFiveLater' },
  toStart: { keys: ['Home'], word: 'onsale.keysToStart' },
  toNow: { keys: ['End'], word: 'onsale.keysToNow' },
  whole: { keys: [' '], word: 'onsale.keysWhole' },
  table: { keys: ['T'], word: 'onsale.keysTable' },
  back: { keys: ['Escape'], word: 'onsale.keysBack' },
} as const satisfies Readonly<Record<string, Shortcut>>

/** While a sale is looked back at the same keys move the moment instead of the cursor. */
export const replayShortcuts = {
  earlier: onsaleShortcuts.earlier,
  later: onsaleShortcuts.later,
  fiveEarlier: onsaleShortcuts.fiveEarlier,
  fiveLater: onsaleShortcuts.fiveLater,
  toStart: onsaleShortcuts.toStart,
  toNow: onsaleShortcuts.toNow,
} as const satisfies Readonly<Record<string, Shortcut>>

/** The keys of each screen, for the key map; the screens bind them. */
export const screenShortcuts: Readonly<Record<Screen, Readonly<Record<string, Shortcut>>>> = {
  sell: {
    ...sellShortcuts,
    tile: { keys: ['A … Z'], word: 'sell.keysTile' },
    quantity: { keys: ['1 … 9'], word: 'sell.keysQuantity' },
    received: { keys: ['Num 0 … 9'], word: 'sell.received' },
  },
  queue: queueShortcuts,
  totals: {},
  onsale: {
    ...onsaleShortcuts,
    card: { keys: ['1 … 9'], word: 'onsale.keysCard' },
    earlier: { keys: ['←'], word: 'onsale.keysEarlier' },
    later: { keys: ['→'], word: 'onsale.keysLater' },
    fiveEarlier: { keys: ['Shift+←'], word: 'onsale.keysFiveEarlier' },
    fiveLater: { keys: ['Shift+→'], word: 'onsale.keysFiveLater' },
    whole: { keys: ['␣'], word: 'onsale.keysWhole' },
    pause: { keys: ['␣'], word: 'rehearsal.keysPause' },
    back: { keys: ['Esc'], word: 'onsale.keysBack' },
  },
  settings: {},
}
