import { afterEach, beforeEach, expect, it } from 'vitest'
import { fetchCatalogue } from '#sync/catalogue'
import { beginDeltas, fetchDeltas, shortOverlapMs } from '#sync/deltas'
import { orderDecoder } from '#sync/orders'
import { fetchHall, hallCursor, refreshHolders } from '#sync/seats'
import { lookAgain, secondLook } from '#sync/vanished'
import type { FakePlatform } from './fake-platform.ts'
import { addEvent, placeOrder, startFakePlatform } from './fake-platform.ts'
import { syncBench } from './sync-bench.ts'

const hall = { event: 'arena', subevent: null }
let fake: FakePlatform
let bench: ReturnType<typeof syncBench>
beforeEach(async () => {
  fake = await startFakePlatform()
  bench = syncBench(fake)
  addEvent(fake, 'arena', { seating_plan: 4 })
  fake.records.set('events/arena/seats/', seats())
  await fetchCatalogue(bench.parts, () => {})
})
afterEach(async () => {
  bench.close()
  await fake.stop()
})

const seatsInRow = 20
const seats = (taken: ReadonlySet<string> = new Set()) =>
  Array.from({ length: 240 }, (_, index) => {
    const row = String(Math.floor(index / seatsInRow) + 1)
    const number = String((index % seatsInRow) + 1)
    const guid = `a-${row}-${number}`
    return {
      id: index + 1,
      subevent: null,
      zone_name: 'Sektor A',
      row_name: row,
      seat_number: number,
      seat_guid: guid,
      product: 2,
      blocked: false,
      orderposition: taken.has(guid) ? 1 : null,
      cartposition: null,
      voucher: null,
    }
  })
const holders = (): unknown =>
  Object.fromEntries(
    bench.database.prepare("SELECT guid, holder FROM seat WHERE holder <> 'none' ORDER BY guid").raw().all() as [
      string,
      string,
    ][],
  )
const order = (): unknown[] => bench.database.prepare('SELECT guid FROM seat ORDER BY ordinal').pluck().all()
const deltas = () => fetchDeltas(bench.parts, orderDecoder(bench.parts), { overlapMs: shortOverlapMs, changed: () => {} })

it('calls a row by the sign that hangs there, where the plan has one', async () => {
  const signs = ['Stolik 5', null, '']
  fake.records.set(
    'events/arena/seats/',
    signs.map((row_label, index) => ({ ...seats()[index], row_label })),
  )
  await fetchHall(bench.parts, hall, () => {})
  expect(bench.database.prepare('SELECT row FROM seat ORDER BY id').pluck().all()).toEqual(['Stolik 5', '1', '1'])
})

it('brings in every seat once; without a plan in the order in which people count', async () => {
  expect(await fetchHall(bench.parts, hall, () => {})).toEqual({ kind: 'done', unreadable: [] })
  expect(order().slice(8, 11)).toEqual(['a-1-9', 'a-1-10', 'a-1-11'])
  expect(order()).toHaveLength(240)
})

it('puts seats in the order of the plan', async () => {
  const rows = [{ row_number: '1', seats: Array.from({ length: 20 }, (_, index) => ({ seat_guid: `a-1-${20 - index}` })) }]
  fake.records.set('seatingplans/4/', { single: { id: 4, name: 'Arena', layout: { zones: [{ name: 'Sektor A', rows }] } } })
  await fetchHall(bench.parts, hall, () => {})
  expect(order().slice(0, 3)).toEqual(['a-1-20', 'a-1-19', 'a-1-18'])
})

