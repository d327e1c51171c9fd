import { ownPaper, pageAddress } from './electron-screens.ts'
import { shutPage } from './electron-shut-page.ts'
import type { BrowserWindowConstructorOptions, Contents } from './electron-surface.ts'

/** Chromium's own viewer, which draws a paper in frames inside the window it has been opened in. */
const paperViewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/'

/** The window of one paper: Chromium's viewer and nothing else, so without the wire; its print button and Ctrl+P bring up the system's own print dialog. */
export const paperWindow: BrowserWindowConstructorOptions = {
  width: 900,
  height: 1100,
  title: 'Kasa',
  autoHideMenuBar: true,
  webPreferences: {
    ...shutPage,
    // the viewer counts as one; Chromium knows no other any more
    plugins: true,
    devTools: false,
  },
}

/** Whether a page may open this in a window of its own: only Kasa's own page, and only a paper out of its own memory. */
export const isOwnPaper = (contents: Pick<Contents, 'getURL'>, url: string): boolean =>
  contents.getURL().startsWith(pageAddress) && url.startsWith(ownPaper)

/** Where contents may go. Kasa's page stays where it is and frames nothing; the window of a paper shows that paper and the frames of its viewer. */
export const mayShow = (
  contents: Pick<Contents, 'getURL'>,
  to: { readonly url: string; readonly isMainFrame: boolean },
): boolean => {
  const showsPage = contents.getURL().startsWith(pageAddress)
  const showsPaper = contents.getURL().startsWith(ownPaper)
  if (to.isMainFrame) return to.url.startsWith(pageAddress) ? !showsPaper : to.url.startsWith(ownPaper) && !showsPage
  return showsPaper && (to.url.startsWith(ownPaper) || to.url.startsWith(paperViewer))
}

/** Prints a paper by the keys a person knows for it: in a window without a browser around it nobody else listens to them. */
export const printByKeys = (contents: Contents): void => {
  contents.on('before-input-event', (event, { type, key, control, meta, alt, shift }) => {
    const asked = type === 'keyDown' && key.toLowerCase() === 'p' && control !== meta && !alt && !shift
    if (!asked || !contents.getURL().startsWith(ownPaper)) return
    event.preventDefault()
    contents.print()
  })
}
