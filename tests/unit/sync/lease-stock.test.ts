import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { leaseLimits } from '#domain/lease-rule'
import type { Sandbox } from '#sandbox/server'
import { beginReturn, leasesProven, poolUnits, spendLease } from '#store/lease'
import { putFileTag } from '#store/file-id'
import { command } from '#store/query'
import { sweepLeases } from '#sync/lease-sweep'
import { openSandbox, openStall, smallProduct, tagOfStall, until, world } from './lease-sandbox.ts'

const event = 'jarocin'
let sandbox: Sandbox
let stall: ReturnType<typeof openStall>
let product: Awaited<ReturnType<typeof smallProduct>>
let device = 40

beforeAll(async () => void (sandbox = await openSandbox()))
afterAll(() => sandbox.stop())
beforeEach(async () => {
  stall = openStall(sandbox, device++)
  product = await smallProduct(stall.platform, event)
  stall.leases().start()
})
afterEach(async () => {
  sandbox.setTemper({ lostAnswer: 0, gone: false, status409: 0, only: null, count: null })
  stall.leases().desk.giveBack()
  await until(async () => (await stall.atPlatform(event)) === (stall.book(event)['spent'] ?? 0))
  await stall.end()
})

const want = (target: number) =>
  stall.leases().desk.target({ event, subevent: product.subevent, item: product.item, variation: null, target })
const short = (units: number) =>
  stall.leases().stockroom.leaseShort({ ...product, priceMinor: 4000, seats: Array.from({ length: units }, () => null) })
const inStock = () => poolUnits(stall.store, product, 0, 1000)

describe('stock kept at a till', () => {
  it('is taken up to what is wanted, and given back when less is wanted', async () => {
    want(4)
    await until(() => stall.book(event)['held'] === 4)
    expect(await stall.atPlatform(event)).toBe(4)
    want(1)
    await until(() => stall.book(event)['returned'] === 3)
    expect(await stall.atPlatform(event)).toBe(1)
    expect(stall.leases().desk.list().products).toMatchObject([{ target: 1, held: 1, shortfall: null }])
  })

  it('says why it falls short when the platform has no more', async () => {
    want(product.left + 5)
    await until(() => stall.leases().desk.list().products[0]?.shortfall != null)
    expect(stall.leases().desk.list().products).toMatchObject([{ held: product.left, shortfall: { code: 'stock-gone' } }])
  })

  it('is sold once: a second sale on the same unit is refused, also behind the back of the book', async () => {
    want(1)
    await until(() => inStock().length === 1)
    const [unit] = inStock()
    const sale = (saleId: string) => ({
      cartId: unit?.cartId ?? '',
      saleId,
      pessimisticNow: world.clock.now(),
      now: world.clock.now(),
    })
    expect(stall.store.transaction('sell', tx => spendLease(tx, sale('one')))).toBe(true)
    expect(stall.store.transaction('sell', tx => spendLease(tx, sale('two')))).toBe(false)
    const revive = command<{ id: string }>('test.revive', `UPDATE lease SET state = 'held', sale_id = NULL WHERE cart_id = :id`)
    expect(() => stall.store.transaction('revive', tx => tx.run(revive, { id: unit?.cartId ?? '' }))).toThrow(
      'does not live again',
    )
    expect(stall.store.transaction('return', tx => beginReturn(tx, unit?.cartId ?? '', 1))).toBe(false)
  })

  it('is not sold from once it may have run out at the platform', async () => {
    want(1)
    await until(() => inStock().length === 1)
    const [unit] = inStock()
    const spend = { cartId: unit?.cartId ?? '', saleId: 'late', pessimisticNow: unit?.expiresAt ?? 0, now: 1 }
    expect(stall.store.transaction('sell', tx => spendLease(tx, spend))).toBe(false)
  })

  it('is renewed long before it runs out, the new unit taken before the old one goes', async () => {
    want(2)
    await until(() => inStock().length === 2)
    const old = inStock().map(unit => unit.cartId)
    stall.weather.laterMs = leaseLimits.poolLifeMs - leaseLimits.poolRenewBelowMs + 2 * leaseLimits.worthRenewingMs
    stall.leases().wake()
    await until(() => stall.book(event)['returned'] === 2)
    expect(inStock()).toHaveLength(2)
    expect(inStock().some(unit => old.includes(unit.cartId))).toBe(false)
  })

  it('finds out after a restart what was asked for, what vanished, and what nobody knows any more', async () => {
    want(3)
    await until(() => inStock().length === 3)
    await stall.leases().stop()
    const [asked, vanished] = inStock()
    stall.store.transaction('power cut', tx => {
      tx.run(command<{ id: string }>('test.asked', `UPDATE lease SET state = 'asked', platform_id = NULL WHERE cart_id = :id`), {
        id: asked?.cartId ?? '',
      })
      tx.run(command('test.older', 'UPDATE lease SET changed_at = changed_at - 1000'), {})
    })
    await stall.platform.send('DELETE', `events/${event}/cartpositions/${vanished?.platformId}/`, null)
    const orphan = { cart_id: `kasa-${stall.codePrefix}-${tagOfStall}-orphan@api` }
    const made = await stall.platform.send(
      'POST',
      `events/${event}/cartpositions/`,
      JSON.stringify({
        ...orphan,
        item: product.item,
        price: '0.00',
        expires: new Date(world.clock.now() + 3_600_000).toISOString(),
      }),
    )
    expect(made.kind).toBe('ok')
    await stall.restart()
    await until(async () => stall.book(event)['lost'] === 1 && inStock().length === 3 && (await stall.atPlatform(event)) === 3)
    expect(stall.book(event)).toMatchObject({ held: 3, lost: 1 })
    expect(inStock().map(unit => unit.cartId)).toContain(asked?.cartId)
  })

  it('of a restored file is sold no more, nor given back, and is taken anew once the platform was asked', async () => {
    want(2)
    await until(() => inStock().length === 2)
    const old = inStock().map(unit => unit.cartId)
    const ids = inStock().map(unit => unit.platformId)
    await stall.leases().stop()
    stall.store.transaction('restore', tx => {
      putFileTag(tx, 'again', 1)
      tx.run(command('test.doubt', 'UPDATE file_identity SET leases_proven = 0'), {})
      tx.run(command('test.older', 'UPDATE lease SET changed_at = changed_at - 1000'), {})
    })
    sandbox.setTemper({ gone: true })
    await stall.restart()
    expect(stall.leases().stockroom.leasesProven()).toBe(false)
    expect(await short(1)).toMatchObject({ ok: false, refusal: { code: 'leases-unproven' } })
    sandbox.setTemper({ gone: false })
    await stall.restart()
    await until(() => leasesProven(stall.store))
    await until(() => inStock().length === 2)
    expect(inStock().filter(unit => old.includes(unit.cartId))).toEqual([])
    expect(stall.book(event)).toMatchObject({ held: 2, lost: 2 })
    expect(await stall.atPlatform(event), 'the original may still sell from the old ones').toBe(4)
    for (const id of ids) await stall.platform.send('DELETE', `events/${event}/cartpositions/${id}/`, null)
  })
})

