import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test as base } from '@playwright/test'

/** A platform of the test's own, which can be cut off, slowed and asked. */
export type TestPlatform = {
  readonly url: string
  readonly organizer: string
  readonly file: string
  readonly setTemper: (temper: object) => Promise<void>
  readonly get: <Body>(path: string) => Promise<Body>
}

/** A Kasa of the test's own: start it, kill it, start it again on the same folder. */
export type TestKasa = {
  readonly folder: string
  readonly start: () => Promise<string>
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

const host = (name: string): string => fileURLToPath(new URL(`../../src/main/host/${name}`, import.meta.url))

const firstLine = (child: ChildProcess, wanted: RegExp): Promise<string> => {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  if (!child.stdout) throw new Error('no standard output')
  createInterface({ input: child.stdout }).on('line', line => (wanted.test(line) ? resolve(line) : undefined))
  child.once('exit', code => reject(new Error(`ended with ${code} before it was up`)))
  return promise
}

const gone = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise(done => child.once('exit', () => done()))

export const test = base.extend<{ platform: TestPlatform; kasa: TestKasa; address: string }>({
  platform: async ({}, use) => {
    const child = spawn(process.execPath, [host('sandbox.ts'), '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const world = JSON.parse(await firstLine(child, /^\{/)) as {
      url: string
      organizer: string
      adminToken: string
      handshake: unknown
    }
    const folder = mkdtempSync(join(tmpdir(), 'kasa-e2e-platform-'))
    const file = join(folder, 'platform.json')
    writeFileSync(file, JSON.stringify({ url: world.url, organizer: world.organizer, handshake: world.handshake }))
    const headers = { Authorization: `Token ${world.adminToken}`, 'Content-Type': 'application/json' }
    await use({
      url: world.url,
      organizer: world.organizer,
      file,
      setTemper: async temper =>
        void (await fetch(`${world.url}/sandbox/temper`, { method: 'PUT', headers, body: JSON.stringify(temper) })),
      get: async path => (await (await fetch(`${world.url}${path}`, { headers })).json()) as never,
    })
    child.kill()
    await gone(child)
    rmSync(folder, { recursive: true, force: true })
  },
  kasa: async ({ platform }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'kasa-e2e-'))
    const running: { child: ChildProcess | null } = { child: null }
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      if (!running.child) return
      running.child.kill(signal)
      await gone(running.child)
      running.child = null
    }
    await use({
      folder,
      start: async () => {
        const child = spawn(
          process.execPath,
          [host('node.ts'), '--window', 'none', '--data', folder, '--platform', platform.file],
          { stdio: ['ignore', 'pipe', 'inherit'] },
        )
        running.child = child
        const line = await firstLine(child, /^\{"url"/)
        return (JSON.parse(line) as { url: string }).url
      },
      kill: () => end('SIGKILL'),
      stop: () => end('SIGTERM'),
    })
    await end('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  },
  address: async ({ kasa }, use) => use(await kasa.start()),
})

export { expect } from '@playwright/test'