it('takes zones of one name for one sector while their seats can be told apart, and for two where row and number come twice', async () => {
  const zone = (name: string, side: string, numbers: readonly number[]) => ({
    name,
    rows: [{ row_number: '1', seats: numbers.map(number => ({ seat_guid: `${side}-${number}`, seat_number: String(number) })) }],
  })
  const zones = [
    zone('Parter', 'left', [1, 2]),
    zone('Parter', 'right', [3, 4]),
    zone('Loża', 'first', [1, 2]),
    zone('Loża', 'second', [1, 2]),
    zone('Loża', 'third', [2, 3]),
  ]
  fake.records.set('seatingplans/4/', { single: { id: 4, name: 'Arena', layout: { zones } } })
  fake.records.set(
    'events/arena/seats/',
    zones.flatMap(({ name, rows }) =>
      rows.flatMap(row =>
        row.seats.map(({ seat_guid, seat_number }) => ({
          ...seats()[0],
          zone_name: name,
          row_name: '1',
          seat_number,
          seat_guid,
        })),
      ),
    ),
  )
  await fetchHall(bench.parts, hall, () => {})
  expect(
    bench.database.prepare('SELECT sector, group_concat(guid) FROM seat GROUP BY sector ORDER BY min(ordinal)').raw().all(),
  ).toEqual([
    ['Parter', 'left-1,left-2,right-3,right-4'],
    ['Loża', 'first-1,first-2'],
    ['Loża (2)', 'second-1,second-2'],
    ['Loża (3)', 'third-2,third-3'],
  ])
})

it('goes on where it was cut off', async () => {
  fake.before = (path, search) => (path === 'events/arena/seats/' && search.get('page') === '3' ? 'cut' : 'answer')
  expect(await fetchHall(bench.parts, hall, () => {})).toMatchObject({ kind: 'failed' })
  expect(hallCursor(bench.parts, hall)).toMatchObject({ nextPage: 3, done: 100, total: 240, completeAt: null })
  fake.before = () => 'answer'
  fake.asked.length = 0
  await fetchHall(bench.parts, hall, () => {})
  const pages = fake.asked.filter(asked => asked.startsWith('events/arena/seats/'))
  expect([...new Set(pages)].toSorted()).toEqual([3, 4, 5].map(page => `events/arena/seats/?page=${page}`))
  expect(order()).toHaveLength(240)
  expect(hallCursor(bench.parts, hall)?.completeAt).not.toBeNull()
})

it('seats that are no longer in the plan go', async () => {
  await fetchHall(bench.parts, hall, () => {})
  fake.records.set('events/arena/seats/', seats().slice(0, 200))
  await fetchHall(bench.parts, hall, () => {})
  expect(order()).toHaveLength(200)
})

it('an order takes its seats, its cancelling frees them, and so does its vanishing', async () => {
  await fetchHall(bench.parts, hall, () => {})
  beginDeltas(bench.parts, fake.clock.now)
  const sold = placeOrder(fake, { event: 'arena', seats: ['a-1-1', 'a-1-2'] })
  placeOrder(fake, { event: 'arena', seats: ['a-2-1'] })
  await deltas()
  expect(holders()).toEqual({ 'a-1-1': 'order', 'a-1-2': 'order', 'a-2-1': 'order' })
  fake.clock.now += 1000
  Object.assign(sold, { status: 'c', lastModified: fake.clock.now })
  await deltas()
  expect(holders()).toEqual({ 'a-2-1': 'order' })
  fake.orders.clear()
  fake.clock.now += 1000
  do await lookAgain(bench.parts, orderDecoder(bench.parts), () => {})
  while (secondLook(bench.parts).pass)
  expect(holders()).toEqual({})
})

it('asks again who holds what in as few pages as it takes, few sold or nearly all', async () => {
  await fetchHall(bench.parts, hall, () => {})
  const three = new Set(['a-1-1', 'a-5-5', 'a-12-20'])
  fake.records.set('events/arena/seats/', seats(three))
  fake.asked.length = 0
  await refreshHolders(bench.parts, hall)
  expect(fake.asked).toEqual(['events/arena/seats/?is_available=false'])
  expect(holders()).toEqual({ 'a-1-1': 'order', 'a-5-5': 'order', 'a-12-20': 'order' })

  const most = new Set(
    seats()
      .slice(0, 230)
      .map(seat => seat.seat_guid),
  )
  fake.records.set('events/arena/seats/', seats(most))
  await refreshHolders(bench.parts, hall)
  fake.records.set('events/arena/seats/', seats(new Set([...most].slice(1))))
  fake.asked.length = 0
  await refreshHolders(bench.parts, hall)
  expect(fake.asked).toEqual(['events/arena/seats/?is_available=true'])
  expect(Object.keys(holders() as object)).toHaveLength(229)
})
