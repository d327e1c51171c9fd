import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '#sandbox/server'
import { seatLease } from '#store/lease'
import { command } from '#store/query'
import { openSandbox, openStall, until } from './lease-sandbox.ts'

const event = 'richie'
type ListedSeat = { id: number; seat_guid: string; zone_name: string; row_name: string; seat_number: string; product: number }
let sandbox: Sandbox
let mine: ReturnType<typeof openStall>
let theirs: ReturnType<typeof openStall>
let free: readonly ListedSeat[]

beforeAll(async () => {
  sandbox = await openSandbox()
  mine = openStall(sandbox, 60)
  theirs = openStall(sandbox, 61)
  const answer = await mine.platform.get(`events/${event}/seats/`, { is_available: 'true', blocked: 'false', page_size: '50' })
  free = ((answer.kind === 'ok' ? answer.body : { results: [] }) as { results: ListedSeat[] }).results
})
afterAll(async () => {
  await mine.end()
  await theirs.end()
  await sandbox.stop()
})

const seatsAt = (stall: ReturnType<typeof openStall>, seats: readonly ListedSeat[]) =>
  stall.leases().stockroom.leaseShort({
    event,
    subevent: null,
    item: seats[0]?.product ?? 0,
    variation: null,
    priceMinor: 1,
    seats: seats.map(seat => seat.seat_guid),
  })

describe('seats at two tills', () => {
  it('go to one of them, whoever asks first; the other is refused in words', async () => {
    const [first, second] = free.filter(seat => seat.product === free[0]?.product)
    if (!first || !second) throw new Error('the hall has two free seats')
    const got = await seatsAt(mine, [first])
    expect(got.ok).toBe(true)
    expect(await seatsAt(theirs, [second, first])).toMatchObject({
      ok: false,
      refusal: { code: 'seat-taken', parameters: { seat: first.seat_guid } },
    })
    theirs.leases().start()
    await until(async () => (await theirs.atPlatform(event)) === 0)
    if (got.ok) mine.leases().stockroom.giveBack(got.value)
    expect((await seatsAt(mine, [first])).ok).toBe(true)
    expect((await seatsAt(theirs, [second])).ok).toBe(true)
  })

  it('of one row are kept in stock as a block, and let go as one', async () => {
    const row = free.findLast(seat => seat.row_name !== free[0]?.row_name) ?? free[0]
    if (!row) throw new Error('the hall has a row')
    const inRow = free.filter(seat => seat.zone_name === row.zone_name && seat.row_name === row.row_name)
    mine.store.transaction('hall', tx =>
      inRow.forEach(({ id, seat_guid, zone_name, row_name, seat_number, product }) =>
        tx.run(insertSeat, { id, guid: seat_guid, zone_name, row_name, seat_number, product }),
      ),
    )
    const block = { event, subevent: null, sector: row.zone_name, row: row.row_name }
    mine.leases().start()
    mine.leases().desk.seatBlock({ ...block, hold: true })
    const held = () => mine.leases().desk.list().seats[0]?.held
    const inCarts = inRow.filter(seat => seatLease(mine.store, event, null, seat.seat_guid)?.purpose === 'cart').length
    await until(() => held() === inRow.length - inCarts)
    mine.leases().desk.seatBlock({ ...block, hold: false })
    await until(() => mine.leases().desk.list().seats.length === 0 && mine.book(event)['returning'] === undefined)
    expect(mine.book(event)['held'] ?? 0).toBeLessThanOrEqual(1)
  })
})

describe('a seat that goes into the cart', () => {
  const twoKinds = () => {
    const open = free.filter(seat => [mine, theirs].every(({ store }) => !seatLease(store, event, null, seat.seat_guid)))
    const first = open[0]
    const second = open.find(seat => seat.product !== first?.product)
    if (!first || !second) throw new Error('the hall has free seats of two products')
    return [first, second] as const
  }

  it('while the rest of its row is being taken into stock is left to the cart', async () => {
    const [first, second] = twoKinds()
    const inRow = { zone_name: 'Mixed', row_name: 'M' }
    mine.store.transaction('hall', tx => {
      for (const { id, seat_guid, seat_number, product } of [first, second]) {
        tx.run(removeSeat, { guid: seat_guid })
        tx.run(insertSeat, { id, guid: seat_guid, ...inRow, seat_number, product })
      }
    })
    sandbox.setTemper({ slowMs: 300, only: 'bulk_create' })
    mine.leases().desk.seatBlock({ event, subevent: null, sector: 'Mixed', row: 'M', hold: true })
    await until(() => mine.book(event)['asked'] === 1)
    const [asked, other] = seatLease(mine.store, event, null, first.seat_guid) ? [first, second] : [second, first]
    const taken = await seatsAt(mine, [other])
    expect(taken.ok).toBe(true)
    await until(() => mine.book(event)['asked'] === undefined)
    sandbox.setTemper({})
    expect(seatLease(mine.store, event, null, asked.seat_guid)).toMatchObject({ state: 'held', purpose: 'pool' })
    expect(seatLease(mine.store, event, null, other.seat_guid)).toMatchObject({ state: 'held', purpose: 'cart' })
    mine.leases().desk.seatBlock({ event, subevent: null, sector: 'Mixed', row: 'M', hold: false })
  })

  it('is had by asking once more when the first request never reached the platform', async () => {
    const [seat] = twoKinds()
    sandbox.setTemper({ gone: true, only: 'bulk_create', count: 3 })
    expect(await seatsAt(mine, [seat])).toMatchObject({ ok: false, refusal: { code: 'platform-unreachable' } })
    expect(await seatsAt(mine, [seat])).toMatchObject({ ok: true })
    expect(seatLease(mine.store, event, null, seat.seat_guid)).toMatchObject({ state: 'held', purpose: 'cart' })
  })

  it('twice in the same breath is asked for once; the other is refused in words', async () => {
    const [seat] = twoKinds()
    const answers = await Promise.all([seatsAt(mine, [seat]), seatsAt(mine, [seat])])
    expect(answers.map(answer => (answer.ok ? 'done' : answer.refusal.code)).toSorted()).toEqual(['done', 'seat-taken'])
  })
})

const removeSeat = command<{ guid: string }>('test.no-seat', `DELETE FROM seat WHERE event = 'richie' AND guid = :guid`)
const insertSeat = command<{
  id: number
  guid: string
  zone_name: string
  row_name: string
  seat_number: string
  product: number
}>(
  'test.seat',
  `INSERT INTO seat VALUES ('richie', 0, :guid, :id, :id, :zone_name, :row_name, :seat_number, :product, 0, 'none', 1, 1)`,
)
