import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { worldOfLastStart } from '../tests/platform/last-start.ts'
import { run } from './run.mjs'
import { ensureBrowser } from './browser.mjs'
import { ensureScreens } from './screens.mjs'

const node = process.execPath
const vitest = (...args) => run(node, ['node_modules/vitest/vitest.mjs', 'run', ...args])

// what fails is said where it fails and, since that is far up by then, once more at the end; tests/failed-tests.ts fills the list
const failedTests = process.env.KASA_FAILED_TESTS ?? resolve('node_modules/.cache/kasa/failed-tests')
mkdirSync(dirname(failedTests), { recursive: true })
writeFileSync(failedTests, '')
process.env.KASA_FAILED_TESTS = failedTests

const realWorld = await worldOfLastStart()

/** How a step ends that could not be asked here, where that is allowed; it has said why. */
const cannotBeHad = 3

/** Everything that `npm test` proves, in the order in which a mistake is cheapest to find. A number: with this code, it was skipped. */
const steps = [
  ['types', () => run(node, ['tools/types.mjs'])],
  ['lint and the import table', () => run(node, ['tools/lint.mjs'])],
  ['unit, wire and simulation', () => vitest()],
  ['contract, on the sandbox', () => run(node, ['tools/contract.mjs'])],
  ...(realWorld
    ? [['contract, on the real pretix that runs here', () => run(node, ['tools/contract.mjs', '--world', realWorld])]]
    : []),
  ['a second opinion on AWS, from moto', () => run(node, ['tests/moto/moto.ts']), cannotBeHad],
  [
    'end to end, in a real browser',
    async () => {
      await ensureScreens(node)
      const browser = await ensureBrowser(node)
      return run(node, ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/e2e/playwright.config.ts'], {
        env: browser,
      })
    },
  ],
  ['desktop, in a real Electron', () => run(node, ['tools/desktop-tests.mjs']), cannotBeHad],
  ['killed 50 times', () => run(node, ['tests/killtest/killtest.ts', '--times', '50', '--seed', '1'])],
  ['a journey of 20 sales, on the sandbox', () => run(node, ['tests/journey/journey.ts', '--sales', '20'])],
]

const results = []
for (const [name, step, skipped] of steps) {
  const start = Date.now()
  console.log(`\n=== ${name}`)
  const code = await step()
  const state = code === 0 ? 'passed' : 'FAILED'
  results.push({ name, state: code === skipped ? 'SKIPPED' : state, seconds: Math.round((Date.now() - start) / 1000) })
}
console.log('')
for (const { name, state, seconds } of results) console.log(`${state.padEnd(7)} ${name} (${seconds} s)`)
if (!realWorld)
  console.log(
    'SKIPPED contract, on a real pretix: none runs here. «npm run platform» starts one (Debian or Ubuntu; four minutes the first time), then run npm test again, or .ci/run for all of it',
  )
const list = readFileSync(failedTests, 'utf8')
if (list !== '') console.log(`\nwhat failed:\n${list}`)
const failed = results.filter(({ state }) => state === 'FAILED').length
const skipped = results.filter(({ state }) => state === 'SKIPPED').length
console.log(`steps: ${results.length - failed - skipped} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed > 0 ? 1 : 0)
