import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A process that says its address in a line of JSON. */
export type Spoken = { readonly url: string; readonly pid: number; readonly stop: () => Promise<void> }

/** Starts a script under this Node and waits for its line. */
const spawnSpoken = async (
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Spoken> => {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let said = ''
  child.once('exit', code => reject(new Error(`${script} ended: ${code}`)))
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString('utf8')
    const line = said.split('\n').find(each => each.startsWith('{"url"'))
    if (line) resolve((JSON.parse(line) as { url: string }).url)
  })
  const url = await promise
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Kasa under plain Node, without a window, on a data folder. */
export const startKasa = (folder: string, more: readonly string[] = []): Promise<Spoken> =>
  spawnSpoken(fileURLToPath(import.meta.resolve('#host/node')), ['--data', folder, '--window', 'none', ...more], {
    KASA_STATE_DIR: join(folder, 'witnesses'),
  })

export const startEcho = (text: string): Promise<Spoken> =>
  spawnSpoken(fileURLToPath(new URL('echo.ts', import.meta.url)), [text])
