import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions, MessageBoxOptions } from 'electron'
import { afterAll, expect, test, vi } from 'vitest'
import type { createElectronStandIn } from '../../electron-stand-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'kasa-entry-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const seen = vi.hoisted((): { programs: string[]; electron: ReturnType<typeof createElectronStandIn> | null } => ({
  programs: [],
  electron: null,
}))

// the module `electron` as Electron gives it, over the same stand-in: its classes and their static members
vi.mock('electron', async () => {
  const { createElectronStandIn } = await import('../../electron-stand-in.ts')
  const electron = createElectronStandIn({
    fork: program => {
      seen.programs.push(program)
      return { on: () => undefined as never, postMessage: () => undefined, kill: () => true }
    },
  })
  seen.electron = electron
  const { surface } = electron
  return {
    ...surface,
    session: { defaultSession: electron.session },
    screen: { getAllDisplays: surface.displays },
    dialog: {
      showErrorBox: surface.dialog.showErrorBox,
      showMessageBox: (options: MessageBoxOptions) => surface.dialog.ask(options),
    },
    BrowserWindow: function BrowserWindow(options: BrowserWindowConstructorOptions) {
      return surface.openWindow(options)
    },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (menu: MenuItemConstructorOptions[]) => surface.setMenu(menu),
    },
    utilityProcess: { fork: surface.fork },
  }
})

test('the entry hands Electron in: a window on Kasa’s own page, the preload and the core beside the bundle, a menu', async () => {
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['electron', '.', '--data', folder])
  await import('#host/electron')
  await expect.poll(() => seen.electron?.window().loaded).toEqual(['kasa://app/'])
  expect(seen.programs).toEqual([expect.stringMatching(/[\\/]core-process\.js$/)])
  expect(seen.electron?.window().options.webPreferences?.preload).toMatch(/[\\/]preload[\\/]preload\.cjs$/)
  expect(seen.electron?.menus.at(-1)).toHaveLength(3)
  expect(seen.electron?.errors).toEqual([])
})
