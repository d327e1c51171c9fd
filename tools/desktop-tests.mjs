// Runs the desktop suite in a real Electron; where there is none it says so and ends as skipped (exit code 3), not as passed in silence.
import { electronProgram, hasScreen } from './electron.mjs'
import { run } from './run.mjs'

/** Exit code for «cannot be had here», as of `npm run platform`. */
const unavailableCode = 3

const program = electronProgram()
if (!program || !hasScreen()) {
  const why = program ? 'there is no screen for it here' : 'its binary is not here (npx install-electron fetches it)'
  console.log(`SKIPPED: the desktop app in a real Electron: ${why}.`)
  console.log('The same door is held against a stand-in in tests/wire and tests/unit/host.')
  process.exit(unavailableCode)
} else {
  const built = await run(process.execPath, ['tools/build-desktop.mjs'])
  const suite = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/e2e-desktop/playwright.config.ts']
  process.exit(built || (await run(process.execPath, suite, { env: { KASA_ELECTRON: program } })))
}
