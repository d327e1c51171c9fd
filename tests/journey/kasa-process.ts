import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Answer, Input, Method } from '#contract/methods'
import type { Refusal, Result } from '#contract/refusal'

/** The till was struck while somebody spoke with it. */
export class Struck extends Error {}

/** Kasa as a customer runs it: a process of its own, reached through its HTTP door. */
export type KasaProcess = {
  /** Null when refused; refusals are counted. Throws `Struck` when the process dies meanwhile. */
  readonly ask: <M extends Method>(method: M, input: Input<M>) => Promise<Answer<M> | null>
  readonly refusals: ReadonlyMap<string, number>
  /** Times it ended without being struck: a fault. */
  readonly endedByItself: () => number
  readonly strike: () => void
  readonly stands: () => boolean
  /** Starts it (again) on the same folder. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

const program = fileURLToPath(new URL('../../src/main/host/node.ts', import.meta.url))
const startLimitMs = 60_000

export const kasaProcess = (folder: string, platformFile: string): KasaProcess => {
  const refusals = new Map<string, number>()
  const struck = new WeakSet<ChildProcess>()
  let endedByItself = 0
  let running: { readonly child: ChildProcess; readonly call: Call; readonly gone: Promise<void> } | null = null
  const count = ({ code }: Refusal): void => void refusals.set(code, (refusals.get(code) ?? 0) + 1)
  const strike = (child: ChildProcess, signal: NodeJS.Signals): void => {
    struck.add(child)
    child.kill(signal)
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (running) strike(running.child, signal)
    await running?.gone
    running = null
  }
  return {
    refusals,
    endedByItself: () => endedByItself,
    stands: () => running !== null && !struck.has(running.child),
    strike: () => (running ? strike(running.child, 'SIGKILL') : undefined),
    ask: async (method, input) => {
      if (!running) throw new Struck()
      const answer = (await running.call(method, input).catch(() => {
        throw new Struck()
      })) as Result<Answer<typeof method>>
      if (answer.ok) return answer.value
      count(answer.refusal)
      return null
    },
    start: async () => {
      await end('SIGKILL')
      const child = spawn(process.execPath, [program, '--window', 'none', '--data', folder, '--platform', platformFile], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, KASA_STATE_DIR: join(folder, 'witnesses') },
      })
      const takeAlong = (): unknown => child.kill('SIGKILL')
      process.once('exit', takeAlong)
      const gone = new Promise<void>(resolve =>
        child.once('exit', () => {
          process.off('exit', takeAlong)
          if (!struck.has(child)) endedByItself += 1
          resolve()
        }),
      )
      running = { child, gone, call: await enter(await addressOf(child)) }
    },
    stop: () => end('SIGTERM'),
  }
}

type Call = (method: string, input: unknown) => Promise<unknown>

/** Through the door by the printed address; the feed is left alone, for it ends with each life. */
const enter = async (address: string): Promise<Call> => {
  const entered = await fetch(address, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`the door did not let us in: ${entered.status}`)
  return async (method, input) => {
    const answer = await fetch(new URL(`/call/${method}`, address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ input }),
    })
    return answer.json()
  }
}

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Kasa was not up within ${startLimitMs} ms`)), startLimitMs)
    child.once('exit', code => reject(new Error(`Kasa ended with ${code} before it was up`)))
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', line => {
        if (!line.startsWith('{"url"')) return
        clearTimeout(late)
        resolve((JSON.parse(line) as { url: string }).url)
      })
  })
