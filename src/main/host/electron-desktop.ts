import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Refusal } from '#contract/refusal'
import type { World } from '#main/world'
import { refusalSentence } from '#words/refusal-sentence'
import { createWords } from '#words/say'
import type { Language } from '#words/say'
import { ownArguments, readChoices, usage } from './choices.ts'
import type { Choices } from './choices.ts'
import { coreTopic } from './electron-channels.ts'
import { mayClose } from './electron-closing.ts'
import type { CoreKeeper } from './electron-core.ts'
import { keepCore } from './electron-core.ts'
import { denyByDefault } from './electron-guard.ts'
import { grantSecret, hasKeyStore, keyStoreSecrets } from './electron-key-store.ts'
import { menuIn } from './electron-menu.ts'
import { pageAddress, registerScreens, serveScreens } from './electron-screens.ts'
import { shutPage } from './electron-shut-page.ts'
import type { Surface, Window } from './electron-surface.ts'
import { lastPlace, rememberPlace, smallestSize } from './electron-window-place.ts'
import { openWireDoor, tellPage } from './electron-wire.ts'
import { fileLog } from './log-file.ts'
import { pace } from './pace.ts'
import { realWorld } from './real-world.ts'

/** Where the built parts lie, and how this launch was asked for. */
export type Launch = {
  readonly screens: string
  readonly preload: string
  readonly coreProgram: string
  readonly args: readonly string[]
  readonly system: string
}

/** How often a page that crashed is brought back before the app gives up, and how fast that is forgiven. */
const reloads = { burst: 5, perSecond: 1 / 60 }
const settingsShape = z.object({ ok: z.literal(true), value: z.object({ language: z.enum(['pl', 'en']) }) })

/** The desktop app: one window, one core process, and what passes between them. Reads like a cast list. */
export const openDesktop = async (surface: Surface, launch: Launch): Promise<void> => {
  const { app } = surface
  const choices = readChoices(ownArguments(launch.args))
  if (typeof choices === 'string') return giveUp(surface, `${choices}\n${usage}`, systemLanguage(app))
  // not the profile of the browser's window: that is another Chromium's
  const ownFolder = join(choices.folder, 'desktop')
  // Electron takes no folder that is not there
  mkdirSync(ownFolder, { recursive: true })
  app.setPath('userData', ownFolder)
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.enableSandbox()
  registerScreens(surface.protocol)
  await app.whenReady()
  denyByDefault(surface)
  serveScreens(surface.protocol, launch.screens)
  const world = realWorld({
    secretsFile: join(choices.folder, 'secrets.json'),
    log: fileLog(join(choices.folder, 'window.log')),
  })
  await openApp(surface, launch, { choices, world })
}

const openApp = async (
  surface: Surface,
  launch: Launch,
  start: { readonly choices: Choices; readonly world: World },
): Promise<void> => {
  const { app, safeStorage } = surface
  const { choices, world } = start
  const speaker = createWords()
  const speaking = { language: systemLanguage(app) }
  const keyStore = await hasKeyStore(safeStorage, launch.system)
  const secrets = keyStoreSecrets(safeStorage, {
    file: join(choices.folder, 'locked-secrets.json'),
    before: world.secrets,
    log: world.log,
  })
  const window = openWindow(surface, launch, join(choices.folder, 'window.json'))
  const core = keepCore({
    fork: () => surface.fork(launch.coreProgram, [], { serviceName: 'Kasa core' }),
    opening: { choices, language: speaking.language, keyStore },
    clock: world.clock,
    log: world.log,
    secret: wish => grantSecret(secrets, wish),
    told: (topic, text) => {
      tellPage(window, topic, text)
      if (topic === 'settings') void speak()
    },
    state: state => {
      tellPage(window, coreTopic, JSON.stringify(state))
      if (state === 'answering') void speak()
    },
    stopped: refusal => giveUp(surface, sentenceFor(refusal, speaking.language), speaking.language),
  })
  const print = (): void => (surface.focusedWindow() ?? window).webContents.print({ printBackground: true })
  const showMenu = (): void => surface.setMenu(menuIn(speaker(speaking.language), print))
  const speak = async (): Promise<void> => {
    const settings = settingsShape.safeParse(JSON.parse(await core.ask('settings.get', '{}')))
    if (!settings.success || settings.data.value.language === speaking.language) return
    speaking.language = settings.data.value.language
    showMenu()
  }
  showMenu()
  openWireDoor(surface.ipcMain, window, core)
  followPower(surface, core)
  keepPage(window, world, () => surface.dialog.showErrorBox('Kasa', speaker(speaking.language)('desktop.pageStopped')))
  followClosing(surface, { window, core, place: join(choices.folder, 'window.json') }, () =>
    mayClose({ core, clock: world.clock, dialog: surface.dialog, say: speaker(speaking.language) }),
  )
  app.on('second-instance', () => comeForward(window))
  await window.loadURL(pageAddress)
}

const openWindow = (surface: Surface, launch: Launch, placeFile: string): Window => {
  const { bounds, maximized } = lastPlace(placeFile, surface.displays())
  const window = surface.openWindow({
    ...bounds,
    ...smallestSize,
    show: false,
    title: 'Kasa',
    autoHideMenuBar: true,
    webPreferences: {
      preload: launch.preload,
      ...shutPage,
      devTools: !surface.app.isPackaged,
    },
  })
  window.on('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  return window
}

/** A window that is gone cannot: its core is still closing the file. */
const comeForward = (window: Window): void => {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

const followPower = ({ powerMonitor }: Surface, core: CoreKeeper): void => {
  powerMonitor.on('suspend', () => core.power('suspend'))
  powerMonitor.on('resume', () => core.power('resume'))
}

/** A page that crashed is loaded again: it keeps nothing that the core does not have. One that keeps crashing is given up, in words. */
const keepPage = (window: Window, world: World, say: () => void): void => {
  const mayReload = pace(world.clock, reloads)
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    world.log({ level: 'fault', event: 'page.gone', fields: { reason } })
    if (mayReload()) return void window.loadURL(pageAddress)
    say()
    window.destroy()
  })
}

/** The window closes when the person says so or the machine goes down, the app when the core has closed its file. */
const followClosing = (
  { app, powerMonitor }: Surface,
  open: { readonly window: Window; readonly core: CoreKeeper; readonly place: string },
  mayClose: () => Promise<boolean>,
): void => {
  const asking = { now: false }
  const destroy = (): void => (open.window.isDestroyed() ? undefined : open.window.destroy())
  const askAndClose = async (): Promise<void> => {
    const yes = await mayClose()
    asking.now = false
    if (yes) destroy()
  }
  open.window.on('close', event => {
    event.preventDefault()
    if (asking.now) return
    asking.now = true
    rememberPlace(open.place, open.window)
    void askAndClose()
  })
  // nobody is asked then: what is not sent yet is on the disk and leaves at the next start
  powerMonitor.on('shutdown', destroy)
  app.on('window-all-closed', () => void open.core.close().then(() => app.exit(0)))
}

const giveUp = ({ app, dialog }: Surface, sentence: string, language: Language): void => {
  dialog.showErrorBox(createWords()(language)('desktop.cannotStart'), sentence)
  app.exit(1)
}

const sentenceFor = (refusal: Refusal | null, language: Language): string => {
  const say = createWords()(language)
  return refusal ? refusalSentence(say, refusal) : say('desktop.coreStopped')
}

const systemLanguage = (app: Pick<Surface['app'], 'getLocale'>): Language => (app.getLocale().startsWith('pl') ? 'pl' : 'en')
