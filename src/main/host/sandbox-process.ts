import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The sandbox beside the app: a process of its own, so that a busy platform never slows the till, as in life. */
export type SandboxProcess = {
  readonly url: string
  readonly organizer: string
  readonly adminToken: string
  readonly handshake: string
  /** Resolves when it has ended and its port is free. */
  readonly stop: () => Promise<void> | void
}

const shape = z.object({ url: z.string(), organizer: z.string(), adminToken: z.string(), handshake: z.unknown() })
const program = fileURLToPath(new URL('./sandbox.ts', import.meta.url))
const startLimitMs = 60_000
const endLimitMs = 3_000

/**
 * Starts it on `port` (0: any). Rejects when it does not come up, for instance because the port is taken. It ends with this process however that ends: its
 * standard input is a pipe from here, and it takes the end of that pipe for its own.
 */
export const startSandboxProcess = (stateFolder: string, port: number): Promise<SandboxProcess> => {
  const child = spawn(process.execPath, [program, '--state', stateFolder, '--port', String(port), '--while-input-is-open'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<SandboxProcess>()
  const ended = new Promise<void>(end => child.once('exit', () => end()))
  const timer = setTimeout(() => child.kill('SIGKILL'), startLimitMs)
  child.on('exit', code => {
    clearTimeout(timer)
    reject(new Error(`the sandbox ended (${code}) before it was up`))
  })
  child.on('error', reject)
  child.stdin.on('error', () => undefined) // it ended first
  createInterface({ input: child.stdout }).once('line', line => {
    clearTimeout(timer)
    const world = shape.parse(JSON.parse(line))
    resolve({
      url: world.url,
      organizer: world.organizer,
      adminToken: world.adminToken,
      handshake: JSON.stringify(world.handshake),
      stop: async () => {
        child.kill('SIGTERM')
        const limit = setTimeout(() => child.kill('SIGKILL'), endLimitMs)
        await ended
        clearTimeout(limit)
      },
    })
  })
  return promise
}

/** A fresh device for a till whose first token was used before, for instance because its file was thrown away. */
export const anotherHandshake = async (sandbox: Pick<SandboxProcess, 'url' | 'adminToken'>): Promise<string> => {
  const response = await fetch(`${sandbox.url}/sandbox/devices`, {
    method: 'POST',
    headers: { Authorization: `Token ${sandbox.adminToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Kasa', profile: 'full' }),
  })
  const { handshake } = z.object({ handshake: z.unknown() }).parse(await response.json())
  return JSON.stringify(handshake)
}
