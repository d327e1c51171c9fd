import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OnsalePlan } from '#contract/onsale-plan'
import { usualLimits } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import type { World } from '#main/world'
import type { SalesWatch } from '#monitor/sales/sales'
import { watchSales } from '#monitor/sales/sales'
import { leftInAll } from '#monitor/sales/sales-left'
import { openTestStore } from '../../../open-test-store.ts'
import { testWorld } from '../../../world-for-tests.ts'

const minute = 60_000
const start = 1_000 * minute
const plan: OnsalePlan = {
  name: 'Arena',
  showing: { event: 'arena', subevent: null },
  startsAt: start,
  plannedEndAt: start + 60 * minute,
  stock: 100,
  limits: usualLimits,
  cloud: { aws: null, cloudflare: null, shop: null, queue: null },
  id: 'night',
  watched: true,
  currency: 'PLN',
  timezone: 'Europe/Warsaw',
  createdAt: 1,
  changedAt: 1,
}
let open: ReturnType<typeof openTestStore>
let now = start
let world: World
beforeEach(() => {
  open = openTestStore()
  now = start + 2 * minute + 5_000
  const machine = testWorld()
  world = testWorld({ clock: { ...machine.clock, now: () => now } })
  open.database.exec(`
    INSERT INTO event (slug, name, currency, timezone, live, testmode, has_subevents, body, seen_at) VALUES ('arena', '{}', 'PLN', 'Europe/Warsaw', 1, 0, 0, '{}', 0);
    INSERT INTO item (id, event, name, position, admission, active, price_minor, body, seen_at) VALUES
      (1, 'arena', '{"pl":"Płyta","en":"Standing"}', 1, 1, 1, 10000, '{}', 0), (2, 'arena', '{"pl":"Parking"}', 2, 0, 1, 3000, '{}', 0),
      (3, 'arena', '{"pl":"Trybuny"}', 3, 1, 1, 20000, '{}', 0);`)
})
afterEach(() => open.close())

let positions = 0
const order = (
  code: string,
  at: number,
  items: readonly number[],
  more: { status?: string; test?: number; modified?: number; sale?: string } = {},
) => {
  const { status = 'p', test: testmode = 0, modified = at, sale = null } = more
  open.database
    .prepare(
      `INSERT INTO platform_order (code, event, status, testmode, channel, ordered_at, sold_at, sold_day, modified_at, total_minor, sale, body, seen_at)
       VALUES (?, 'arena', ?, ?, 'web', ?, ?, '2026-11-23', ?, 0, ?, '{}', 0)
       ON CONFLICT (code) DO UPDATE SET status = excluded.status, modified_at = excluded.modified_at`,
    )
    .run(code, status, testmode, at, at, modified, sale)
  if (open.database.prepare('SELECT 1 FROM platform_position WHERE code = ?').get(code)) return
  for (const item of items)
    open.database
      .prepare(
        `INSERT INTO platform_position (id, code, event, position_number, item, price_minor, tax_minor, tax_rate, secret, canceled)
         VALUES (?, ?, 'arena', 1, ?, ?, 0, '0.00', ?, 0)`,
      )
      .run((positions += 1), code, item, item * 1000, `s${positions}`)
}
const ownSale = (code: string, at: number) =>
  open.database.exec(`
    INSERT OR IGNORE INTO till (id, name, url, organizer, organizer_name, device_id, unique_serial, code_prefix, security_profile, registered_at)
      VALUES ('t', 'T', 'u', 'o', 'O', 1, 's', 'A', 'p', 0);
    INSERT OR IGNORE INTO cashier VALUES ('c', 'Anna', 0);
    INSERT OR IGNORE INTO shift VALUES ('s', 't', 'c', 0, NULL);
    INSERT INTO sale VALUES ('sale-${code}', '${code}', 'arena', NULL, 't', 'c', 's', ${at}, '2026-11-23', 'PLN', 1000, 'box', 0);
    INSERT INTO sale_position (sale_id, number, item, name, price_minor, tax_rate, secret, admission) VALUES ('sale-${code}', 1, 1, '{}', 1000, '0.00', 'own-${code}', 1);`)

const signal = () => new AbortController().signal
const readFrom = async (watch: SalesWatch, from = start - 2 * minute) => {
  const outcome = await watch.poll.read({ from, to: Math.ceil(now / minute) * minute }, signal())
  return (role: Role): readonly (readonly [number, number])[] =>
    outcome.readings
      .filter(reading => reading.role === role)
      .map(({ at, value }) => [(at - start) / minute, value] as const)
      .toSorted(([one], [other]) => one - other)
}

