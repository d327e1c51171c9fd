import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

const built = 'dist/renderer/index.html'
const sources = ['src/renderer', 'src/contract', 'src/words', 'vite.config.ts', 'package-lock.json']

const newest = path => {
  const found = statSync(path)
  return found.isDirectory() ? Math.max(0, ...readdirSync(path).map(name => newest(join(path, name)))) : found.mtimeMs
}

/** Builds the screens when they are missing or older than what they are made of. */
export const ensureScreens = async node => {
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map(newest))) return
  console.error('kasa: building the screens…')
  const code = await run(node, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { env: {} })
  if (code !== 0) process.exit(code)
}
