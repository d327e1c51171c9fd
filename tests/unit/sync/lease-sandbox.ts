import { codePrefixOf } from '#domain/order-code'
import type { Sandbox } from '#sandbox/server'
import { startSandbox } from '#sandbox/server'
import { putFileTag } from '#store/file-id'
import type { Writable } from '#store/query'
import { command, query } from '#store/query'
import { createLeases } from '#sync/leases'
import type { Platform } from '#sync/platform-answer'
import { createPlatform } from '#sync/platform'
import { createPlatformClock } from '#sync/platform-clock'
import { createRequestBudget } from '#sync/request-budget'
import { openTestStore } from '../../open-test-store.ts'
import { testWorld } from '../../world-for-tests.ts'
import { standTill } from './outbox-sale.ts'

export const world = testWorld()

/** What the file of a stall calls itself until it is doubted. */
export const tagOfStall = 'stall'

/** A sandbox of its own for the tests of a file. */
export const openSandbox = (): Promise<Sandbox> => startSandbox({ world, seed: 1 })

/** The API of the sandbox's organizer with one device's key. */
export const platformOf = (sandbox: Sandbox, store: Writable, token = sandbox.description.deviceToken): Platform =>
  createPlatform({
    world,
    url: sandbox.url,
    organizer: sandbox.description.organizer,
    token,
    budget: createRequestBudget(world.clock, sandbox.url),
    clock: createPlatformClock(world, store),
  })

/** A till with a file of its own at the sandbox. `later` moves its view of the platform's clock on; `offline` cuts it off. */
export const openStall = (sandbox: Sandbox, device: number) => {
  const opened = openTestStore(world)
  const { store } = opened
  store.transaction('identity', tx => {
    tx.run(insertIdentity, {})
    putFileTag(tx, tagOfStall, 1)
  })
  const codePrefix = codePrefixOf(device)
  standTill(store, codePrefix)
  const weather = { laterMs: 0, online: true }
  const platform = platformOf(sandbox, store)
  const open = () =>
    createLeases({
      world,
      store,
      platform,
      pessimisticNow: () => world.clock.now() + weather.laterMs,
      online: () => weather.online,
      channel: () => 'web',
      onChange: () => {},
    })
  let leases = open()
  /** Carts of this till at the platform. */
  const idsAtPlatform = async (event: string): Promise<readonly number[]> => {
    const answer = await platform.get(`events/${event}/cartpositions/`, { page_size: '50' })
    const { results } = (answer.kind === 'ok' ? answer.body : { results: [] }) as { results: { id: number; cart_id: string }[] }
    return results.filter(cart => cart.cart_id.startsWith(`kasa-${codePrefix}-`)).map(({ id }) => id)
  }
  return {
    ...opened,
    codePrefix,
    weather,
    platform,
    leases: () => leases,
    /** The program starts anew on the same file. */
    restart: async () => {
      await leases.stop()
      leases = open()
      leases.start()
    },
    /** How many units of an event the book has in each state. */
    book: (event: string): Record<string, number> =>
      Object.fromEntries(store.all(countStates, { event }).map(({ state, count }) => [state, count])),
    idsAtPlatform,
    /** How many carts of this till the platform has. */
    atPlatform: async (event: string): Promise<number> => (await idsAtPlatform(event)).length,
    end: async () => {
      await leases.stop()
      opened.close()
    },
  }
}

/** Waits until something is so; a test that waits for ever fails by its time limit. */
export const until = async (claim: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await claim())) await new Promise(resolve => setTimeout(resolve, 10))
}

/** A product of general admission with a small quota: what it is and how many are left. */
export const smallProduct = async (platform: Platform, event: string) => {
  const answer = await platform.get(`events/${event}/quotas/`, { with_availability: 'true' })
  const { results } = (answer.kind === 'ok' ? answer.body : { results: [] }) as {
    results: { items: number[]; variations: number[]; available_number: number | null; subevent: number | null }[]
  }
  const quota = results
    .filter(one => one.items.length === 1 && one.variations.length === 0 && (one.available_number ?? 0) > 3)
    .toSorted((a, b) => (a.available_number ?? 0) - (b.available_number ?? 0))[0]
  if (!quota) throw new Error('the sandbox has a small quota')
  return { event, subevent: quota.subevent, item: quota.items[0] ?? 0, variation: null, left: quota.available_number ?? 0 }
}

const insertIdentity = command(
  'test.identity',
  `INSERT INTO file_identity (id, file_id, epoch, leases_proven, created_at) VALUES (1, 'file', 1, 1, 1)`,
)
const countStates = query<{ state: string; count: number }, { event: string }>(
  'test.states',
  'SELECT state, count(*) AS count FROM lease WHERE event = :event GROUP BY state',
)
