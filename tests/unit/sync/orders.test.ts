import { afterEach, beforeEach, expect, it } from 'vitest'
import { fetchCatalogue } from '#sync/catalogue'
import { beginDeltas, deltaCursor, fetchDeltas, longOverlapMs, shortOverlapMs } from '#sync/deltas'
import { orderDecoder, takeOrder } from '#sync/orders'
import { lookAgain, secondLook } from '#sync/vanished'
import type { FakePlatform } from './fake-platform.ts'
import { addEvent, orderRecord, placeOrder, startFakePlatform } from './fake-platform.ts'
import { syncBench } from './sync-bench.ts'

let fake: FakePlatform
let bench: ReturnType<typeof syncBench>
beforeEach(async () => {
  fake = await startFakePlatform()
  bench = syncBench(fake)
  addEvent(fake, 'klub')
  await fetchCatalogue(bench.parts, () => {})
  beginDeltas(bench.parts, fake.clock.now)
})
afterEach(async () => {
  bench.close()
  await fake.stop()
})

const fetch = (overlapMs = shortOverlapMs) =>
  fetchDeltas(bench.parts, orderDecoder(bench.parts), { overlapMs, changed: () => {} })
const rows = (columns: string): unknown[] =>
  bench.database.prepare(`SELECT ${columns} FROM platform_order WHERE gone_at IS NULL ORDER BY code`).all()
const secondLookThrough = async (): Promise<void> => {
  do await lookAgain(bench.parts, orderDecoder(bench.parts), () => {})
  while (secondLook(bench.parts).pass)
}

it("a till's sale counts on the day it was made, in the event's zone, not on the day it was uploaded", async () => {
  const soldAt = '2026-12-30T23:30:00.000Z'
  placeOrder(fake, { event: 'klub', total: '45.50', meta: { sale: 'a-sale', sold_at: soldAt } })
  await fetch()
  expect(rows('sale, sold_at, sold_day, total_minor, ordered_at')).toEqual([
    { sale: 'a-sale', sold_at: Date.parse(soldAt), sold_day: '2026-12-31', total_minor: 4550, ordered_at: fake.clock.now },
  ])
})

it.each(['yesterday', 7, null, '2999-01-01T00:00:00Z'])('a moment of sale that cannot be is not believed: %s', async sold_at => {
  placeOrder(fake, { event: 'klub', meta: { sold_at } })
  await fetch()
  expect(rows('sold_at')).toEqual([{ sold_at: fake.clock.now }])
})

it('an order of a state nobody has heard of is kept as it is', async () => {
  placeOrder(fake, { event: 'klub', status: 'zz' })
  expect(await fetch()).toEqual({ kind: 'done', unreadable: [] })
  expect(rows('status')).toEqual([{ status: 'zz' }])
})

it('an order whose money cannot be read is left out and named; the others come in', async () => {
  const bad = placeOrder(fake, { event: 'klub', total: 'a lot' })
  const good = placeOrder(fake, { event: 'klub' })
  expect(await fetch()).toEqual({ kind: 'done', unreadable: [`orders/${bad.code}/`] })
  expect(rows('code')).toEqual([{ code: good.code }])
})

it('an order of an event made a moment ago brings the event in', async () => {
  addEvent(fake, 'fresh')
  placeOrder(fake, { event: 'fresh' })
  expect(await fetch()).toEqual({ kind: 'done', unreadable: [] })
  expect(rows('event')).toEqual([{ event: 'fresh' }])
})

it('a refund made elsewhere is found by the second look, which says how old that knowledge is', async () => {
  const order = placeOrder(fake, { event: 'klub' })
  await fetch()
  order.refunds = ['5.00']
  await fetch(longOverlapMs)
  await secondLookThrough()
  expect(bench.database.prepare('SELECT amount_minor, state FROM platform_refund').all()).toEqual([
    { amount_minor: 500, state: 'done' },
  ])
  expect(secondLook(bench.parts).provenAt).toBeGreaterThan(0)
})

it('a deleted test order is marked gone, and counts again should it come back', async () => {
  const order = placeOrder(fake, { event: 'klub' })
  await fetch()
  fake.orders.clear()
  fake.clock.now += 1000
  await secondLookThrough()
  expect(rows('code')).toEqual([])
  fake.orders.set(order.code, order)
  fake.clock.now += 1000
  order.lastModified = fake.clock.now
  await fetch()
  expect(rows('code')).toEqual([{ code: order.code }])
})

it('an order that an upload showed is taken over at once, and an older view of it changes nothing', async () => {
  const order = placeOrder(fake, { event: 'klub' })
  expect(takeOrder(bench.parts, orderRecord(order))).toBe(true)
  expect(takeOrder(bench.parts, orderRecord(order))).toBe(false)
  fake.clock.now += 5000
  order.status = 'c'
  order.lastModified = fake.clock.now
  await fetch()
  expect(takeOrder(bench.parts, { ...(orderRecord({ ...order, status: 'p', lastModified: order.datetime }) as object) })).toBe(
    false,
  )
  expect(rows('status')).toEqual([{ status: 'c' }])
  expect(takeOrder(bench.parts, 'no order at all')).toBe(false)
})

it('goes on with changes when the platform sets its clock back by an hour', async () => {
  await fetch()
  fake.clock.now -= 3_600_000
  const order = placeOrder(fake, { event: 'klub' })
  await fetch()
  expect(rows('code')).toEqual([{ code: order.code }])
  expect(deltaCursor(bench.parts)?.since).toBe(fake.clock.now)
})
