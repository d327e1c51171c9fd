import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { motoProgram } from './installation.ts'

declare module 'vitest' {
  interface ProvidedContext {
    moto: string
  }
}

const startLimitMs = 60_000
const askEveryMs = 250

/** Starts moto's server on loopback for as long as the suite lives. */
export default async function openMoto(project: TestProject): Promise<() => Promise<void>> {
  const port = await freePort()
  const start = 'import sys; from moto.server import main; main(sys.argv[1:])'
  const child = spawn(await motoProgram(), ['-c', start, '-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, AWS_EC2_METADATA_DISABLED: 'true' },
  })
  const address = `http://127.0.0.1:${port}`
  try {
    await answering(address, child)
  } catch (fault) {
    await stop(child)
    throw fault
  }
  project.provide('moto', address)
  return () => stop(child)
}

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const answering = async (address: string, child: ChildProcess): Promise<void> => {
  const deadline = Date.now() + startLimitMs
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`moto ended with ${child.exitCode} before it answered`)
    const answer = await fetch(`${address}/moto-api/data.json`).catch(() => null)
    if (answer?.ok) return
    await pause(askEveryMs)
  }
  throw new Error(`moto did not answer within ${startLimitMs} ms`)
}

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
