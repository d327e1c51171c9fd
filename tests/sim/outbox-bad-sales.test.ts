import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import type { HttpAnswer, HttpRequest } from '#main/world'
import { writableOver } from '#store/connection'
import { migrate } from '#store/migrate'
import { migrations } from '#store/migrations/all'
import { queueCounts, uploadOf } from '#store/outbox'
import { createOutbox } from '#sync/outbox'
import { createPlatform } from '#sync/platform'
import { createPlatformClock } from '#sync/platform-clock'
import { createRequestBudget } from '#sync/request-budget'
import { sell, standTill } from '../unit/sync/outbox-sale.ts'
import { worldOf } from './bad-network.ts'
import { json, paperPlatform } from './paper-platform.ts'
import { chanceFrom } from '../seeded-chance.ts'
import { virtualTime } from './virtual-time.ts'

const start = Date.UTC(2027, 6, 2, 12)
const hourMs = 3_600_000
const isSelf = (request: HttpRequest): boolean => new URL(request.url).pathname.endsWith('/device/info')
const isOrderOf = (event: string, request: HttpRequest): boolean => request.url.includes(`/events/${event}/orders/`)
const ill = json(500, { detail: 'Server Error' })
const forbidden = json(403, { detail: 'You do not have permission to perform this action.' })

const endings: (() => void)[] = []
afterEach(() => endings.splice(0).forEach(end => end()))

/** A till with an outbox over a little platform; `mood` answers instead of it where it has something to say. */
const stand = (weather: { readonly mood: (request: HttpRequest) => HttpAnswer | null; readonly seed?: number }) => {
  const chance = chanceFrom(weather.seed ?? 1)
  const time = virtualTime(start)
  const paper = paperPlatform(new Map([[1, 10_000]]))
  const moment = { mood: weather.mood }
  let posts = 0
  const world = worldOf({ alive: true, crash: () => {}, wake: () => {} }, time, chance, request => {
    if (request.method === 'POST') posts++
    const moody = moment.mood(request)
    if (moody) return moody
    return isSelf(request) ? json(200, { device: { security_profile: 'full' } }) : paper.receive(request, time.now())
  })
  const folder = mkdtempSync(join(tmpdir(), 'kasa-sim-'))
  const database = new Database(join(folder, 'kasa.db'))
  endings.push(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  migrate(database, migrations)
  const store = writableOver(database, { log: () => {}, monotonic: () => 0 })
  standTill(store)
  const url = 'https://tickets.example'
  const budget = createRequestBudget(world.clock, url)
  const clock = createPlatformClock(world, store)
  const platform = createPlatform({ world, url, organizer: 'promotor', token: 'secret', budget, clock })
  const outbox = createOutbox({ world, store, platform, onChange: () => {}, onOrder: () => {} })
  let count = 0
  const sold = (event: string, many: number): readonly string[] =>
    Array.from({ length: many }, () => {
      const number = count++
      const id = `0190c2f2-0000-4000-8000-${String(number).padStart(12, '0')}`
      const line = { item: 1, priceMinor: 4500, secret: `secret-${number}` }
      sell(store, { id, code: `AAB${1_000_000 + number}`, at: time.now() + number, event, lines: [line] })
      return id
    })
  const progressOf = (id: string) => uploadOf(store, id)?.progress
  const tally = (ids: readonly string[], state: string): number => ids.filter(id => progressOf(id)?.state === state).length
  return { time, store, outbox, sold, progressOf, tally, moment, posts: () => posts }
}

describe('sales that cannot go up, before others that can', () => {
  it('of an event closed to the till they are parked with the right words, and go up once it is opened and a person asks', async () => {
    const till = stand({ mood: request => (isOrderOf('closed', request) ? forbidden : null) })
    const barred = till.sold('closed', 24)
    const good = till.sold('festival', 3)
    await till.time.pass(100)
    till.outbox.start()
    await till.time.pass(60_000)
    expect(till.tally(good, 'sent')).toBe(3)
    expect(till.tally(barred, 'refused')).toBe(24)
    expect(barred.map(id => till.progressOf(id)?.reason?.code)).toEqual(barred.map(() => 'upload-not-permitted'))
    till.moment.mood = () => null
    till.outbox.retryAll()
    expect(till.tally(barred, 'waiting') + till.tally(barred, 'sending')).toBe(24)
    expect(till.tally(good, 'sent')).toBe(3)
    await till.time.pass(60_000)
    expect(till.tally(barred, 'sent')).toBe(24)
  })

  it.each([1, 2, 3])('seed %i: answered with faults every time, they hold up a newer one by seconds', async seed => {
    const till = stand({ seed, mood: request => (isOrderOf('cursed', request) ? ill : null) })
    const bad = till.sold('cursed', 10)
    const [good = ''] = till.sold('festival', 1)
    await till.time.pass(100)
    till.outbox.start()
    await till.time.pass(30_000)
    expect(till.progressOf(good)?.state).toBe('sent')
    expect(till.tally(bad, 'waiting')).toBe(10)
    await till.time.pass(hourMs)
    const later = till.sold('festival', 10) // nobody wakes the queue
    await till.time.pass(30_000)
    expect(till.tally(later, 'sent')).toBe(10)
  })

  it('24 forbidden, 10 faulty, one good: the good one is up within the minute', async () => {
    const till = stand({
      mood: request => (isOrderOf('closed', request) && forbidden) || (isOrderOf('cursed', request) && ill) || null,
    })
    till.sold('closed', 24)
    till.sold('cursed', 10)
    const [good = ''] = till.sold('festival', 1)
    await till.time.pass(100)
    till.outbox.start()
    await till.time.pass(60_000)
    expect(till.progressOf(good)?.state).toBe('sent')
    expect(queueCounts(till.store)).toEqual({ waiting: 10, toSettle: 24 })
  })

  it('a good one that had failed once itself is not starved by bad ones', async () => {
    const till = stand({ mood: request => (request.method === 'POST' ? ill : null) })
    till.sold('cursed', 20)
    const good = till.sold('festival', 10)
    await till.time.pass(100)
    till.outbox.start()
    await till.time.pass(hourMs)
    till.moment.mood = request => (isOrderOf('cursed', request) ? ill : null)
    await till.time.pass(hourMs / 4)
    expect(till.tally(good, 'sent')).toBe(10)
  })
})

describe('a platform that serves nobody', () => {
  it.each([
    ['faults', ill, 40 + 3600 / 7],
    ['a key it does not take', json(401, { detail: 'Invalid token.' }), 40 + 3600 / 7],
    ['a no even to the question who the till is', forbidden, 40 + 3600 / 7],
    ['silence', { kind: 'failure', reason: 'unreachable' }, 3600 / 30 + 10],
    ['a rate limit', { kind: 'answer', tookMs: 1, status: 429, headers: { 'retry-after': '60' }, body: '' }, 2 * (3600 / 60 + 1)],
  ] as const)(
    '%s: it is asked a bounded number of times, nothing is parked, all goes up when it is well',
    async (_, answer, most) => {
      const till = stand({ mood: () => answer })
      const sold = till.sold('festival', 40)
      await till.time.pass(100)
      till.outbox.start()
      await till.time.pass(hourMs)
      expect(till.tally(sold, 'waiting') + till.tally(sold, 'sending')).toBe(40)
      expect(till.posts()).toBeLessThan(most)
      till.moment.mood = () => null
      await till.time.pass(hourMs / 4)
      expect(till.tally(sold, 'sent')).toBe(40)
    },
  )
})
