import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '#sandbox/server'
import type { Surroundings, Till } from './scene.ts'
import {
  addOne,
  allSent,
  calm,
  cashFor,
  freshFolder,
  holdInStock,
  isOnline,
  openSandbox,
  openTill,
  ordersAt,
  organizerAsks,
  plainProduct,
  readyToSell,
  sellOne,
  until,
  worldIn,
} from './scene.ts'
import { expectSentence } from './sentence.ts'

const hourMs = 3_600_000
let sandbox: Sandbox
let place: ReturnType<typeof freshFolder>
let surroundings: Surroundings
let till: Till
beforeAll(async () => void (sandbox = await openSandbox()))
afterAll(() => sandbox.stop())
beforeEach(() => {
  sandbox.setTemper({})
  place = freshFolder()
  surroundings = calm()
})
afterEach(async () => {
  await till.close()
  place.remove()
})
const open = async (): Promise<void> => {
  till = await openTill(worldIn(surroundings), place.file)
  await readyToSell(till, sandbox)
}
const soldAtOnPlatform = async (code: string): Promise<number> => {
  const { results } = await organizerAsks(sandbox, 'GET', `~/orders/?code=${code}`)
  const [order] = results as readonly { api_meta: { sold_at: string } }[]
  return Date.parse(order?.api_meta.sold_at ?? '')
}
const clockWarning = async () => (await till.status()).warnings.find(({ code }) => code === 'clock-wrong') ?? null

describe('a clock that is wrong by an hour', () => {
  test.each([
    ['fast', hourMs],
    ['slow', -hourMs],
  ])('%s: said with the minutes, sold and leased by the platform’s time, gone once it is set right', async (_what, shiftMs) => {
    surroundings.wallShiftMs = shiftMs
    await open()
    await until(async () => (await clockWarning()) !== null)
    const warning = await clockWarning()
    expectSentence(warning, 'clock-wrong')
    expect(warning?.parameters.minutes).toBe(60)
    await holdInStock(till, 2)
    const [holding] = (await till.ask('leases.list', {})).products
    expect(holding?.expiresAt, 'leases end in three days of the platform').toBeGreaterThan(Date.now() + 71 * hourMs)
    expect(holding?.expiresAt).toBeLessThan(Date.now() + 73 * hourMs)
    const sold = await sellOne(till)
    await until(allSent(till))
    expect(await ordersAt(sandbox, sold.code)).toBe(1)
    expect(Math.abs((await soldAtOnPlatform(sold.code)) - Date.now())).toBeLessThan(60_000)
    expect(Math.abs(sold.soldAt - Date.now()), 'the paper bears the true time').toBeLessThan(60_000)

    surroundings.wallShiftMs = 0
    await until(async () => (await clockWarning()) === null)
    await sellOne(till)
    await until(allSent(till))
  })

  test('set back while offline does not bring leases back to life that have run out', async () => {
    await open()
    await holdInStock(till, 1)
    sandbox.setTemper({ gone: true, clockSkewMs: 80 * hourMs })
    surroundings.wallShiftMs = 80 * hourMs
    await until(async () => (await till.status()).connection.state === 'offline')
    await until(() => surroundings.log.some(({ event }) => event === 'lease.expired'))
    surroundings.wallShiftMs = 0
    const wish = { ...(await plainProduct(till)), quantity: 1, parent: null }
    expectSentence(await till.refusal('cart.add', wish), 'stock-not-leased')
    await till.close()
    till = await openTill(worldIn(surroundings), place.file)
    expect((await till.wire.call('cart.add', wish)).ok, 'nor after a restart').toBe(false)
  })
})

describe('a machine that slept for days (the wall clock leaps, the other one stood still)', () => {
  const sleep = (ms: number, temper = {}): void => {
    surroundings.wallShiftMs += ms
    sandbox.setTemper({ clockSkewMs: surroundings.wallShiftMs, ...temper })
  }

  test('copies what happened meanwhile at once', async () => {
    await open()
    await until(async () => (await till.status()).ages.orders !== null)
    sleep(20 * hourMs)
    const wokeAt = Date.now() + surroundings.wallShiftMs
    const before = performance.now()
    await until(async () => ((await till.status()).ages.orders ?? 0) >= wokeAt)
    expect(performance.now() - before).toBeLessThan(120_000)
    expect((await till.status()).connection.state).toBe('online')
  })

  test('does not sell from leases that ran out meanwhile, offline; online it takes fresh ones and goes on', async () => {
    await open()
    await holdInStock(till, 2)
    sleep(80 * hourMs, { gone: true })
    const wish = { ...(await plainProduct(till)), quantity: 1, parent: null }
    await until(async () => (await till.status()).connection.state === 'offline')
    expectSentence(await till.refusal('cart.add', wish), 'stock-not-leased')
    sleep(0)
    await until(isOnline(till))
    const sold = await sellOne(till)
    await until(allSent(till))
    expect(await ordersAt(sandbox, sold.code)).toBe(1)
    await until(async () => (await till.ask('leases.list', {})).products.some(({ held }) => held >= 2))
  })

  test('pays a cart that lay open over the night, at the same price, on leases taken anew', async () => {
    await open()
    const cart = await addOne(till)
    sleep(9 * hourMs)
    const now = await till.ask('cart.get', {})
    expect(now.lines.map(line => line.priceMinor)).toEqual(cart.lines.map(line => line.priceMinor))
    const sold = await till.ask('sale.pay', cashFor(now))
    await until(allSent(till))
    expect(await ordersAt(sandbox, sold.code)).toBe(1)
  })
})
