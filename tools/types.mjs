import { spawnSync } from 'node:child_process'

// one tsconfig a layer: what a layer may not know does not compile in it
const layers = ['src/contract', 'src/words', 'src/main/domain', 'src/main', 'src/renderer', 'src/preload', 'tests']
const failed = layers.filter(
  layer =>
    spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', `${layer}/tsconfig.json`], { stdio: 'inherit' })
      .status !== 0,
)
if (failed.length > 0) console.error(`types do not hold in ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)
