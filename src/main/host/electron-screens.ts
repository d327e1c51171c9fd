import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Surface } from './electron-surface.ts'

const scheme = 'kasa'

/** Where the page lives, and its only origin. */
export const pageOrigin = `${scheme}://app`
export const pageAddress = `${pageOrigin}/`

/** As strict as over HTTP: no script, style or connection but our own; papers open in a window of their own or are saved, so nothing is framed. */
const everyAnswer = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Makes `kasa:` a scheme with an origin, as safe as https. Must come before Electron is ready. */
export const registerScreens = (protocol: Surface['protocol']): void =>
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])

/** Serves the built screens under `kasa://app/`; nothing from outside `folder`, nothing for another host. */
export const serveScreens = (protocol: Surface['protocol'], folder: string): void =>
  protocol.handle(scheme, async request => {
    const { host, pathname } = new URL(request.url)
    const file = normalize(join(folder, pathname === '/' ? 'index.html' : decode(pathname)))
    const kind = kinds[extname(file)]
    const ours = request.method === 'GET' && host === 'app' && file.startsWith(folder + sep)
    const bytes = ours && kind ? await readFile(file).catch(() => null) : null
    if (!bytes || !kind)
      return new Response('Not here.', { status: 404, headers: { ...everyAnswer, 'Content-Type': 'text/plain' } })
    return new Response(new Uint8Array(bytes), { headers: { ...everyAnswer, 'Content-Type': kind } })
  })

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
