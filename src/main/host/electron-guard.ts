import { isOwnPaper, mayShow, paperWindow, printByKeys } from './electron-paper.ts'
import { ownPaper, pageAddress } from './electron-screens.ts'
import type { Contents, Surface } from './electron-surface.ts'

const mostLettersOfLink = 2000
/** What Kasa's own screens ask for: an on-sale on a wall, a word while the window is hidden, a screen that does not sleep meanwhile. */
const granted = ['fullscreen', 'notifications', 'screen-wake-lock']

/** Denies what no screen of Kasa asks for: permissions but three, devices, going elsewhere, web views, and new windows but for a paper. */
export const denyByDefault = (surface: Pick<Surface, 'app' | 'session' | 'shell'>): void => {
  const session = surface.session()
  session.setPermissionRequestHandler((contents, permission, answer) => answer(mayHave(contents, permission)))
  session.setPermissionCheckHandler(mayHave)
  session.setDevicePermissionHandler(() => false)
  // a paper may be saved, from our own page's memory; anything else is not fetched
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(ownPaper)) event.preventDefault()
  })
  surface.app.on('web-contents-created', (_event, contents) => guard(contents, surface.shell))
}

const mayHave = (contents: Pick<Contents, 'getURL'> | null, permission: string): boolean =>
  granted.includes(permission) && contents !== null && contents.getURL().startsWith(pageAddress)

const guard = (contents: Contents, shell: Surface['shell']): void => {
  contents.on('will-frame-navigate', event => {
    if (!mayShow(contents, event)) event.preventDefault()
  })
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isOwnPaper(contents, url)) return { action: 'allow', overrideBrowserWindowOptions: paperWindow }
    void openLink(shell, url)
    return { action: 'deny' }
  })
  printByKeys(contents)
}

/** The only way out: opens a link in the system's browser. Web pages over https, without a name and password in them; true when it went. */
export const openLink = async (shell: Surface['shell'], text: string): Promise<boolean> => {
  const url = text.length <= mostLettersOfLink ? URL.parse(text) : null
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false
  return shell.openExternal(url.href).then(
    () => true,
    // no browser takes it: the person sees that nothing opened
    () => false,
  )
}
