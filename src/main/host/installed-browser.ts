import { existsSync } from 'node:fs'

const linux = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/microsoft-edge',
]
const darwin = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`)
const windows = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
].flatMap(path =>
  [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(base => base !== undefined)
    .map(base => `${base}/${path}`),
)
const places: Readonly<Record<string, readonly string[]>> = { linux, darwin, win32: windows }

/** Path of an installed Chrome, Chromium or Edge (KASA_BROWSER names another); null when none stands in a usual place. */
export const installedBrowser = (): string | null =>
  process.env.KASA_BROWSER ?? (places[process.platform] ?? []).find(path => existsSync(path)) ?? null
