import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { writableOver } from '#store/connection'
import { putFileTag } from '#store/file-id'
import { poolUnits, spendLease } from '#store/lease'
import { migrate } from '#store/migrate'
import { migrations } from '#store/migrations/all'
import { queueCounts, uploadOf } from '#store/outbox'
import type { Writable } from '#store/query'
import { query } from '#store/query'
import type { Leases } from '#sync/leases'
import { createLeases } from '#sync/leases'
import type { Outbox } from '#sync/outbox'
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

const seeds = Array.from({ length: 10 }, (_, index) => index + 1)
const minuteMs = 60_000
const start = Date.UTC(2027, 6, 2, 12)
const capacity = 40
const item = 1
const product = { event: 'festival', subevent: null, item, variation: null }
const url = 'https://tickets.example'

type Running = { process: Process; store: Writable; leases: Leases; outbox: Outbox; close: () => void; latest: () => number }

/** Two tills and other buyers at one small quota, for the better part of an hour of bad network and power cuts. */
const run = async (seed: number) => {
  const chance = chanceFrom(seed)
  const time = virtualTime(start)
  const platform = paperPlatform(new Map([[item, capacity]]))
  const folder = mkdtempSync(join(tmpdir(), 'kasa-sim-'))
  const weather = { faults: true }
  const counted = { sold: 0, crashes: 0, bought: 0 }
  const most = { taken: 0 }

  const boot = (name: string): Running => {
    const database = new Database(join(folder, name))
    migrate(database, migrations)
    const process: Process = { alive: true, crash: () => {}, wake: () => {} }
    const world = worldOf(process, time, chance, request => {
      const act = () => platform.receive(request, time.now())
      const outcome = weather.faults ? befall(chance, act) : act()
      most.taken = Math.max(most.taken, platform.sold(item) + platform.cartsAt(time.now()).length)
      if (outcome === 'power-cut') process.crash()
      return outcome
    })
    const store = writableOver(database, { log: () => {}, monotonic: () => 0 })
    const clock = createPlatformClock(world, store)
    const budget = createRequestBudget(world.clock, url)
    const api = createPlatform({ world, url, organizer: 'promotor', token: 'secret', budget, clock })
    const outbox = createOutbox({ world, store, platform: api, onChange: () => {}, onOrder: () => {} })
    const latest = clock.pessimisticNow
    const online = () => true
    const leases = createLeases({
      world,
      store,
      platform: api,
      pessimisticNow: latest,
      online,
      channel: () => 'web',
      onChange: () => {},
    })
    process.crash = () => {
      process.alive = false
      counted.crashes++
    }
    if (!store.one(anyTill, {})) {
      standTill(store, name)
      store.transaction('tag', tx => putFileTag(tx, `of-${name}`, 1))
    }
    outbox.start()
    leases.start()
    return { process, store, leases, outbox, close: () => database.close(), latest }
  }
  const names = ['AAB', 'AAC'] as const
  const tills = new Map(names.map(name => [name, boot(name)]))
  const awake = (name: (typeof names)[number]): Running => {
    const running = tills.get(name)
    if (running?.process.alive) return running
    running?.close()
    const fresh = boot(name)
    tills.set(name, fresh)
    return fresh
  }

  const sellOne = (till: Running, name: string, cartId: string): void => {
    const id = `0190c2f2-0000-4000-8000-${String(counted.sold).padStart(12, '0')}`
    const now = time.now()
    const held = till.store.transaction('spend', tx => spendLease(tx, { cartId, saleId: id, pessimisticNow: till.latest(), now }))
    if (!held) return
    sell(till.store, {
      id,
      code: `${name}${1_000_000 + counted.sold}`,
      at: now,
      lines: [{ item, priceMinor: 4500, secret: `secret-${counted.sold}` }],
      carts: [cartId],
    })
    counted.sold++
    till.outbox.wake()
  }
  for (let moment = 0; moment < 40; moment++) {
    const name = names[chance.below(2)] ?? 'AAB'
    const till = awake(name)
    const dice = chance.below(10)
    if (dice < 2) till.leases.desk.target({ ...product, target: chance.below(12) })
    else if (dice < 6) for (const unit of poolUnits(till.store, product, till.latest(), 1)) sellOne(till, name, unit.cartId)
    else if (dice < 8) {
      const wanted = { ...product, priceMinor: 4500, seats: [null, null] }
      void till.leases.stockroom.leaseShort(wanted).then(got => {
        if (!till.process.alive || !got.ok) return undefined
        const [first, ...rest] = got.value
        if (first !== undefined) sellOne(till, name, first)
        return till.leases.stockroom.giveBack(rest)
      })
    } else if (dice < 9) till.process.crash()
    await time.pass(chance.below(minuteMs))
    // once the shop is crowded whatever a till lets go of is bought at once
    const crowd = moment < 15 ? 0 : capacity
    for (let buyer = 0; buyer < crowd; buyer++) if (platform.buy(item, time.now())) counted.bought++
  }
  weather.faults = false
  for (const name of names) awake(name).leases.desk.giveBack()
  await time.pass(12 * minuteMs)
  for (const name of names) awake(name)
  await time.pass(5 * minuteMs)
  const states = names.flatMap(name =>
    [...(tills.get(name)?.store.all(allUploads, {}) ?? [])].map(row => uploadOf(awake(name).store, row.id)?.progress.state),
  )
  const waiting = names.map(name => queueCounts(awake(name).store).waiting)
  const carts = platform.cartsAt(time.now())
  const consumed = [...platform.orders.values()].flatMap(({ order }) => order['consume_carts'] as string[])
  for (const name of names) tills.get(name)?.close()
  rmSync(folder, { recursive: true, force: true })
  return { platform, states, waiting, carts, consumed, most, ...counted }
}

const anyTill = query<{ id: string }>('test.till', 'SELECT id FROM till')
const allUploads = query<{ id: string }>('test.uploads', 'SELECT sale_id AS id FROM outbox')

describe('two tills at one small quota, with bad network and the power failing', () => {
  const weather = { sold: 0, crashes: 0 }

  it.each(seeds)(
    'seed %i: what was sold on a lease is on the platform, nothing is sold twice, nothing stays set aside',
    async seed => {
      const { platform, states, waiting, carts, consumed, most, sold, bought, crashes } = await run(seed)
      weather.sold += sold
      weather.crashes += crashes
      expect(most.taken).toBeLessThanOrEqual(capacity)
      expect(waiting).toEqual([0, 0])
      expect(states.filter(state => state !== 'sent')).toEqual([])
      expect(platform.sold(item)).toBe(sold + bought)
      expect(new Set(consumed).size).toBe(consumed.length)
      expect(carts).toEqual([])
    },
  )

  it('there was enough of it to mean something', () => {
    expect(weather.sold).toBeGreaterThan(5 * seeds.length)
    expect(weather.crashes).toBeGreaterThan(3 * seeds.length)
  })
})
