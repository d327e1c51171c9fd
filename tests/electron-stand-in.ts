import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type {
  App,
  BrowserWindowConstructorOptions,
  IpcRenderer,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  Rectangle,
  Session,
} from 'electron'
import type { Asking, Contents, ForkedProcess, Surface, Window } from '#host/electron-surface'
import { pageAddress, pageOrigin } from '#host/electron-screens'

/** Emits as Electron's objects do. `on` says `never` because Electron's own promises to give back an object that has everything. */
class Emits {
  readonly events = new EventEmitter()
  on(name: string, listener: (...told: never[]) => void): never {
    this.events.on(name, listener as (...told: unknown[]) => void)
    return this as never
  }
  /** Emits with an event that can be prevented; whether it was. */
  preventable(name: string, details: object = {}, ...rest: unknown[]): boolean {
    const event = { ...details, prevented: false, preventDefault: (): void => void (event.prevented = true) }
    this.events.emit(name, event, ...rest)
    return event.prevented
  }
}

/** A frame as the main process sees it. */
export type StandInFrame = NonNullable<Asking['senderFrame']>
export const ownFrame: StandInFrame = { url: pageAddress, origin: pageOrigin, parent: null }

class StandInContents extends Emits implements Contents {
  readonly id: number
  readonly printed: object[] = []
  readonly page = new EventEmitter()
  /** What its main frame shows; nothing before something was loaded. */
  shown = ''
  openHandler: Parameters<Contents['setWindowOpenHandler']>[0] | null = null
  constructor(id: number) {
    super()
    this.id = id
  }
  send(channel: string, ...said: unknown[]): void {
    this.page.emit(channel, {}, ...structuredClone(said))
  }
  print(options: object = {}): void {
    this.printed.push(options)
  }
  getURL = (): string => this.shown
  setWindowOpenHandler(handler: Parameters<Contents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler
  }
}

class StandInWindow extends Emits implements Window {
  readonly webContents = new StandInContents(1)
  readonly options: BrowserWindowConstructorOptions
  readonly loaded: string[] = []
  readonly done: string[] = []
  readonly onClosed: () => void
  bounds: Rectangle
  gone = false
  constructor(options: BrowserWindowConstructorOptions, onClosed: () => void) {
    super()
    this.options = options
    this.onClosed = onClosed
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    this.webContents.shown = url
    this.events.emit('ready-to-show')
  }
  show = (): void => this.unlessGone('show')
  focus = (): void => this.unlessGone('focus')
  restore = (): void => this.unlessGone('restore')
  maximize = (): void => this.unlessGone('maximize')
  isDestroyed = (): boolean => this.gone
  isMaximized = (): boolean => this.done.includes('maximize')
  isMinimized(): boolean {
    this.unlessGone()
    return false
  }
  unlessGone(done?: string): void {
    if (this.gone) throw new TypeError('Object has been destroyed')
    if (done) this.done.push(done)
  }
  getNormalBounds = (): Rectangle => this.bounds
  destroy(): void {
    this.unlessGone()
    this.gone = true
    this.onClosed()
  }
  /** As when a person presses the cross: the window goes unless somebody prevents it. */
  close(): void {
    if (!this.preventable('close')) this.destroy()
  }
}

class StandInApp extends Emits {
  readonly done: string[] = []
  readonly paths = new Map<string, string>()
  readonly isPackaged = true
  readonly locale: string
  readonly first: boolean
  constructor(locale: string, first: boolean) {
    super()
    this.locale = locale
    this.first = first
  }
  whenReady = async (): Promise<void> => void this.done.push('ready')
  quit = (): void => void this.done.push('quit')
  exit = (code = 0): void => {
    this.done.push(`exit ${code}`)
    this.events.emit('exited')
  }
  setPath = (name: Parameters<App['setPath']>[0], path: string): void => {
    if (!existsSync(path)) throw new Error('Failed to set path: there is no such folder')
    this.paths.set(name, path)
  }
  getLocale = (): string => this.locale
  enableSandbox = (): void => void this.done.push('sandbox')
  requestSingleInstanceLock = (): boolean => this.first
}

class StandInSession extends Emits {
  mayAsk: Parameters<Session['setPermissionRequestHandler']>[0] = null
  mayHave: Parameters<Session['setPermissionCheckHandler']>[0] = null
  mayUse: Parameters<Session['setDevicePermissionHandler']>[0] = null
  setPermissionRequestHandler = (handler: typeof this.mayAsk): void => void (this.mayAsk = handler)
  setPermissionCheckHandler = (handler: typeof this.mayHave): void => void (this.mayHave = handler)
  setDevicePermissionHandler = (handler: typeof this.mayUse): void => void (this.mayUse = handler)
}

