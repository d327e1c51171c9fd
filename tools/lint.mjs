import { spawnSync } from 'node:child_process'

const steps = [
  ['tools/import-table.mjs'],
  ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
]
const failed = steps.filter(step => spawnSync(process.execPath, step, { stdio: 'inherit' }).status !== 0)
process.exit(failed.length > 0 ? 1 : 0)
