import { spawnSync } from 'node:child_process'
import { Unavailable } from '../platform/unavailable.ts'
import { motoProgram } from './installation.ts'

/** As of every program here that needs what this machine may not have: nothing is wrong with Kasa, it could not be asked. */
const cannotBeHad = 3

// Asks moto's server, a second opinion on how AWS speaks. How AWS behaves, moto is no judge of.
try {
  await motoProgram()
} catch (problem) {
  if (!(problem instanceof Unavailable)) throw problem
  console.error(`SKIPPED the second opinion on AWS: ${problem.message}`)
  process.exit(cannotBeHad)
}
const config = ['run', '--config', 'tests/moto/vitest.config.ts']
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...config, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exit(status ?? 1)