export type StandInOptions = {
  readonly fork: (program: string) => ForkedProcess
  readonly locale?: string
  /** Whether this is the first Kasa on the machine. */
  readonly first?: boolean
  readonly keyStore?: {
    readonly backend: ReturnType<Surface['safeStorage']['getSelectedStorageBackend']>
    readonly available: boolean
  }
  /** What the person presses in a question: the number of the button. */
  readonly pressed?: () => number
}

/** Electron as far as Kasa uses it: the compiler holds it against Electron's own types, and it does nothing that Electron does not do. */
export const createElectronStandIn = (options: StandInOptions) => {
  const app = new StandInApp(options.locale ?? 'pl-PL', options.first ?? true)
  const session = new StandInSession()
  const power = new Emits()
  const windows: StandInWindow[] = []
  const errors: { title: string; sentence: string }[] = []
  const questions: MessageBoxOptions[] = []
  const opened: string[] = []
  const menus: MenuItemConstructorOptions[][] = []
  const schemes: Parameters<Surface['protocol']['registerSchemesAsPrivileged']>[0] = []
  const served = new Map<string, Parameters<Surface['protocol']['handle']>[1]>()
  const answering = new Map<string, (event: Asking, ...said: unknown[]) => unknown>()
  // a lock everybody can see through: tests look for what is not there
  const locked = (text: string): string => Buffer.from(text).toString('base64').split('').toReversed().join('')

  const focused: { window: ReturnType<Surface['focusedWindow']> } = { window: null }

  /** A window that the contents of another asked for with `window.open`; null when it was denied. */
  const popUp = (opener: StandInContents, url: string): StandInContents | null => {
    const asked = {
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    } as const
    const answer = opener.openHandler?.(asked)
    if (answer?.action !== 'allow') return null
    const contents = new StandInContents(opener.id + 1)
    app.events.emit('web-contents-created', {}, contents)
    // the first page of a window that a page opened counts as asked for by that page
    if (contents.preventable('will-frame-navigate', { url, isMainFrame: true })) return null
    contents.shown = url
    return contents
  }

  const surface: Surface = {
    app,
    ipcMain: { handle: (channel, listener) => void answering.set(channel, listener) },
    protocol: {
      registerSchemesAsPrivileged: list => {
        if (app.done.includes('ready'))
          throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
        schemes.push(...list)
      },
      handle: (scheme, handler) => void served.set(scheme, handler),
    },
    session: () => session,
    dialog: {
      showErrorBox: (title, sentence) => void errors.push({ title, sentence }),
      ask: async question => {
        questions.push(question)
        return { response: options.pressed?.() ?? 0 }
      },
    },
    shell: { openExternal: async url => void opened.push(url) },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => options.keyStore?.available ?? true,
      getSelectedStorageBackend: () => options.keyStore?.backend ?? 'gnome_libsecret',
      encryptStringAsync: async text => Buffer.from(locked(text)),
      decryptStringAsync: async buffer => {
        const text = Buffer.from(buffer.toString().split('').toReversed().join(''), 'base64').toString()
        if (locked(text) !== buffer.toString()) throw new Error('another key')
        return { result: text, shouldReEncrypt: false }
      },
    },
    powerMonitor: power,
    displays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
    focusedWindow: () => focused.window,
    openWindow: given => {
      const window = new StandInWindow(given, () => app.events.emit('window-all-closed'))
      app.events.emit('web-contents-created', {}, window.webContents)
      windows.push(window)
      return window
    },
    setMenu: template => void menus.push(template),
    fork: program => options.fork(program),
  }

  const window = (): StandInWindow => {
    const [only] = windows
    if (!only) throw new Error('no window is open')
    return only
  }
  /** The renderer's end of Electron's pipe, for one frame of the window. Everything said is cloned on its way, as there. */
  const rendererIn = (frame: StandInFrame | null = ownFrame, sender = 1): Pick<IpcRenderer, 'invoke' | 'on'> => ({
    invoke: async (channel, ...said) => {
      const listener = answering.get(channel)
      if (!listener) throw new Error(`No handler registered for '${channel}'`)
      return structuredClone(await listener({ sender: { id: sender }, senderFrame: frame }, ...structuredClone(said)))
    },
    on: (channel, listener) => window().webContents.page.on(channel, listener) as never,
  })
  return {
    surface,
    app,
    session,
    power,
    window,
    windows,
    focused,
    popUp,
    errors,
    questions,
    opened,
    menus,
    schemes,
    served,
    answering,
    rendererIn,
  }
}
