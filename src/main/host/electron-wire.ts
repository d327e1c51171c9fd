import { refused } from '#contract/refusal'
import type { CoreKeeper } from './electron-core.ts'
import { askChannel, tellChannel } from './electron-channels.ts'
import type { Asking, Surface, Window } from './electron-surface.ts'
import { pageOrigin } from './electron-screens.ts'

/** The same bound as the HTTP door has for a question. */
const mostLetters = 64 * 1024
const notAllowed = JSON.stringify(refused('not-allowed-here'))

/** Answers the page's questions by relaying them to the core. Only the window's own main frame, showing Kasa's own page, is heard. */
export const openWireDoor = (ipcMain: Surface['ipcMain'], window: Window, core: Pick<CoreKeeper, 'ask'>): void =>
  ipcMain.handle(askChannel, (event, method, text) => {
    if (!comesFromOurPage(event, window)) return notAllowed
    if (typeof method !== 'string' || typeof text !== 'string' || text.length > mostLetters)
      return JSON.stringify(refused('input-malformed', { method: String(method).slice(0, 60) }))
    return core.ask(method, text)
  })

/** Tells the page something, if it is still there. */
export const tellPage = (window: Window, topic: string, text: string): void => {
  if (!window.isDestroyed()) window.webContents.send(tellChannel, topic, text)
}

const comesFromOurPage = ({ sender, senderFrame }: Asking, window: Window): boolean =>
  sender.id === window.webContents.id &&
  senderFrame !== null &&
  senderFrame.parent === null &&
  senderFrame.origin === pageOrigin &&
  senderFrame.url.startsWith(`${pageOrigin}/`)
