import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installDebian } from './cluster.ts'
import type { Place } from './place.ts'
import { runToEnd } from './programs.ts'
import type { Ending } from './programs.ts'
import { Unavailable } from './unavailable.ts'

/** pretix in a Python environment of its own. */
export type Installation = {
  readonly gunicorn: string
  readonly environment: Readonly<Record<string, string>>
  /** Runs one of pretix' own commands. */
  readonly command: (args: readonly string[], options: { log: string; limitMs: number; input?: string }) => Promise<Ending>
}

/** The version that the sandbox imitates. */
const version = '2026.8.0'
const pipLimitMs = 10 * 60_000
const venvLimitMs = 2 * 60_000

/** Installs pretix where it is missing: about a minute and 120 wheels from PyPI. */
export const openInstallation = async (place: Place): Promise<Installation> => {
  const venv = join(place.home, `venv-${version}`)
  const gunicorn = join(venv, 'bin', 'gunicorn')
  if (!existsSync(gunicorn)) await install(place, venv)
  const config = join(place.home, 'pretix.cfg')
  writeFileSync(config, configuration(place))
  mkdirSync(join(place.home, 'uploads'), { recursive: true })
  const environment = { PRETIX_CONFIG_FILE: config }
  return {
    gunicorn,
    environment,
    command: (args, { log, limitMs, input }) =>
      runToEnd({
        program: join(venv, 'bin', 'python'),
        args: ['-m', 'pretix', ...args],
        log: place.log(log),
        limitMs,
        environment,
        ...(input === undefined ? {} : { input }),
      }),
  }
}

const install = async (place: Place, venv: string): Promise<void> => {
  const python = await suitablePython(place)
  const log = place.log('pip')
  console.error(`platform: installing pretix ${version} (about a minute)`)
  const make = { program: python, args: ['-m', 'venv', '--clear', venv], log, limitMs: venvLimitMs }
  if ((await runToEnd(make)).code !== 0) {
    // Debian's Python comes without what makes environments
    await installDebian(place, 'python3-venv')
    if ((await runToEnd(make)).code !== 0) throw new Unavailable(`${python} makes no virtual environment (its words: ${log})`)
  }
  const { code } = await runToEnd({
    program: join(venv, 'bin', 'pip'),
    args: [
      'install',
      '-q',
      '--disable-pip-version-check',
      '--retries',
      '2',
      `pretix==${version}`,
      'gunicorn',
      'setuptools',
      'wheel',
    ],
    log,
    limitMs: pipLimitMs,
  })
  if (code !== 0) throw new Unavailable(`PyPI does not give pretix ${version} (its words: ${log})`)
}

const suitablePython = async (place: Place): Promise<string> => {
  const python = process.env['PYTHON'] ?? 'python3'
  const question = 'import sys; print(sys.version_info >= (3, 11))'
  const { output } = await runToEnd({ program: python, args: ['-c', question], log: place.log('pip'), limitMs: venvLimitMs })
  if (output.trim() !== 'True') throw new Unavailable(`${python} is no Python 3.11 or newer (PYTHON names another)`)
  return python
}

const configuration = (place: Place): string => `[pretix]
instance_name=Kasa tests
url=http://127.0.0.1:${place.port}
currency=PLN
datadir=${join(place.home, 'uploads')}
registration=off
ecb_rates=off
[locale]
default=en
timezone=Europe/Warsaw
[database]
backend=postgresql
name=pretix
user=pretix
host=127.0.0.1
port=${place.databasePort}
[mail]
from=kasa@localhost
[django]
debug=off
secret=known to everybody: this server is for tests
passwords_argon2=off
`
