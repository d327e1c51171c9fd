import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '#sandbox/server'
import { startSandbox } from '#sandbox/server'
import { createPlatform } from '#sync/platform'
import { createPlatformClock } from '#sync/platform-clock'
import { createRequestBudget } from '#sync/request-budget'
import type { SyncLoop, SyncState } from '#sync/sync-loop'
import { createSyncLoop } from '#sync/sync-loop'
import { openTestStore } from '../../open-test-store.ts'
import { testWorld } from '../../world-for-tests.ts'

const world = testWorld()
let sandbox: Sandbox
let bench: ReturnType<typeof openTestStore>
let loop: SyncLoop
beforeEach(async () => {
  sandbox = await startSandbox({ world, seed: 1 })
  bench = openTestStore(world)
  loop = openLoop()
})
afterEach(async () => {
  await loop.stop()
  bench.close()
  await sandbox.stop()
})

const openLoop = (given: { readonly token?: string; readonly url?: string } = {}): SyncLoop => {
  const url = given.url ?? sandbox.url
  const { organizer, deviceToken } = sandbox.description
  const clock = createPlatformClock(world, bench.store)
  const budget = createRequestBudget(world.clock, url)
  const platform = createPlatform({ world, url, organizer, token: given.token ?? deviceToken, budget, clock })
  return createSyncLoop({ world, store: bench.store, platform, clock })
}

/** The first state that is as wished. */
const until = (wished: (state: SyncState) => boolean): Promise<SyncState> =>
  new Promise(resolve => {
    if (wished(loop.state())) return resolve(loop.state())
    const end = loop.listen(state => {
      if (!wished(state)) return
      end()
      resolve(state)
    })
  })
const isLive = (state: SyncState): boolean => state.sync.phase === 'live'
const stored = (): number => bench.database.prepare('SELECT count(*) FROM platform_order').pluck().get() as number

describe('the download', () => {
  it('is joining, then online; the catalogue comes first, then old orders with their number and progress, then it is live', async () => {
    expect(loop.state().connection.state).toBe('joining')
    const phases = new Set<string>()
    loop.listen(state => phases.add(state.sync.phase))
    loop.start()
    const state = await until(isLive)
    expect(state.connection.state).toBe('online')
    expect([...phases]).toEqual(['catalogue', 'history', 'live'])
    expect(state.sync.ordersDone).toBe(state.sync.ordersTotal)
    expect(stored()).toBeGreaterThanOrEqual(state.sync.ordersTotal ?? Number.NaN)
    expect(state.ages.catalogue).not.toBeNull()
    expect(state.ages.refunds).not.toBeNull()
  })

  it('rests while it is paused, also after a restart, and goes on to the end', async () => {
    loop.start()
    await until(state => state.sync.ordersDone > 500)
    loop.pause()
    await loop.stop()
    const done = loop.state().sync.ordersDone
    loop = openLoop()
    loop.start()
    await until(state => state.ages.orders !== null && state.connection.state === 'online')
    expect(loop.state().sync).toMatchObject({ paused: true, phase: 'history', ordersDone: done })
    loop.resume()
    expect((await until(isLive)).sync.paused).toBe(false)
  })

  it('loads the hall on screen with progress', async () => {
    loop.start()
    await until(state => state.ages.catalogue !== null)
    loop.watch({ event: 'bieber', subevent: null })
    await until(state => state.sync.seats.some(hall => hall.event === 'bieber' && hall.done > 0 && hall.total === 15_942))
    await until(state => state.sync.seats.length === 0)
    expect(bench.database.prepare("SELECT count(*) FROM seat WHERE event = 'bieber'").pluck().get()).toBe(15_942)
    expect(loop.seatsExpected({ event: 'bieber', subevent: null })).toBe(15_942)
  })

  it('is offline soon after the platform went, says since when and why, and comes back by itself', async () => {
    loop.start()
    await until(state => state.ages.orders !== null)
    sandbox.setTemper({ gone: true })
    const goneAt = Date.now()
    loop.syncNow()
    const away = await until(state => state.connection.state === 'offline')
    expect(Date.now() - goneAt).toBeLessThan(30_000)
    expect(away.connection).toMatchObject({ reason: { code: 'platform-unreachable' } })
    sandbox.setTemper({ gone: false })
    await until(state => state.connection.state === 'online')
  })

  it('hears from an upload that the platform is gone', async () => {
    loop.start()
    await until(state => state.connection.state === 'online')
    const reason = { code: 'platform-unreachable', parameters: { url: sandbox.url } } as const
    loop.noteAnswer({ kind: 'unknown', sent: false, refusal: reason, afterMs: null })
    expect(loop.state().connection.state).toBe('offline')
    await until(state => state.connection.state === 'online')
  })

  it('takes a login page for no platform', async () => {
    sandbox.setTemper({ html: 1 })
    loop.start()
    const away = await until(state => state.connection.state === 'offline')
    expect(away.connection).toMatchObject({ reason: { code: 'platform-answer-unreadable' } })
  })

  it('gets everything in from a platform in a bad temper', async () => {
    sandbox.setTemper({ status500: 0.1, cutBody: 0.1, lostAnswer: 0.05, count: 25 })
    loop.start()
    await until(isLive)
    expect(stored()).toBeGreaterThanOrEqual(loop.state().sync.ordersTotal ?? Number.NaN)
  })

  it('says that the disk is full, and goes on when there is room again', async () => {
    bench.database.pragma('max_page_count = 1')
    loop.start()
    const full = await until(state => state.warnings.length > 0)
    expect(full.warnings).toEqual([expect.objectContaining({ code: 'disk-full' })])
    bench.database.pragma('max_page_count = 1000000')
    loop.syncNow()
    await until(state => state.ages.orders !== null && state.warnings.length === 0)
  })

  it('a key that nobody knows bars the till, in words', async () => {
    loop = openLoop({ token: 'nonsense' })
    loop.start()
    expect((await until(state => state.connection.state === 'barred')).connection).toMatchObject({
      reason: { code: 'token-unknown' },
    })
  })

  it('a profile that may only scan bars the till, and is named', async () => {
    loop = openLoop({ token: sandbox.description.scanToken })
    loop.start()
    expect((await until(state => state.connection.state === 'barred')).connection).toMatchObject({
      reason: { code: 'profile-cannot-sell', parameters: { profile: 'pretixscan' } },
    })
  })

  it('warns while the two clocks are an hour apart, and leans to the later one', async () => {
    sandbox.setTemper({ clockSkewMs: 3_600_000 })
    loop.start()
    const state = await until(state => state.warnings.length > 0)
    expect(state.warnings).toEqual([{ code: 'clock-wrong', parameters: { minutes: 60 } }])
  })
})
