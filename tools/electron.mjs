import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { platform } from 'node:process'
import { run } from './run.mjs'

const home = 'node_modules/electron'
const memory = 'node_modules/.cache/kasa/electron-fetch.json'
/**
 * A failed fetch is known to be one within seconds. Whether the place of the download can be reached is known after `reachMs`; after that each `lookMs` has to
 * bring `leastBytes`, so that a line that stands still, or would need more than five minutes, is given up at the next look.
 */
const usualPatience = { reachMs: 5000, lookMs: 10_000, leastBytes: 4_000_000 }
/** How long a failed fetch is remembered. */
const tryAgainAfterMs = 24 * 3_600_000

/** Path of Electron's program; null where its binary was never fetched. Asks the file, not the package: that would start a download. */
export const electronProgram = () => {
  const elsewhere = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const isWhole = existsSync(join(home, 'path.txt'))
  // written last: without it the folder holds what an unpacking left that was stopped midway
  if (!isWhole && !elsewhere) return null
  const name = isWhole ? readFileSync(join(home, 'path.txt'), 'utf8') : 'electron'
  const path = resolve(elsewhere ?? join(home, 'dist'), name)
  return existsSync(path) ? path : null
}

/** Whether a window can be shown at all: Chromium refuses root, and needs a display on Linux. */
export const hasScreen = () =>
  platform !== 'linux' || (Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY) && process.getuid?.() !== 0)

/** Electron's program, fetched if that is possible; null says in one line why not. */
export const electronToStart = async (node, patience = usualPatience) => {
  if (!hasScreen()) return null
  const there = electronProgram()
  if (there) return there
  const version = electronVersion()
  if (!failedLately(version)) {
    if (await fetchElectron(node, version, patience)) return electronProgram()
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
export const canBeFetched = (url, { reachMs } = usualPatience) =>
  fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(reachMs) }).then(
    response => response.ok,
    () => false,
  )

/** Where Electron's own downloads are. */
export const electronDownloads = version =>
  `${process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'}v${version}/SHASUMS256.txt`

const fetchElectron = async (node, version, patience) => {
  if (!(await canBeFetched(electronDownloads(version), patience))) return false
  console.error('kasa: fetching Electron, about 120 MB…')
  const folder = mkdtempSync(join(tmpdir(), 'kasa-electron-'))
  try {
    return await installWhileItComes(node, folder, patience)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs Electron's own installer, which downloads into `folder` and unpacks from there, for as long as either goes on. */
const installWhileItComes = (node, folder, { lookMs, leastBytes }) =>
  new Promise(ended => {
    const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder }
    const child = spawn(node, [join(home, 'install.js')], { stdio: 'ignore', env })
    let before = 0
    const look = setInterval(() => {
      const now = bytesIn(folder) + bytesIn(join(home, 'dist'))
      // less than before: what was downloaded has been put away
      if (now >= before && now - before < leastBytes) child.kill('SIGKILL')
      before = now
    }, lookMs)
    const end = came => {
      clearInterval(look)
      ended(came)
    }
    child.on('error', () => end(false))
    child.on('exit', code => end(code === 0))
  })

const bytesIn = folder =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true }).reduce(
        (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
        0,
      )
    : 0

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
