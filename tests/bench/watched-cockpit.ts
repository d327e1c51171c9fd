import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Desk } from '#host/desk'
import { openDesk } from '#host/desk'
import { openHttpDoor } from '#host/http'
import { realWorld } from '#host/real-world'
import { cloudOf, limitsOf, sandboxAwsFile } from '#host/sandbox-cloud'
import type { SandboxProcess } from '#host/sandbox-process'
import { startSandboxProcess } from '#host/sandbox-process'
import type { Result } from '#contract/refusal'
import { pause } from './alternating.ts'
import { builtPage } from './bench-browser.ts'

/** A sale that is watched behind a real door, and when what happened in its core. Times are Unix milliseconds with fractions. */
export type WatchedSale = {
  readonly address: string
  /** When an answer of the cloud had come in whole, and when the screens were told. */
  readonly arrived: readonly number[]
  readonly told: readonly number[]
  readonly close: () => Promise<void>
}

const lookEveryMs = 50
const hourMs = 3_600_000
const profile = 'kasa-sandbox'

/** Unix milliseconds, finer than the clock on the wall. */
const preciseNow = (): number => performance.timeOrigin + performance.now()

/** A core in this process and a sandbox in one of its own; a sale that began seven hours ago, so that the first answers bring all of them. */
export const watchSale = async (): Promise<WatchedSale> => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-bench-'))
  const page = await builtPage(fileURLToPath(new URL('../../src/renderer', import.meta.url)))
  const seen = { arrived: [] as number[], told: [] as number[], sandbox: null as SandboxProcess | null }
  const base = realWorld({
    secretsFile: join(folder, 'secrets.json'),
    log: () => undefined,
    awsConfigFiles: [sandboxAwsFile(folder)],
  })
  const world = {
    ...base,
    network: {
      request: async (request: Parameters<typeof base.network.request>[0]) => {
        const answer = await base.network.request(request)
        if (isOfCloud(request.url, seen.sandbox)) seen.arrived.push(preciseNow())
        return answer
      },
    },
  }
  const desk = valueOf(
    await openDesk(
      world,
      { folder, port: 0, window: 'none', platform: null, sandbox: true, rehearse: null },
      { language: 'pl', startSandbox: async (...how) => (seen.sandbox = await startSandboxProcess(...how)) },
    ),
  )
  const door = valueOf(await openHttpDoor(world, desk, { port: 0, screens: page.folder }))
  const close = async (): Promise<void> => {
    await door.close()
    await desk.close()
    page.remove()
    rmSync(folder, { recursive: true, force: true })
  }
  desk.feed.listen('onsale', () => seen.told.push(preciseNow()))
  try {
    await beginWatching(desk, seen.sandbox)
  } catch (problem) {
    await close()
    throw problem
  }
  return { address: door.url, arrived: seen.arrived, told: seen.told, close }
}

const beginWatching = async ({ handlers }: Desk, sandbox: SandboxProcess | null): Promise<void> => {
  if (!sandbox) throw new Error('there is no sandbox')
  const { cloud } = sandbox
  while (!valueOf(await handlers['showings.list']({})).some(({ event }) => event === cloud.event)) await pause(lookEveryMs)
  const plan = {
    name: 'bench',
    showing: { event: cloud.event, subevent: null },
    startsAt: Date.now() - 7 * hourMs,
    plannedEndAt: Date.now() + hourMs,
    stock: cloud.stock,
    limits: limitsOf(cloud),
    cloud: cloudOf(cloud, profile),
  }
  const { id } = valueOf(await handlers['onsale.save']({ id: null, plan }))
  valueOf(await handlers['onsale.watch']({ onsale: id, watched: true }))
}

/** Of a source that is watched, and not of the platform that sells. */
const isOfCloud = (url: string, sandbox: SandboxProcess | null): boolean =>
  sandbox !== null && !url.startsWith(`${sandbox.url}/api/`)

const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`)
  return result.value
}
