import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  Display,
  ForkOptions,
  IpcMainInvokeEvent,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  PowerMonitor,
  Protocol,
  SafeStorage,
  Session,
  Shell,
  UtilityProcess,
  WebContents,
} from 'electron'

/** The part of a window's contents that Kasa uses. */
export type Contents = Pick<WebContents, 'on' | 'send' | 'print' | 'setWindowOpenHandler' | 'getURL' | 'id'>

/** The part of a window that Kasa uses. */
export type Window = Pick<
  BrowserWindow,
  | 'on'
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'restore'
  | 'maximize'
  | 'destroy'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'getNormalBounds'
> & { readonly webContents: Contents }

/** The core's process as the window's process holds it. */
export type ForkedProcess = Pick<UtilityProcess, 'on' | 'postMessage' | 'kill'>

/** Who asks: the part of an invoke event that is looked at. */
export type Asking = {
  readonly sender: Pick<IpcMainInvokeEvent['sender'], 'id'>
  readonly senderFrame:
    (Pick<NonNullable<IpcMainInvokeEvent['senderFrame']>, 'url' | 'origin'> & { readonly parent: object | null }) | null
}

/** Electron as Kasa needs it, in Electron's own types: the real one is handed in by `electron.ts`, a stand-in by tests. */
export type Surface = {
  readonly app: Pick<
    App,
    'on' | 'whenReady' | 'quit' | 'exit' | 'setPath' | 'getLocale' | 'isPackaged' | 'enableSandbox' | 'requestSingleInstanceLock'
  >
  readonly ipcMain: { readonly handle: (channel: string, listener: (event: Asking, ...said: unknown[]) => unknown) => void }
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>
  readonly session: () => Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'on'
  >
  readonly dialog: {
    readonly showErrorBox: Dialog['showErrorBox']
    readonly ask: (options: MessageBoxOptions) => Promise<{ readonly response: number }>
  }
  readonly shell: Pick<Shell, 'openExternal'>
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
  >
  readonly powerMonitor: Pick<PowerMonitor, 'on'>
  readonly displays: () => readonly Pick<Display, 'workArea'>[]
  /** The window that the person works in, if it is one of ours. */
  readonly focusedWindow: () => { readonly webContents: Pick<Contents, 'print'> } | null
  readonly openWindow: (options: BrowserWindowConstructorOptions) => Window
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void
  readonly fork: (program: string, args: string[], options: ForkOptions) => ForkedProcess
}

export type { BrowserWindowConstructorOptions, MenuItemConstructorOptions, Rectangle } from 'electron'
