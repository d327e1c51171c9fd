import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startSandboxThread } from '#host/electron-sandbox'
import { bringUpSandbox } from '#host/own-sandbox'
import type { SandboxProcess, StartSandbox } from '#host/sandbox-process'
import { anotherHandshake, startSandboxProcess } from '#host/sandbox-process'

const world = {
  clock: {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after: (_delayMs: number, task: () => void) => {
      setImmediate(task)
      return () => undefined
    },
  },
  log: () => undefined,
}
const cleanUp: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0)) await clean()
})

/** Starts real ones and keeps them at hand, so that a test can end one behind its keeper's back. */
const watched = (start: StartSandbox): { start: StartSandbox; lives: SandboxProcess[] } => {
  const lives: SandboxProcess[] = []
  return {
    lives,
    start: async (folder, port) => {
      const life = await start(folder, port)
      lives.push(life)
      return life
    },
  }
}

const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-own-sandbox-'))
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe.each([
  ['a process of its own', startSandboxProcess],
  ['a thread, as in the desktop app', startSandboxThread],
])('the sandbox as %s', (_, start) => {
  test('that dies under the till stands again at its address, with what it had; stopped, it stays away', async () => {
    const { start: startWatched, lives } = watched(start)
    const sandbox = await bringUpSandbox({ start: startWatched, folder: freshFolder(), world }, 0)
    cleanUp.unshift(() => sandbox.stop())
    const token = JSON.parse(await anotherHandshake(sandbox)).token
    await lives[0]?.stop()
    await expect.poll(() => lives.length).toBe(2)
    expect(lives[1]?.url).toBe(sandbox.url)
    const joined = await fetch(`${sandbox.url}/api/v1/device/initialize`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        token,
        hardware_brand: 'Kasa',
        hardware_model: 'test',
        software_brand: 'Kasa',
        software_version: '1',
      }),
    })
    expect(joined.status).toBe(200)
    await sandbox.stop()
    await expect(fetch(sandbox.url)).rejects.toThrow()
    expect(lives).toHaveLength(2)
  })
})

const someCloud: SandboxProcess['cloud'] = {
  aws: { endpoint: 'http://127.0.0.1:1', region: 'eu-central-1', accessKeyId: 'k', secretAccessKey: 's' },
  cloudflare: { address: 'http://127.0.0.1:1', zone: '0'.repeat(32), room: null, inFront: true, token: 't' },
  shop: {
    url: 'http://127.0.0.1:1',
    iksoris: true,
    queueUrl: 'http://127.0.0.1:1',
    queueFields: { waiting: 'w', admitted: 'a', wait: 't' },
  },
  group: 'g',
  resources: [],
  event: 'e',
  stock: 1,
  startsAt: 0,
  endsAt: null,
  limits: {
    databaseConnections: 1,
    connectionsPerServer: 1,
    standingConnections: 0,
    databaseCores: 1,
    coresPerServer: 1,
    servers: 1,
    serverLeadMs: 60_000,
  },
}

test('a sandbox that cannot come up again is left alone after a few tries', async () => {
  const ended = Promise.withResolvers<void>()
  const tries = { made: 0 }
  const start: StartSandbox = async () => {
    tries.made += 1
    if (tries.made > 1) throw new Error('the port is taken')
    return {
      url: 'http://127.0.0.1:1',
      organizer: 'o',
      adminToken: 'a',
      handshake: '{}',
      cloud: someCloud,
      ended: ended.promise,
      stop: async () => ended.resolve(),
    }
  }
  const said: string[] = []
  const log = ({ event }: { event: string }): void => void said.push(event)
  const sandbox = await bringUpSandbox({ start, folder: freshFolder(), world: { ...world, log } }, 0)
  ended.resolve()
  await expect.poll(() => said).toEqual(['sandbox.ended', 'sandbox.stays-away'])
  expect(tries.made).toBe(6)
  await sandbox.stop()
})