describe('sales out of the file', () => {
  test('orders, tickets and money by the minute; a minute without any is zero; the running one counts', async () => {
    order('A', start + 1_000, [1, 1, 2])
    order('B', start + 59_999, [1], { status: 'n' })
    order('C', start + 2 * minute, [1])
    order('EXPIRED', start + 2 * minute, [1], { status: 'e' })
    order('TEST', start + 2 * minute, [1], { test: 1 })
    const of = await readFrom(watchSales(world, open.store, plan, 'pl'))
    expect(of('sales.orders')).toEqual([
      [-2, 0],
      [-1, 0],
      [0, 2],
      [1, 0],
      [2, 1],
    ])
    expect(of('sales.tickets'), 'parking is no ticket').toEqual([
      [-2, 0],
      [-1, 0],
      [0, 3],
      [1, 0],
      [2, 1],
    ])
    expect(of('sales.gross')).toEqual([
      [-2, 0],
      [-1, 0],
      [0, 5000],
      [1, 0],
      [2, 1000],
    ])
    expect(of('sales.left'), 'from the stock of the plan').toEqual([
      [-2, 100],
      [-1, 100],
      [0, 97],
      [1, 97],
      [2, 96],
    ])
  })
  test('a sale of this till counts at once, and once only when the platform has it too', async () => {
    const watch = watchSales(world, open.store, plan, 'pl')
    ownSale('OWN', start + 1_000)
    expect((await readFrom(watch))('sales.tickets').at(2)).toEqual([0, 1])
    now += 10 * minute
    order('OWN', now - 5_000, [1], { sale: 'sale-OWN' })
    const again = (await readFrom(watch, now - 3 * minute))('sales.tickets')
    expect(
      again.reduce((sum, [, tickets]) => sum + tickets, 0),
      'and it stays in its minute',
    ).toBe(1)
    expect(again.find(([, tickets]) => tickets === 1)).toEqual([0, 1])
    order('OWN', now - 5_000, [1], { status: 'c', modified: now })
    expect(
      (await readFrom(watch, now - 3 * minute))('sales.tickets').find(([at]) => at === 0),
      'cancelled on the platform',
    ).toEqual([0, 0])
  })
  test('an order that is cancelled much later is taken out of its minute', async () => {
    const watch = watchSales(world, open.store, plan, 'pl')
    order('A', start + 1_000, [1, 1])
    order('B', start + minute, [1])
    await readFrom(watch)
    now = start + 40 * minute
    order('A', start + 1_000, [], { status: 'c', modified: now })
    const of = await readFrom(watch, now - 3 * minute)
    expect(of('sales.tickets').slice(0, 3)).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ])
    expect(of('sales.left').at(-1)).toEqual([40, 99])
  })
  test('without a stock, what the platform said is left counts, less what went since', async () => {
    open.database.exec(`
      INSERT INTO quota (id, event, name, size, closed, available_number, asked_at, body, seen_at) VALUES
        (1, 'arena', 'Płyta', 500, 0, 40, ${start + minute}, '{}', 0), (3, 'arena', 'Trybuny', 300, 0, 10, ${start + minute}, '{}', 0);
      INSERT INTO quota_product VALUES (1, 1, 0), (3, 3, 0);`)
    order('EARLIER', start, [1])
    order('SINCE', start + minute + 1, [1, 3])
    const watch = watchSales(world, open.store, { ...plan, stock: null }, 'en')
    expect((await readFrom(watch))('sales.left')).toEqual([
      [-1, 51],
      [0, 50],
      [1, 48],
      [2, 48],
    ])
    expect(watch.categories()).toEqual([
      { name: 'Standing', left: 39, capacity: 500, perMinute: 0.2 },
      { name: 'Trybuny', left: 9, capacity: 300, perMinute: 0.1 },
    ])
  })
  test('a read that is given up says so', async () => {
    const aborted = AbortSignal.abort()
    const outcome = await watchSales(world, open.store, plan, 'pl').poll.read({ from: start, to: start + minute }, aborted)
    expect(outcome.answered).toBe(false)
  })
})

describe('left in all', () => {
  const kind = (item: number, quota: number, left: number | null) => ({ item, name: '', quota, size: null, left, askedAt: 7 })
  test('kinds of one quota share it; a quota over all others holds them back', () => {
    expect(leftInAll([kind(1, 1, 40), kind(2, 1, 40)])).toEqual({ left: 40, askedAt: 7 })
    expect(leftInAll([kind(1, 1, 40), kind(2, 2, 10)])?.left).toBe(50)
    expect(leftInAll([kind(1, 1, 40), kind(2, 2, 10), kind(1, 9, 45), kind(2, 9, 45)])?.left).toBe(45)
    expect(leftInAll([kind(1, 1, 40), kind(2, 2, null)]), 'something is unlimited').toBeNull()
    expect(leftInAll([])).toBeNull()
  })
})
