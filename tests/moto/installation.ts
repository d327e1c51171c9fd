import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { lastWords, runToEnd } from '../platform/programs.ts'
import { Unavailable } from '../platform/unavailable.ts'

/** Pinned: what moto answers changes from one version to the next, and the tests know what this one gets wrong. */
const version = '5.2.5'
const makeLimitMs = 60_000
const fetchLimitMs = 180_000

/** Where moto lives on this machine: KASA_MOTO_HOME, else below the user's cache. */
const motoHome = (): string =>
  process.env['KASA_MOTO_HOME'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'kasa-moto')

/** The program of moto's server: kept from an earlier run, or fetched from PyPI within minutes. Says by `Unavailable` why it cannot be had. */
export const motoProgram = async (): Promise<string> => {
  const venv = join(motoHome(), `venv-${version}`)
  if (!existsSync(pythonOf(venv))) await install(venv)
  return pythonOf(venv)
}

const pythonOf = (venv: string): string =>
  process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python')

/** Into a folder beside its own, so that an installation that was cut short is not taken for one. */
const install = async (venv: string): Promise<void> => {
  const home = motoHome()
  mkdirSync(home, { recursive: true })
  const log = join(home, 'install.log')
  const unfinished = `${venv}-unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  console.error(`kasa: moto ${version} is fetched from PyPI into ${venv} (a minute, 320 MB, once)`)
  const python = process.env['PYTHON'] ?? 'python3'
  const made = await runToEnd({ program: python, args: ['-m', 'venv', unfinished], log, limitMs: makeLimitMs })
  if (made.code !== 0) throw new Unavailable(`${python} makes no virtual environment (its words: ${log})`)
  const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `moto[server]==${version}`]
  const fetched = await runToEnd({ program: pythonOf(unfinished), args, log, limitMs: fetchLimitMs })
  if (fetched.code !== 0) throw new Unavailable(`PyPI gave no moto ${version}: ${lastWords(log)}`)
  renameSync(unfinished, venv)
}
