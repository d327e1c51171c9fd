import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minor } from '#contract/nominal'
import { createLine } from '#main/line'
import { softwareOn } from '#main/software'
import { statusOf } from '#main/status'
import { refusalSentence } from '#words/refusal-sentence'
import { sayIn } from '#words/say'
import { testWorld } from '../world-for-tests.ts'
import { openDesk, valueOf } from './till/desk.ts'
import type { Festival } from './till/festival.ts'
import { festival, festivalFile, ids } from './till/festival.ts'

let place: Festival
let desk: ReturnType<typeof openDesk>
const clock = { now: 0 }
const hourMs = 3_600_000
const pass = { ...festival, item: ids.pass, variation: ids.adult }
const base = testWorld()
const world = { ...base, clock: { ...base.clock, now: () => clock.now } }

/** What the frame of a till without a platform in reach is told. */
const warnings = () => {
  const nobody = (): void => undefined
  const line = createLine({
    world,
    store: desk.store,
    software: softwareOn(undefined),
    isOnSale: () => false,
    onStatus: nobody,
    onShowings: nobody,
    onStock: nobody,
    onOrders: nobody,
    onHoldings: nobody,
    onQueue: nobody,
  })
  return statusOf(world, desk.store, { line, sandbox: false }).warnings
}

const sell = async (lastsMs: number): Promise<string> => {
  desk.stock(pass, 1, lastsMs)
  desk.weather.online = false
  const cart = await valueOf(desk.call['cart.add']({ ...pass, quantity: 1, parent: null }))
  const cash = { method: 'cash', amountMinor: minor(18900), tenderedMinor: minor(18900) } as const
  return (await valueOf(desk.call['sale.pay']({ version: cart.version, payments: [cash] }))).id
}

beforeEach(() => {
  clock.now = Date.UTC(2026, 10, 23, 12)
  place = festivalFile()
  desk = openDesk(place.file, clock)
})
afterEach(() => {
  desk.crash()
  place.remove()
})

describe('sales that are not sent yet', () => {
  it('are no matter for a warning while their units last, from six hours before the first runs out they are', async () => {
    expect(warnings()).toEqual([])
    await sell(9 * hourMs)
    expect(warnings()).toEqual([])
    clock.now += 3 * hourMs
    expect(warnings()).toMatchObject([{ code: 'upload-before', parameters: { minutes: 360 } }])
    clock.now += 5 * hourMs + 30_000
    expect(warnings()).toMatchObject([{ code: 'upload-before', parameters: { minutes: 59 } }])
  })

  it('are said to be too late once the platform may have sold their units again', async () => {
    await sell(3 * hourMs)
    clock.now += 4 * hourMs
    const [warning] = warnings()
    expect(warning).toMatchObject({ code: 'upload-before', parameters: { minutes: 0 } })
    expect(warning && refusalSentence(sayIn('pl'), warning)).toContain('Minął czas na wysłanie')
  })

  it('warn no more when the platform has them', async () => {
    const sale = await sell(3 * hourMs)
    expect(warnings()).toHaveLength(1)
    desk.write(`UPDATE outbox_progress SET state = 'sent' WHERE sale_id = '${sale}'`)
    expect(warnings()).toEqual([])
  })
})

it('a copy of a file says that its leases prove nothing', () => {
  desk.write('UPDATE file_identity SET leases_proven = 0')
  expect(warnings()).toMatchObject([{ code: 'leases-unproven' }])
})
