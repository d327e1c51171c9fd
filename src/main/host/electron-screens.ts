import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Surface } from './electron-surface.ts'
import { fileKinds, screenHeaders } from './screen-rules.ts'

const scheme = 'kasa'

/** Where the page lives, and its only origin. */
export const pageOrigin = `${scheme}://app`
export const pageAddress = `${pageOrigin}/`
/** How the address of a paper in the page's own memory begins. */
export const ownPaper = `blob:${pageAddress}`

/** Makes `kasa:` a scheme with an origin, as safe as https. Must come before Electron is ready. */
export const registerScreens = (protocol: Surface['protocol']): void =>
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])

/** Serves the built screens under `kasa://app/`; nothing from outside `folder`, nothing for another host. */
export const serveScreens = (protocol: Surface['protocol'], folder: string): void =>
  protocol.handle(scheme, async request => {
    const { host, pathname } = new URL(request.url)
    const file = normalize(join(folder, pathname === '/' ? 'index.html' : decode(pathname)))
    const kind = fileKinds[extname(file)]
    const ours = request.method === 'GET' && host === 'app' && file.startsWith(folder + sep)
    const bytes = ours && kind ? await readFile(file).catch(() => null) : null
    if (!bytes || !kind)
      return new Response('Not here.', { status: 404, headers: { ...screenHeaders, 'Content-Type': 'text/plain' } })
    return new Response(new Uint8Array(bytes), { headers: { ...screenHeaders, 'Content-Type': kind } })
  })

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
