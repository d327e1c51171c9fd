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
