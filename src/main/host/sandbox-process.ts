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
  readonly stop: () => void
}

const shape = z.object({ url: z.string(), organizer: z.string(), adminToken: z.string(), handshake: z.unknown() })
const program = fileURLToPath(new URL('./sandbox.ts', import.meta.url))
const startLimitMs = 60_000

/** Starts it on `port` (0: any). Rejects with a sentence when it does not come up, for instance because the port is taken. */
export const startSandboxProcess = (stateFolder: string, port: number): Promise<SandboxProcess> => {
  const child = spawn(process.execPath, [program, '--state', stateFolder, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<SandboxProcess>()
  const timer = setTimeout(() => child.kill('SIGKILL'), startLimitMs)
  child.on('exit', code => reject(new Error(`the sandbox ended (${code}) before it was up`)))
  child.on('error', reject)
  createInterface({ input: child.stdout }).once('line', line => {
    clearTimeout(timer)
    const world = shape.parse(JSON.parse(line))
    resolve({
      url: world.url,
      organizer: world.organizer,
      adminToken: world.adminToken,
      handshake: JSON.stringify(world.handshake),
      stop: () => child.kill('SIGTERM'),
    })
  })
  // whatever ends this process ends the sandbox with it
  process.on('exit', () => child.kill('SIGKILL'))
  return promise
}

/** A fresh device for a till whose first token was used before, for instance because its file was thrown away. */
export const anotherHandshake = async (sandbox: SandboxProcess): Promise<string> => {
  const response = await fetch(`${sandbox.url}/sandbox/devices`, {
    method: 'POST',
    headers: { Authorization: `Token ${sandbox.adminToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Kasa', profile: 'full' }),
  })
  const { handshake } = z.object({ handshake: z.unknown() }).parse(await response.json())
  return JSON.stringify(handshake)
}
