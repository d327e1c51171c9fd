import { spawn } from 'node:child_process'
import { installedBrowser } from './installed-browser.ts'

/**
 * Opens `url` in a window without tabs or address bar, of a browser that is installed, with a profile of its own under `profile`.
 * Null when there is no browser or nothing to show a window on; else resolves when the person closes the window.
 */
export const openAppWindow = (url: string, profile: string): Promise<void> | null => {
  const browser = installedBrowser()
  if (!browser || !hasScreen()) return null
  const child = spawn(
    browser,
    [`--app=${url}`, `--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check', '--window-size=1440,900'],
    { stdio: 'ignore' },
  )
  return new Promise(closed => {
    child.on('error', () => closed())
    child.on('exit', () => closed())
  })
}

/** Browsers refuse to run as root with their guard on, and need a display on Linux. */
const hasScreen = (): boolean =>
  process.platform !== 'linux' ||
  ((process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined) && process.getuid?.() !== 0)
