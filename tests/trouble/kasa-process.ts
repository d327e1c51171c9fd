import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Answer, Input, Method } from '#contract/methods'
import type { Result } from '#contract/refusal'

/** A real Kasa in a process of its own. */
export type KasaProcess = {
  /** What it has printed so far, line by line. */
  readonly lines: string[]
  readonly complaints: () => string
  /** The address that opens the app; null when it ended without one. */
  readonly url: Promise<string | null>
  readonly exit: Promise<number | null>
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

const program = fileURLToPath(new URL('../../src/main/host/node.ts', import.meta.url))
const running = new Set<ChildProcess>()

/** Starts `node src/main/host/node.ts --window none --data FOLDER …`. English, so that sentences can be compared. */
export const startKasa = (
  folder: string,
  args: readonly string[] = [],
  who: { uid?: number; gid?: number } = {},
): KasaProcess => {
  const child = spawn(process.execPath, [program, '--window', 'none', '--data', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KASA_STATE_DIR: join(folder, 'witnesses'), LANG: 'en_GB.UTF-8', LC_ALL: 'en_GB.UTF-8' },
    ...who,
  })
  running.add(child)
  const lines: string[] = []
  let complaints = ''
  child.stderr.on('data', piece => (complaints += String(piece)))
  const { promise: url, resolve } = Promise.withResolvers<string | null>()
  createInterface({ input: child.stdout }).on('line', line => {
    lines.push(line)
    if (line.startsWith('{')) resolve((JSON.parse(line) as { url: string }).url)
  })
  const exit = new Promise<number | null>(ended =>
    child.on('close', code => {
      running.delete(child)
      resolve(null)
      ended(code)
    }),
  )
  return {
    lines,
    complaints: () => complaints,
    url,
    exit,
    end: signal => {
      child.kill(signal)
      return exit
    },
  }
}

/** Nothing a test has started may outlive it. */
export const endAll = (): void => running.forEach(child => child.kill('SIGKILL'))

/** A screen that only asks: it may be left behind when its Kasa is killed. */
export type Screen = { readonly ask: <M extends Method>(method: M, input: Input<M>) => Promise<Answer<M>> }

/** Enters by the printed address, as a browser does. A refusal fails the test. */
export const enter = async (kasa: KasaProcess): Promise<Screen> => {
  const url = await kasa.url
  if (url === null) throw new Error(`Kasa ended: ${kasa.complaints()}`)
  const cookie = (await fetch(url, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error('the address did not open')
  const ask: Screen['ask'] = async (method, input) => {
    const response = await fetch(new URL(`/call/${method}`, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ input }),
    })
    const answer = (await response.json()) as Result<never>
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.refusal)}`)
    return answer.value
  }
  return { ask }
}
