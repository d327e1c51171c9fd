import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { fileKinds } from './screen-rules.ts'

/** Sends one file of the built screens; never one from outside their folder. */
export const serveFile = async (folder: string, path: string, response: ServerResponse): Promise<void> => {
  const file = normalize(join(folder, path === '/' ? 'index.html' : decode(path)))
  const kind = fileKinds[extname(file)]
  const bytes = file.startsWith(folder + sep) && kind ? await readFile(file).catch(() => null) : null
  if (!bytes) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not here.')
    return
  }
  response.writeHead(200, { 'Content-Type': kind }).end(bytes)
}

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
