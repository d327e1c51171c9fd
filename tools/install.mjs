import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { platform } from 'node:process'

const marker = 'node_modules/.kasa-installed'
const wanted = () => createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')

/** Runs `npm ci` unless what is installed already fits the lock file. What npm prints goes to standard error: standard output belongs to the command. */
export const ensureInstalled = async () => {
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted()) return
  console.error('kasa: installing what is missing (npm ci), a minute or so…')
  const npm = process.env.npm_execpath
  const [program, first] = npm ? [process.execPath, [npm]] : [platform === 'win32' ? 'npm.cmd' : 'npm', []]
  const { status } = spawnSync(program, [...first, 'ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 2, 2],
    shell: !npm && platform === 'win32',
  })
  if (status !== 0) {
    console.error(
      'kasa: npm ci did not succeed; see its words above. Check the connection to the package registry and run the same command again.',
    )
    process.exit(1)
  }
  writeFileSync(marker, wanted())
}
