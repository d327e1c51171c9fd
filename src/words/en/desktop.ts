import type { desktop as polish } from '../pl/desktop.ts'
import type { Same } from '../same.ts'

/** The menu of the desktop app and what its window says when the page cannot. */
export const desktop = {
  menuTill: 'Till',
  menuEdit: 'Edit',
  menuView: 'View',
  about: 'About Kasa',
  print: 'Print the screen…',
  quit: 'Quit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  zoomReset: 'Usual size',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  fullScreen: 'Full screen',
  minimize: 'Minimize',
  cannotStart: 'Kasa cannot start',
  pageStopped: 'The screen stopped several times in a row. Stored sales are on disk. Start Kasa again.',
  coreStopped: 'The till program stopped several times in a row. Stored sales are on disk. Start Kasa again.',
} as const satisfies Same<typeof polish>
