import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findStock } from './find-stock.ts'
import type { Stock } from './find-stock.ts'
import { openPlatform } from './platform-client.ts'
import { parseWorld, readWorldFile } from './world-file.ts'
import type { WorldFile } from './world-file.ts'

declare module 'vitest' {
  interface ProvidedContext {
    world: WorldFile
    stock: Stock
  }
}

const repository = join(import.meta.dirname, '../..')
const sandboxEntry = join(repository, 'src/main/host/sandbox.ts')
const startTimeoutMs = 60_000
const stopTimeoutMs = 5_000

/** Gives every file the server to ask: the one KASA_WORLD describes, or a sandbox that lives as long as the suite. */
export default async function openWorld(project: TestProject): Promise<() => Promise<void>> {
  const file = process.env['KASA_WORLD']
  const sandbox = file === undefined || file === '' ? spawnSandbox() : null
  try {
    const world = sandbox === null ? readWorldFile(file ?? '') : parseWorld(await firstLine(sandbox))
    project.provide('world', world)
    project.provide('stock', await findStock(openPlatform(world)))
  } catch (fault) {
    if (sandbox !== null) await stop(sandbox)
    throw fault
  }
  return async () => {
    if (sandbox !== null) await stop(sandbox)
  }
}

function spawnSandbox(): ChildProcess {
  return spawn(process.execPath, [sandboxEntry, '--port', '0'], { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] })
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the sandbox said nothing for ${startTimeoutMs} ms`)), startTimeoutMs)
    child.once('exit', code => reject(new Error(`the sandbox ended with ${code} before it was ready`)))
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on('line', line => {
      if (!line.startsWith('{')) return
      clearTimeout(late)
      resolve(line)
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const hard = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  child.kill('SIGTERM')
  await gone
  clearTimeout(hard)
}
