import type { BrowserWindowConstructorOptions } from './electron-surface.ts'

/** What no page of Kasa's windows may do, whatever it shows: reach the machine, embed other pages, be led away by what is dropped on it. */
export const shutPage = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webviewTag: false,
  webSecurity: true,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies BrowserWindowConstructorOptions['webPreferences']
