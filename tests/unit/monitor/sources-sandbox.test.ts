import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloudShape } from '#contract/onsale-plan'
import type { World } from '#main/world'
import type { CloudflareEntry } from '#monitor/cloudflare/desk'
import { cloudflarePolls } from '#monitor/cloudflare/polls'
import { tryCloudflare } from '#monitor/cloudflare/try'
import type { Outcome } from '#monitor/poll'
import { tryQueue } from '#monitor/shop/queue'
import { roomLever } from '#monitor/cloudflare/room'
import { shopPolls, tryShop } from '#monitor/shop/shop'
import type { Sandbox } from '#sandbox/server'
import { startSandbox } from '#sandbox/server'
import { testWorld } from '../../world-for-tests.ts'

const minute = 60_000
let sandbox: Sandbox
let world: World
let entry: CloudflareEntry
let token = ''
beforeAll(async () => {
  world = testWorld()
  sandbox = await startSandbox({ world, seed: 1 })
  const { cloudflare } = sandbox.description.cloud
  token = cloudflare.token
  entry = cloudShape.shape.cloudflare
    .unwrap()
    .parse({ address: cloudflare.address, zone: cloudflare.zone, room: cloudflare.room })
})
afterAll(() => sandbox.stop())

const readAll = async (): Promise<Readonly<Record<string, Outcome>>> => {
  const to = Math.ceil(world.clock.now() / minute) * minute
  const read = cloudflarePolls(world, entry).map(
    async poll => [poll.name, await poll.read({ from: to - 15 * minute, to }, new AbortController().signal)] as const,
  )
  return Object.fromEntries(await Promise.all(read))
}
const temper = async (wanted: object): Promise<void> => {
  const headers = { authorization: `Token ${sandbox.description.adminToken}` }
  const sent = { method: 'PUT', headers, body: JSON.stringify(wanted) }
  expect((await fetch(`${sandbox.url}/sandbox/cloud-temper`, sent)).status).toBe(200)
}
const rolesOf = (outcome: Outcome | undefined) => new Set(outcome?.readings.map(({ role }) => role))

describe('the edge, the room and the shop of the sandbox', () => {
  test('trying it holds every right, finds the room and keeps the token', async () => {
    expect(await tryCloudflare(world, entry, 'another')).toMatchObject({
      ok: false,
      refusal: { code: 'cloudflare-token-refused' },
    })
    const tried = await tryCloudflare(world, entry, token)
    expect(tried.ok && tried.value.rights.filter(({ held }) => !held)).toEqual([])
    expect(tried).toMatchObject({ value: { dataset: 'httpRequests1mGroups', rooms: [{ id: entry.room }] } })
    expect(tried.ok && tried.value.tokenEndsAt).toBeGreaterThan(world.clock.now())
  })
  test('a token of the account that may not read the room is known to be good, and what it lacks is said', async () => {
    await temper({ tokenOwner: 'account', forbidden: ['waiting-room:read'] })
    const tried = await tryCloudflare(world, entry, token)
    expect(tried.ok && tried.value.tokenEndsAt).toBeGreaterThan(world.clock.now())
    expect(tried.ok && tried.value.rights.flatMap(({ refusal }) => (refusal ? [refusal.code] : []))).toEqual([
      'cloudflare-forbidden',
      'cloudflare-forbidden',
    ])
    await temper({})
  })
  test('minutes of the edge, the room as it is, and how many it let in', async () => {
    const {
      'cloudflare.traffic': traffic,
      'cloudflare.room': room,
      'cloudflare.admitted': admitted,
      'cloudflare.firewall': firewall,
    } = await readAll()
    expect([traffic, room, admitted, firewall].map(outcome => outcome?.refusals)).toEqual([[], [], [], []])
    expect(rolesOf(traffic)).toEqual(
      new Set([
        'edge.requests',
        'edge.cached-requests',
        'edge.bytes',
        'edge.cached-bytes',
        'edge.visits',
        'edge.addresses',
        'edge.errors',
      ]),
    )
    expect(rolesOf(admitted)).toEqual(new Set(['queue.admitted']))
    expect(room?.facts.room).toMatchObject({ newPerMinute: expect.any(Number) as number })
    expect(Math.abs(traffic?.facts.skewMs ?? Infinity)).toBeLessThan(60_000)
  })
  test('the inlet is set, and Cloudflare says no to what it does not take', async () => {
    const lever = roomLever(world, entry, entry.room ?? '')
    const before = await lever.read()
    if (!before.ok) throw new Error(before.refusal.code)
    const wanted = {
      ...before.value,
      newPerMinute: before.value.newPerMinute + 10,
      totalActive: before.value.totalActive + 100,
    }
    expect(await lever.set(wanted)).toMatchObject({ ok: true, value: wanted })
    expect(await lever.set({ ...wanted, newPerMinute: 20 })).toMatchObject({ ok: false, refusal: { code: 'cloudflare-refused' } })
    expect(await lever.read()).toMatchObject({ value: wanted })
  })
  test('the shop answers its page, its programme and its queue', async () => {
    const { shop } = sandbox.description.cloud
    expect(await tryShop(world, { url: shop.url, iksoris: true })).toMatchObject({
      ok: true,
      value: { maintenance: false, programme: 1 },
    })
    expect(
      await tryQueue(world, {
        url: shop.queueUrl,
        waiting: 'queue.waiting',
        admitted: 'queue.admittedPerMinute',
        wait: 'queue.waitMinutes',
      }),
    ).toMatchObject({ ok: true })
    const outcomes = await Promise.all(
      shopPolls(world, { entry: { url: shop.url, iksoris: true }, showing: null, lineWorks: () => false }).map(poll =>
        poll.read({ from: 0, to: minute }, new AbortController().signal),
      ),
    )
    expect(outcomes.map(outcome => [...rolesOf(outcome)])).toEqual([
      ['shop.time', 'shop.answered', 'shop.maintenance'],
      ['shop.free-places'],
    ])
  })
})
