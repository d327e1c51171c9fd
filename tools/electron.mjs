import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { platform } from 'node:process'
import { run } from './run.mjs'

const home = 'node_modules/electron'
const memory = 'node_modules/.cache/kasa/electron-fetch.json'
/** Whether the place of the download can be reached is known after this; the download itself may take a slow line some minutes. */
const reachWithinMs = 5000
const downloadLimitMs = 300_000
/** How long a failed fetch is remembered. */
const tryAgainAfterMs = 24 * 3_600_000

/** Path of Electron's program; null where its binary was never fetched. Asks the file, not the package: that would start a download. */
export const electronProgram = () => {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist')
  const name = existsSync(join(home, 'path.txt')) ? readFileSync(join(home, 'path.txt'), 'utf8') : 'electron'
  const path = resolve(dist, name)
  return existsSync(path) ? path : null
}

/** Whether a window can be shown at all: Chromium refuses root, and needs a display on Linux. */
export const hasScreen = () =>
  platform !== 'linux' || (Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY) && process.getuid?.() !== 0)

/** Electron's program, fetched if that is possible; null says in one line why not. */
export const electronToStart = async node => {
  if (!hasScreen()) return null
  const there = electronProgram()
  if (there) return there
  const version = electronVersion()
  if (!failedLately(version)) {
    if (await fetchElectron(node, version)) return electronProgram()
    remember(version)
  }
  console.error('kasa: Electron could not be fetched, so Kasa opens in a window of your browser (a day later it is tried again)')
  return null
}

/** Whether `npm start` was asked for a window, and not for the HTTP door at a place of the person's choosing. */
export const wantsDesktop = given =>
  given[given.indexOf('--window') + 1] !== 'none' && !given.some(each => /^--(window=none|port)/.test(each))

/** The version of Electron that Kasa is built with. */
export const electronVersion = () => JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version

/** Whether something to download can be had there, known within seconds. */
export const canBeFetched = url =>
  fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(reachWithinMs) }).then(
    response => response.ok,
    () => false,
  )

/** Where Electron's own downloads are. */
export const electronDownloads = version =>
  `${process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'}v${version}/SHASUMS256.txt`

const fetchElectron = async (node, version) => {
  if (!(await canBeFetched(electronDownloads(version)))) return false
  console.error('kasa: fetching Electron, about 120 MB…')
  return spawnSync(node, [join(home, 'install.js')], { stdio: 'ignore', timeout: downloadLimitMs }).status === 0
}

const failedLately = version => {
  try {
    const failed = JSON.parse(readFileSync(memory, 'utf8'))
    return failed.version === version && Date.now() - failed.at < tryAgainAfterMs
  } catch {
    return false
  }
}

const remember = version => {
  mkdirSync('node_modules/.cache/kasa', { recursive: true })
  writeFileSync(memory, JSON.stringify({ version, at: Date.now() }))
}

const built = 'dist/desktop/preload/preload.cjs'
const sources = ['src/main', 'src/preload', 'src/contract', 'src/words', 'electron.vite.config.ts', 'package-lock.json']

const newest = path => {
  const found = statSync(path)
  return found.isDirectory() ? Math.max(0, ...readdirSync(path).map(name => newest(join(path, name)))) : found.mtimeMs
}

/** Builds what the desktop app runs, when it is missing or older than what it is made of. Throws when it cannot be built. */
export const ensureDesktop = async node => {
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map(newest))) return
  console.error('kasa: building the desktop app…')
  const args = ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn']
  if ((await run(node, args)) !== 0) throw new Error('electron-vite did not succeed; see its words above')
}

/** Runs the desktop app to its end; its exit code. */
export const runDesktop = (program, args) => {
  delete process.env.ELECTRON_RUN_AS_NODE
  return run(program, ['dist/desktop/main/electron.js', ...args])
}
