import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { SandboxProcess } from './sandbox-process.ts'

export { anotherHandshake } from './sandbox-process.ts'

const shape = z.object({ url: z.string(), organizer: z.string(), adminToken: z.string(), handshake: z.unknown() })
const program = fileURLToPath(new URL('./sandbox.ts', import.meta.url))
const endLimitMs = 3_000

/**
 * The sandbox in the desktop app: a thread of the core's process, since the app's own program is barred from running as a plain Node.
 * The bundle puts this in the place of `sandbox-process.ts`; same shape, same promise.
 */
export const startSandboxProcess = (stateFolder: string, port: number): Promise<SandboxProcess> => {
  const thread = new Worker(program, {
    argv: ['--state', stateFolder, '--port', String(port), '--while-input-is-open'],
    stdin: true,
    stdout: true,
  })
  const { promise, resolve, reject } = Promise.withResolvers<SandboxProcess>()
  const ended = new Promise<void>(end => thread.once('exit', () => end()))
  thread.on('exit', code => reject(new Error(`the sandbox ended (${code}) before it was up`)))
  thread.on('error', reject)
  createInterface({ input: thread.stdout }).once('line', line => {
    const world = shape.parse(JSON.parse(line))
    resolve({
      url: world.url,
      organizer: world.organizer,
      adminToken: world.adminToken,
      handshake: JSON.stringify(world.handshake),
      stop: async () => {
        thread.stdin?.end()
        const limit = setTimeout(() => void thread.terminate(), endLimitMs)
        await ended
        clearTimeout(limit)
      },
    })
  })
  return promise
}
