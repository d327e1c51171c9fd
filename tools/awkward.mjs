import { resolve } from 'node:path'
import { run } from './run.mjs'

const [, , flag, file, ...rest] = process.argv
if (flag !== undefined && (flag !== '--world' || !file)) {
  console.error(
    'usage: npm run awkward [-- --world FILE]   FILE: the line of npm run platform -- --awkward, or the one that tests/awkward/awkward.py printed on a real pretix; without it, only recorded answers are read',
  )
  process.exit(2)
}
const env = file ? { KASA_WORLD: resolve(file) } : {}
process.exit(
  await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/awkward/vitest.config.ts', ...rest], {
    env,
  }),
)
