import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SaleSummary } from '#contract/cart'
import type { HttpAnswer } from '#main/world'
import type { Sandbox } from '#sandbox/server'
import type { Surroundings, Till } from './scene.ts'
import {
  allSent,
  calm,
  expectSame,
  freshFolder,
  holdInStock,
  isOnline,
  keptIn,
  names,
  newDevice,
  openSandbox,
  openTill,
  ordersAt,
  organizerAsks,
  readyToSell,
  reasonShown,
  sellOne,
  until,
  worldIn,
} from './scene.ts'
import { expectSentence } from './sentence.ts'

let sandbox: Sandbox
let place: ReturnType<typeof freshFolder>
let surroundings: Surroundings
let till: Till
beforeAll(async () => void (sandbox = await openSandbox()))
afterAll(() => sandbox.stop())
beforeEach(async () => {
  sandbox.setTemper({})
  place = freshFolder()
  surroundings = calm()
  till = await openTill(worldIn(surroundings), place.file)
  await readyToSell(till, sandbox)
})
afterEach(async () => {
  await till.close()
  place.remove()
})

/** Everything sold is in the file and stands on the platform exactly once. */
const expectAllThereOnce = async (sold: readonly SaleSummary[]): Promise<void> => {
  await until(allSent(till))
  expectSame(await keptIn(till), sold)
  for (const { code } of sold) expect(await ordersAt(sandbox, code)).toBe(1)
  expect((await till.status()).toSettle).toBe(0)
  expect(surroundings.log.filter(entry => entry.level === 'fault')).toEqual([])
}

describe('a platform that answers nonsense while the till sells', () => {
  test.each([
    ['a sign-in page', { html: 1 }, 'platform-answer-unreadable'],
    ['ten megabytes of garbage', { garbageBytes: 10_000_000 }, 'platform-answer-unreadable'],
    ['answers cut in the middle', { cutBody: 1 }, 'platform-unreachable'],
    ['its own faults', { status500: 1 }, 'platform-fault'],
    ['nothing at all', { gone: true }, 'platform-unreachable'],
  ] as const)('%s: said in words, sold from stock meanwhile, uploaded once by itself afterwards', async (_what, temper, code) => {
    await holdInStock(till, 3)
    const before = await sellOne(till)
    await until(allSent(till))
    sandbox.setTemper(temper)
    await until(async () => (await till.status()).connection.state === 'offline')
    expectSentence(await reasonShown(till), code)
    const meanwhile = await sellOne(till)
    expect((await till.status()).waiting).toBe(1)
    sandbox.setTemper({})
    await until(isOnline(till))
    const after = await sellOne(till)
    await expectAllThereOnce([before, meanwhile, after])
  })

  test('only the uploads get nonsense, and some were carried out all the same: each order stands once', async () => {
    sandbox.setTemper({ html: 0.3, cutBody: 0.3, lostAnswer: 0.3, only: 'POST .*/orders/$', count: 3 })
    const sold = [await sellOne(till), await sellOne(till), await sellOne(till)]
    await expectAllThereOnce(sold)
  })
})

describe('a revoked device', () => {
  test('keeps its sales and its queue, says so, and a new device in the same file brings them up', async () => {
    const { deviceId } = (await till.status()).till ?? { deviceId: 0 }
    await holdInStock(till, 2)
    await organizerAsks(sandbox, 'POST', `/sandbox/devices/${deviceId}/revoke`)
    const waiting = await sellOne(till)
    await until(async () => (await till.status()).connection.state === 'barred')
    expectSentence(await reasonShown(till), 'device-revoked')
    expect(await till.status()).toMatchObject({ waiting: 1, toSettle: 0 })
    const { handshake } = await newDevice(sandbox)
    await till.ask('platform.connect', { handshake, ...names })
    await until(isOnline(till))
    await expectAllThereOnce([waiting])
    const next = await sellOne(till)
    await expectAllThereOnce([waiting, next])
  })
})

describe('values that nobody has heard of', () => {
  /** As a pretix of the year after next may send them: a new enum value and a new field in every record. */
  const fromTheFuture = (answer: HttpAnswer): HttpAnswer =>
    answer.kind === 'answer' && answer.status === 200
      ? {
          ...answer,
          body: answer.body
            .replaceAll('"status":"n"', '"status":"q","mood":"odd"')
            .replaceAll('"state":"confirmed"', '"state":"entangled","mood":"odd"')
            .replaceAll('"provider":"banktransfer"', '"provider":"telepathy"')
            .replaceAll('"type":"B"', '"type":"HOLOGRAM"')
            .replaceAll('"security_profile":"full"', '"security_profile":"full_of_2028"'),
        }
      : answer

  test('neither break the copy of the platform nor stop a sale', async () => {
    const other = freshFolder()
    let changed = 0
    const odd: Surroundings = {
      ...calm(),
      between: async (_, pass) => {
        const answer = await pass()
        const future = fromTheFuture(answer)
        if (JSON.stringify(future) !== JSON.stringify(answer)) changed += 1
        return future
      },
    }
    const strange = await openTill(worldIn(odd), other.file)
    await readyToSell(strange, sandbox)
    await until(async () => (await strange.status()).sync.ordersDone >= 200)
    expect(changed).toBeGreaterThan(5)
    const sold = await sellOne(strange)
    await until(allSent(strange))
    expect(await ordersAt(sandbox, sold.code)).toBe(1)
    const totals = await strange.ask('totals.get', { event: null })
    expect(totals.events.length).toBeGreaterThan(0)
    expect((await strange.status()).connection.state).toBe('online')
    expect(odd.log.filter(entry => entry.level === 'fault')).toEqual([])
    await strange.close()
    other.remove()
  })
})

describe('a till whose key is gone', () => {
  test('says so instead of seeming new, goes on selling nothing it may not, and connects again in place', async () => {
    const sold = await sellOne(till)
    await until(allSent(till))
    await till.close()
    // another world has other secrets: the key store was lost, the file was not
    till = await openTill(worldIn(surroundings), place.file)
    expectSentence(await reasonShown(till), 'credentials-refused')
    expect(till.core.barred()).toBe(true)
    expect((await till.status()).till?.name).toBe('Kasa 1')
    const { handshake } = await newDevice(sandbox)
    await till.ask('platform.connect', { handshake, ...names })
    await until(isOnline(till))
    const next = await sellOne(till)
    await expectAllThereOnce([sold, next])
  })
})
