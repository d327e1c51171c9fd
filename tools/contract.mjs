import { resolve } from 'node:path'
import { run } from './run.mjs'

const [, , flag, file, ...rest] = process.argv
if (flag !== undefined && (flag !== '--world' || !file)) {
  console.error(
    'usage: npm run contract [-- --world FILE]   FILE: {url, organizer, events, adminToken, handshake, deviceToken, scanToken}; without it, the sandbox is asked',
  )
  process.exit(2)
}
const env = file ? { KASA_WORLD: resolve(file) } : {}
process.exit(
  await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/contract/vitest.config.ts', ...rest], {
    env,
  }),
)
