import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { openDesktop } from './electron-desktop.ts'

const faultCode = 70

/** Entry of the desktop app: hands the real Electron in. Paths are those of the bundle, `dist/desktop/main`. */
const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// not awaited at the top: Electron is not ready before this file has run to its end
openDesktop(
  {
    app,
    ipcMain,
    protocol,
    shell,
    safeStorage,
    powerMonitor,
    session: () => session.defaultSession,
    dialog: {
      showErrorBox: (title, content) => dialog.showErrorBox(title, content),
      ask: options => {
        const [window] = BrowserWindow.getAllWindows()
        return window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options)
      },
    },
    displays: () => screen.getAllDisplays(),
    focusedWindow: () => BrowserWindow.getFocusedWindow(),
    openWindow: options => new BrowserWindow(options),
    setMenu: template => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
    fork: (program, args, options) => utilityProcess.fork(program, args, options),
  },
  {
    screens: beside('../../renderer'),
    preload: beside('../preload/preload.cjs'),
    coreProgram: beside('core-process.js'),
    args: process.argv.slice(1),
    system: process.platform,
  },
).catch((problem: unknown) => {
  dialog.showErrorBox('Kasa', problem instanceof Error ? (problem.stack ?? problem.message) : String(problem))
  app.exit(faultCode)
})