describe('a file that does not know any event yet', () => {
  it('has not asked about everything, whatever it asked, and proves nothing by it', async () => {
    await stall.leases().stop()
    stall.store.transaction('restore', tx => tx.run(command('test.doubt', 'UPDATE file_identity SET leases_proven = 0'), {}))
    const parts = {
      world,
      store: stall.store,
      platform: stall.platform,
      pessimisticNow: world.clock.now,
      online: () => true,
      channel: () => 'web',
      onChange: () => {},
      underWay: new Set<string>(),
      repeats: new Map<string, Promise<void>>(),
      goingBack: new Map<string, Promise<boolean>>(),
    }
    expect([await sweepLeases(parts, true), leasesProven(stall.store)]).toEqual([false, false])
    stall.store.transaction('catalogue', tx =>
      tx.run(
        command(
          'test.event',
          `INSERT INTO event (slug, name, currency, timezone, live, testmode, has_subevents, body, seen_at)
           VALUES ('jarocin', '{}', 'PLN', 'Europe/Warsaw', 1, 0, 0, '{}', 1)`,
        ),
        {},
      ),
    )
    expect([await sweepLeases(parts, true), leasesProven(stall.store)]).toEqual([true, true])
  })
})

describe('units taken for the open cart', () => {
  it('are all had or none: what was granted in part goes back', async () => {
    const units = await short(product.left + 1)
    expect(units).toMatchObject({ ok: false, refusal: { code: 'stock-gone', parameters: { left: product.left } } })
    await until(async () => (await stall.atPlatform(event)) === 0)
    expect(stall.book(event)).toEqual({ refused: 1, returned: product.left })
  })

  it('are recovered when the answer is lost once', async () => {
    sandbox.setTemper({ lostAnswer: 1, only: 'bulk_create', count: 1 })
    const units = await short(2)
    expect(units.ok && units.value).toHaveLength(2)
    expect(await stall.atPlatform(event)).toBe(2)
    if (units.ok) stall.leases().stockroom.giveBack(units.value)
    await until(() => stall.book(event)['returned'] === 2)
  })

  it('are refused when no answer comes, found by the sweep and given back', async () => {
    sandbox.setTemper({ lostAnswer: 1, only: 'bulk_create', count: 3 })
    expect(await short(2)).toMatchObject({ ok: false, refusal: { code: 'platform-unreachable' } })
    await until(async () => stall.book(event)['returned'] === 2 && (await stall.atPlatform(event)) === 0)
  })

  it('are settled as soon as the platform is back when the request never reached it', async () => {
    sandbox.setTemper({ gone: true, only: 'bulk_create', count: 3 })
    expect(await short(2)).toMatchObject({ ok: false, refusal: { code: 'platform-unreachable' } })
    await until(async () => stall.book(event)['returned'] === 2 && (await stall.atPlatform(event)) === 0)
  })

  it('are not asked for again by a copy, for the platform would hand it the units of the original', async () => {
    sandbox.setTemper({ lostAnswer: 1, only: 'bulk_create', count: 3 })
    const asked = short(2)
    await stall.leases().stop()
    await asked
    stall.store.transaction('restore', tx => {
      putFileTag(tx, 'again', 1)
      tx.run(command('test.doubt', 'UPDATE file_identity SET leases_proven = 0'), {})
      tx.run(command('test.older', 'UPDATE lease SET changed_at = changed_at - 1000'), {})
    })
    await stall.restart()
    await until(() => leasesProven(stall.store))
    expect(stall.book(event)).toEqual({ lost: 2 })
    for (const id of await stall.idsAtPlatform(event))
      await stall.platform.send('DELETE', `events/${event}/cartpositions/${id}/`, null)
  })

  it('are not to be had offline', async () => {
    stall.weather.online = false
    expect(await short(1)).toMatchObject({ ok: false, refusal: { code: 'stock-not-leased' } })
    stall.weather.online = true
  })
})
