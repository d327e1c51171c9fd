import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { SandboxCloud } from './sandbox-cloud.ts'
import { sandboxCloudShape } from './sandbox-cloud.ts'

/** How to reach a sandbox: what it prints when it is up. */
export type SandboxAddress = {
  readonly url: string
  readonly organizer: string
  readonly adminToken: string
  readonly handshake: string
  /** The cloud in which its web shop runs. */
  readonly cloud: SandboxCloud
}

/** The sandbox beside the app, on its own, so that a busy platform never slows the till, as in life. */
export type SandboxProcess = SandboxAddress & {
  /** Resolves when it has ended, however that came. */
  readonly ended: Promise<void>
  /** Resolves when it has ended and its port is free. */
  readonly stop: () => Promise<void>
}

/**
 * How a host starts a sandbox that keeps its state in a folder, on `port` (0: any). Rejects when it does not come up, for instance because the port is
 * taken. It ends with this process however that ends.
 */
export type StartSandbox = (stateFolder: string, port: number, play?: Play) => Promise<SandboxProcess>

/** What its cloud plays instead of a usual day: a scenario by name or file. */
export type Play = { readonly scenario: string }

const shape = z.object({
  url: z.string(),
  organizer: z.string(),
  adminToken: z.string(),
  handshake: z.unknown(),
  cloud: sandboxCloudShape,
})
const program = fileURLToPath(new URL('./sandbox.ts', import.meta.url))
/** A sandbox that has not said its address by then is ended. */
export const startLimitMs = 60_000
const endLimitMs = 3_000

/** The sandbox as a process of its own. Its standard input is a pipe from here, and it takes the end of that pipe for its own. */
export const startSandboxProcess: StartSandbox = (stateFolder, port, play) => {
  const args = [program, ...sandboxArguments(stateFolder, port, play)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
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
    resolve({
      ...readAddress(line),
      ended,
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

/** What the sandbox's program is told by whoever starts it as a part of themselves. */
export const sandboxArguments = (stateFolder: string, port: number, play?: Play): string[] => [
  '--state',
  stateFolder,
  '--port',
  String(port),
  '--while-input-is-open',
  ...(play ? ['--scenario', play.scenario] : []),
]

/** Reads the line that the sandbox's program prints when it is up. */
export const readAddress = (line: string): SandboxAddress => {
  const { handshake, ...address } = shape.parse(JSON.parse(line))
  return { ...address, handshake: JSON.stringify(handshake) }
}

/** A fresh device for a till whose first token was used before, for instance because its file was thrown away. */
export const anotherHandshake = async (sandbox: Pick<SandboxAddress, 'url' | 'adminToken'>): Promise<string> => {
  const response = await fetch(`${sandbox.url}/sandbox/devices`, {
    method: 'POST',
    headers: { Authorization: `Token ${sandbox.adminToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Kasa', profile: 'full' }),
  })
  const { handshake } = z.object({ handshake: z.unknown() }).parse(await response.json())
  return JSON.stringify(handshake)
}
