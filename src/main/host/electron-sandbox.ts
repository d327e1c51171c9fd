import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { SandboxProcess, StartSandbox } from './sandbox-process.ts'
import { readAddress, sandboxArguments, startLimitMs } from './sandbox-process.ts'

const program = fileURLToPath(new URL('./sandbox.ts', import.meta.url))

/** The sandbox in the desktop app: a thread of the core's process, since the app's own program is barred from running as a plain Node. */
export const startSandboxThread: StartSandbox = (stateFolder, port, play) => {
  const thread = new Worker(program, { argv: sandboxArguments(stateFolder, port, play), stdin: true, stdout: true })
  const { promise, resolve, reject } = Promise.withResolvers<SandboxProcess>()
  const ended = new Promise<void>(end => thread.once('exit', () => end()))
  const timer = setTimeout(() => void thread.terminate(), startLimitMs)
  thread.on('exit', code => {
    clearTimeout(timer)
    reject(new Error(`the sandbox ended (${code}) before it was up`))
  })
  thread.on('error', reject)
  createInterface({ input: thread.stdout }).once('line', line => {
    clearTimeout(timer)
    resolve({
      ...readAddress(line),
      ended,
      // it may end anywhere: what it answered is on the disk
      stop: async () => void (await thread.terminate()),
    })
  })
  return promise
}
