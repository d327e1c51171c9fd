import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { writableOver } from '#store/connection'
import { migrate } from '#store/migrate'
import { migrations } from '#store/migrations/all'
import { queueCounts, uploadOf } from '#store/outbox'
import { createOutbox } from '#sync/outbox'
import { createPlatform } from '#sync/platform'
import { createPlatformClock } from '#sync/platform-clock'
import { createRequestBudget } from '#sync/request-budget'
import { sell, standTill } from '../unit/sync/outbox-sale.ts'
import type { Process } from './bad-network.ts'
import { befall, worldOf } from './bad-network.ts'
import { paperPlatform } from './paper-platform.ts'
import { chanceFrom } from '../seeded-chance.ts'
import { virtualTime } from './virtual-time.ts'

const seeds = Array.from({ length: 12 }, (_, index) => index + 1)
const hourMs = 3_600_000
const start = Date.UTC(2027, 6, 2, 12)
const run = async (seed: number) => {
  const chance = chanceFrom(seed)
  const time = virtualTime(start)
  const platform = paperPlatform(
    new Map([
      [1, 10_000],
      [2, 12],
    ]),
  )
  const folder = mkdtempSync(join(tmpdir(), 'kasa-sim-'))
  const file = join(folder, 'kasa.db')
  const calm = { faults: true, offline: false }
  const sold = new Map<string, { code: string; body: string; foreign: boolean }>()
  let crashes = 0

  const boot = (): { process: Process; store: ReturnType<typeof writableOver>; close: () => void } => {
    const database = new Database(file)
    migrate(database, migrations)
    const process: Process = { alive: true, crash: () => {}, wake: () => {} }
    const world = worldOf(process, time, chance, request => {
      if (calm.offline) return { kind: 'failure', reason: 'unreachable' }
      if (!calm.faults) return platform.receive(request, time.now())
      const outcome = befall(chance, () => platform.receive(request, time.now()))
      if (outcome === 'power-cut') process.crash()
      return outcome
    })
    const store = writableOver(database, { log: () => {}, monotonic: () => 0 })
    const url = 'https://tickets.example'
    const outbox = createOutbox({
      world,
      store,
      platform: createPlatform({
        world,
        url,
        organizer: 'promotor',
        token: 'secret',
        budget: createRequestBudget(world.clock, url),
        clock: createPlatformClock(world, store),
      }),
      onChange: () => {},
      onOrder: () => {},
    })
    process.crash = () => {
      process.alive = false
      crashes++
    }
    process.wake = outbox.wake
    outbox.start()
    return { process, store, close: () => database.close() }
  }

  let running = boot()
  standTill(running.store)
  for (let moment = 0; moment < 40; moment++) {
    if (!running.process.alive || chance.happens(0.05)) {
      running.process.alive = false
      running.close()
      running = boot()
    }
    const number = sold.size
    const foreign = chance.happens(0.02)
    const id = `0190c2f2-0000-4000-8000-${String(number).padStart(12, '0')}`
    const code = `AAB${String(1_000_000 + number)}`
    if (foreign) platform.addForeign(code)
    const item = chance.happens(0.05) ? 404 : 1 + chance.below(2)
    const body = sell(running.store, {
      id,
      code,
      at: time.now(),
      lines: [{ item, priceMinor: 4500, secret: `secret-${number}` }],
    })
    sold.set(id, { code, body, foreign })
    running.process.wake()
    if (chance.happens(0.1)) calm.offline = !calm.offline
    if (chance.happens(0.05)) platform.barEverybody(true)
    if (chance.happens(0.2)) platform.barEverybody(false)
    await time.pass(chance.happens(0.03) ? 30 * hourMs : chance.below(90_000))
  }
  calm.faults = false
  calm.offline = false
  platform.barEverybody(false)
  if (!running.process.alive) {
    running.close()
    running = boot()
  }
  await time.pass(hourMs)
  const uploads = [...sold].map(([id, sale]) => ({ ...sale, id, upload: uploadOf(running.store, id) }))
  const counts = queueCounts(running.store)
  running.close()
  rmSync(folder, { recursive: true, force: true })
  return { uploads, counts, platform, crashes }
}

describe('weeks at a bad network, with the power failing', () => {
  const weather = { crashes: 0, attempts: 0, outcomes: new Set<string>() }

  it.each(seeds)('seed %i: every sale is on the platform once, or parked with a reason', async seed => {
    const { uploads, counts, platform, crashes } = await run(seed)
    weather.crashes += crashes
    expect(counts.waiting).toBe(0)
    for (const { id, code, body, foreign, upload } of uploads) {
      const order = platform.orders.get(code)
      const progress = upload?.progress
      weather.attempts = Math.max(weather.attempts, progress?.attempts ?? 0)
      weather.outcomes.add(progress?.reason?.code ?? progress?.state ?? '')
      if (progress?.state === 'sent') expect(order?.bytes).toBe(body)
      else if (foreign) expect([progress?.state, progress?.reason?.code]).toEqual(['doubtful', 'upload-code'])
      else {
        expect([id, progress?.state]).toEqual([id, 'refused'])
        expect(['upload-quota', 'upload-product']).toContain(progress?.reason?.code)
        expect(order).toBeUndefined()
      }
    }
    const ours = [...platform.orders.values()].filter(order => order.bytes !== '')
    expect(ours).toHaveLength(uploads.filter(({ upload }) => upload?.progress.state === 'sent').length)
  })

  it('the weather was bad enough to mean something', () => {
    expect(weather.crashes).toBeGreaterThan(seeds.length)
    expect(weather.attempts).toBeGreaterThan(3)
    expect([...weather.outcomes].toSorted()).toEqual(['sent', 'upload-code', 'upload-product', 'upload-quota'])
  })
})
