// The one way into Kasa: runs on any Node from 20 on, installs what is missing, and goes on under the Node that the project brings.
import { execPath } from 'node:process'
import { electronToStart, ensureDesktop, runDesktop, wantsDesktop } from './electron.mjs'
import { ensureInstalled } from './install.mjs'
import { nodeOfProject, run, runSupervised } from './run.mjs'
import { ensureScreens } from './screens.mjs'

const [, , command, ...given] = process.argv

const commands = {
  start: async () => {
    await ensureScreens(node)
    const electron = wantsDesktop(given) ? await electronToStart(node) : null
    if (electron) {
      await ensureDesktop(node)
      return runDesktop(electron, given)
    }
    return runSupervised(node, ['src/main/host/node.ts', ...given])
  },
  sandbox: () => run(node, ['src/main/host/sandbox.ts', ...given]),
  contract: () => run(node, ['tools/contract.mjs', ...given]),
  awkward: () => run(node, ['tools/awkward.mjs', ...given]),
  killtest: () => run(node, ['tests/killtest/killtest.ts', ...given]),
  platform: () => run(node, ['tests/platform/platform.ts', ...given]),
  package: () => run(node, ['tools/package.mjs', ...given]),
  moto: () => run(node, ['tests/moto/moto.ts', ...given]),
  journey: () => run(node, ['tests/journey/journey.ts', ...given]),
  bench: () => run(node, ['tests/bench/bench.ts', ...given]),
  types: () => run(node, ['tools/types.mjs', ...given]),
  lint: () => run(node, ['tools/lint.mjs', ...given]),
  test: () => run(node, ['tools/test.mjs', ...given]),
}

const chosen = commands[command]
if (!chosen) {
  console.error(`kasa: there is no command «${command}»; there are ${Object.keys(commands).join(', ')}`)
  process.exit(2)
}
await ensureInstalled()
const node = nodeOfProject() ?? execPath
process.exit(await chosen())
