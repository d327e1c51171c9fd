import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import Database from 'better-sqlite3'
import type { Device, Sandbox, TestPlatform } from './platform.ts'
import { platformAt, platformFile, startPlatform } from './platform.ts'
import { endOf, firstLine, host } from './processes.ts'
import type { Till } from './till.ts'
import { tillOn } from './till.ts'

/** A Kasa of the test's own: start it, kill it, start it again on the same folder, and look into its file with plain SQL. */
export type TestKasa = {
  readonly folder: string
  /** Starts it and gives the address of its app. `platform`: the file named by `--platform`, else it works on a sandbox of its own. */
  readonly start: (platform?: string) => Promise<string>
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly rows: <Row>(sql: string) => readonly Row[]
}

type Fixtures = {
  readonly platform: TestPlatform
  readonly device: Device
  readonly kasa: TestKasa
  /** The path of what `--platform` takes, with a device nobody has used yet. */
  readonly file: string
  readonly till: Till
}

/** One sandbox serves all tests of a worker; each test comes with a device, and so with codes, of its own, and leaves it in good temper. */
export const test = base.extend<Fixtures, { readonly sandbox: Sandbox }>({
  sandbox: [
    async ({}, use) => {
      const sandbox = await startPlatform()
      await use(sandbox)
      await sandbox.stop()
    },
    { scope: 'worker' },
  ],
  platform: async ({ sandbox }, use) => {
    await use(sandbox)
    await sandbox.setTemper({})
  },
  device: async ({ platform }, use) => use(await platform.addDevice()),
  file: async ({ platform, device }, use) => {
    const file = platformFile(platform, device.handshake)
    await use(file.path)
    file.remove()
  },
  kasa: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'kasa-e2e-'))
    const running: { child: ChildProcess | null } = { child: null }
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      if (!running.child) return
      running.child.kill(signal)
      await endOf(running.child)
      running.child = null
    }
    await use({
      folder,
      start: async platform => {
        const named = platform === undefined ? [] : ['--platform', platform]
        const child = spawn(process.execPath, [host('node.ts'), '--window', 'none', '--data', folder, ...named], {
          stdio: ['ignore', 'pipe', 'inherit'],
          env: { ...process.env, KASA_STATE_DIR: join(folder, 'witnesses'), LC_ALL: 'pl_PL.UTF-8' },
        })
        running.child = child
        const line = await firstLine(child, /^\{"url"/)
        return (JSON.parse(line) as { url: string }).url
      },
      kill: () => end('SIGKILL'),
      stop: () => end('SIGTERM'),
      rows: <Row>(sql: string) => rowsOf<Row>(folder, sql),
    })
    await end('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  },
  till: async ({ page, kasa, file }, use) => {
    const till = tillOn(page)
    await till.open(await kasa.start(file))
    await use(till)
  },
})

/** The sandbox that a Kasa started for itself: all sandboxes of one seed have the same keys. */
export const ownSandbox = (kasa: TestKasa, known: Sandbox): TestPlatform => {
  const { sandboxPort } = JSON.parse(readFileSync(join(kasa.folder, 'kasa.json'), 'utf8')) as { sandboxPort: number }
  return platformAt(`http://127.0.0.1:${sandboxPort}`, known.organizer, known.adminToken)
}

const rowsOf = <Row>(folder: string, sql: string): readonly Row[] => {
  const name = readdirSync(folder).find(file => file.endsWith('.sqlite'))
  const database = new Database(join(folder, name ?? 'none'), { readonly: true })
  try {
    return database.prepare(sql).all() as Row[]
  } finally {
    database.close()
  }
}

export { expect } from '@playwright/test'
