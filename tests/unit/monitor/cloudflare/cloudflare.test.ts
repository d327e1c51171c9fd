import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '#contract/onsale-roles'
import type { HttpRequest, World } from '#main/world'
import { cloudflarePolls } from '#monitor/cloudflare/polls'
import { tryCloudflare, tokenEnd } from '#monitor/cloudflare/try'
import type { Outcome } from '#monitor/poll'
import { roomLever } from '#monitor/cloudflare/room'
import { refusalSentence } from '#words/refusal-sentence'
import { sayIn } from '#words/say'
import { testWorld } from '../../../world-for-tests.ts'
import type { FakeZone } from './fake-cloudflare.ts'
import { account, goodToken, openFakeCloudflare, room, zone } from './fake-cloudflare.ts'
import type { Site } from '../fake-site.ts'

const minute = 60_000
const start = Date.parse('2026-11-23T10:00:00Z')
let site: Site
let fake: FakeZone
let world: World
let now = start
beforeEach(async () => {
  ;({ site, zoneState: fake } = await openFakeCloudflare())
  now = start + 5 * minute
  world = testWorld({ clock: { ...testWorld().clock, now: () => now } })
  await world.secrets.set(`cloudflare:${zone}`, goodToken)
})
afterEach(() => site.close())

const entry = (more: { room?: string | null; zone?: string; address?: string } = {}) => ({
  address: site.address,
  zone,
  room: null,
  ...more,
})
const stamp = (at: number): string => new Date(start + at * minute).toISOString().replace('.000Z', 'Z')
const read = async (name: string, more: Parameters<typeof entry>[0] = {}, from = start): Promise<Outcome> => {
  const poll = cloudflarePolls(world, entry(more)).find(each => each.name === name)
  if (!poll) throw new Error(`no poll ${name}`)
  return poll.read({ from, to: start + 6 * minute }, new AbortController().signal)
}
const minutesOf = (outcome: Outcome, role: Role) =>
  outcome.readings
    .filter(reading => reading.role === role)
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, value }) => [(at - start) / minute, value])
const codes = (outcome: Outcome) => outcome.refusals.map(({ code }) => code)

describe("a zone's traffic", () => {
  test('rolled-up minutes where the token may read them', async () => {
    fake.rows = {
      httpRequests1mGroups: [
        {
          dimensions: { datetimeMinute: stamp(1) },
          sum: {
            requests: 1000,
            cachedRequests: 900,
            bytes: 5e6,
            cachedBytes: 4e6,
            responseStatusMap: [
              { edgeResponseStatus: 200, requests: 980 },
              { edgeResponseStatus: 503, requests: 20 },
            ],
          },
          uniq: { uniques: 300 },
        },
      ],
    }
    const outcome = await read('cloudflare.traffic')
    expect(outcome).toMatchObject({ answered: true, refusals: [] })
    expect(Object.fromEntries(outcome.readings.map(({ role, value }) => [role, value]))).toEqual({
      'edge.requests': 1000,
      'edge.cached-requests': 900,
      'edge.bytes': 5e6,
      'edge.cached-bytes': 4e6,
      'edge.visits': 300,
      'edge.addresses': 1,
      'edge.errors': 20,
    })
  })
  test('overview rows are added up by their minute', async () => {
    fake.datasets = ['httpRequestsOverviewAdaptiveGroups', 'httpRequestsAdaptiveGroups']
    const row = (status: number, requests: number) => ({
      dimensions: { datetimeMinute: stamp(1), edgeResponseStatus: status },
      sum: { requests, cachedRequests: 1, bytes: 10, cachedBytes: 5, visits: 2 },
    })
    fake.rows = { httpRequestsOverviewAdaptiveGroups: [row(200, 90), row(530, 10)] }
    const outcome = await read('cloudflare.traffic')
    expect([minutesOf(outcome, 'edge.requests'), minutesOf(outcome, 'edge.errors'), minutesOf(outcome, 'edge.visits')]).toEqual([
      [[1, 100]],
      [[1, 10]],
      [[1, 4]],
    ])
  })
  test('what counts as a user is said with the minute: addresses of rolled-up minutes, visits of estimates', async () => {
    const dimensions = { datetimeMinute: stamp(1), edgeResponseStatus: 200 }
    const counted = async (dataset: string) => {
      fake.datasets = [dataset]
      fake.rows = {
        [dataset]: [
          { dimensions, sum: { requests: 9, visits: 5 }, uniq: { uniques: 3 } },
          { dimensions, sum: {} },
        ],
      }
      const outcome = await read('cloudflare.traffic')
      return [minutesOf(outcome, 'edge.visits'), minutesOf(outcome, 'edge.addresses')]
    }
    expect(await counted('httpRequests1mGroups')).toEqual([[[1, 3]], [[1, 1]]])
    for (const dataset of ['httpRequestsOverviewAdaptiveGroups', 'httpRequestsAdaptiveGroups'])
      expect(await counted(dataset)).toEqual([[[1, 5]], [[1, 0]]])
  })
  test('adaptive estimates: what the cache answered is what was hit, stale, revalidated or updating', async () => {
    fake.datasets = ['httpRequestsAdaptiveGroups']
    const row = (cacheStatus: string, count: number) => ({
      count,
      avg: { sampleInterval: 10 },
      dimensions: { datetimeMinute: stamp(2), cacheStatus, edgeResponseStatus: 200 },
      sum: { edgeResponseBytes: count * 2, visits: 1 },
    })
    fake.rows = { httpRequestsAdaptiveGroups: [row('hit', 70), row('stale', 20), row('dynamic', 10)] }
    const outcome = await read('cloudflare.traffic')
    expect([
      minutesOf(outcome, 'edge.requests'),
      minutesOf(outcome, 'edge.cached-requests'),
      minutesOf(outcome, 'edge.cached-bytes'),
    ]).toEqual([[[2, 100]], [[2, 90]], [[2, 180]]])
  })
  test('an estimate is kept with how many requests stand behind each that was looked at, and a minute in which all were without', async () => {
    fake.datasets = ['httpRequestsAdaptiveGroups']
    const row = (at: number, count: number, sampleInterval: number) => ({
      count,
      avg: { sampleInterval },
      dimensions: { datetimeMinute: stamp(at), cacheStatus: 'hit' },
      sum: {},
    })
    fake.rows = { httpRequestsAdaptiveGroups: [row(1, 50, 1), row(2, 900, 10), row(2, 10, 1), row(3, 4_000, 100)] }
    expect(minutesOf(await read('cloudflare.traffic'), 'edge.sample-interval')).toEqual([
      [2, 9.1],
      [3, 100],
    ])
  })
  test('the overview is asked how it was estimated only where the zone says that it can tell; roll-ups never', async () => {
    fake.datasets = ['httpRequestsOverviewAdaptiveGroups']
    const row = { dimensions: { datetimeMinute: stamp(1) }, avg: { sampleInterval: 10 }, sum: { requests: 90 } }
    fake.rows = { httpRequestsOverviewAdaptiveGroups: [row] }
    expect(await read('cloudflare.traffic')).toMatchObject({ answered: true, refusals: [] })
    fake.fields = ['sum_requests', 'avg_sampleInterval']
    expect(minutesOf(await read('cloudflare.traffic'), 'edge.sample-interval')).toEqual([[1, 10]])
    fake.datasets = ['httpRequests1mGroups']
    fake.rows = { httpRequests1mGroups: [{ dimensions: { datetimeMinute: stamp(1) }, sum: { requests: 90 } }] }
    const rolledUp = await read('cloudflare.traffic')
    expect(minutesOf(rolledUp, 'edge.requests')).toEqual([[1, 90]])
    expect(minutesOf(rolledUp, 'edge.sample-interval')).toEqual([])
  })
  test('a window longer than a query may be is read slice by slice, and a page that is full goes on inside its last minute', async () => {
    fake.datasets = ['httpRequestsAdaptiveGroups']
    fake.maxDuration = 120
    fake.maxPageSize = 3
    fake.rows = {
      httpRequestsAdaptiveGroups: [0, 0, 1, 1, 2, 3, 4].map(at => ({
        count: 1,
        dimensions: { datetimeMinute: stamp(at), cacheStatus: 'hit' },
        sum: {},
      })),
    }
    expect(minutesOf(await read('cloudflare.traffic'), 'edge.requests')).toEqual([
      [0, 2],
      [1, 2],
      [2, 1],
      [3, 1],
      [4, 1],
    ])
  })
  test('when earlier minutes are refused, the newest are kept, and nothing is made up about the others', async () => {
    fake.maxDuration = 120
    fake.refusedBefore = start + 2 * minute
    fake.rows = { httpRequests1mGroups: [1, 3].map(at => ({ dimensions: { datetimeMinute: stamp(at) }, sum: { requests: 7 } })) }
    const outcome = await read('cloudflare.traffic')
    expect(outcome).toMatchObject({ answered: false, refusals: [{ code: 'cloudflare-refused' }] })
    expect(minutesOf(outcome, 'edge.requests')).toEqual([[3, 7]])
    expect((await read('cloudflare.firewall')).readings).toEqual([])
  })
  test('a dataset that the zone has never heard of does not keep the others away', async () => {
    fake.errors = { httpRequestsOverviewAdaptiveGroups: 'unknown field "httpRequestsOverviewAdaptiveGroups"' }
    fake.datasets = ['httpRequestsAdaptiveGroups']
    expect(await read('cloudflare.traffic')).toMatchObject({ answered: true })
  })
  test('nonsense among the rows is left out, counted and said: no time, the future, less than nothing', async () => {
    const row = (datetimeMinute: string, requests: number) => ({ dimensions: { datetimeMinute }, sum: { requests } })
    fake.rows = { httpRequests1mGroups: [row('yesterday', 1), row(stamp(5), -7), row(stamp(3), 4)] }
    const outcome = await read('cloudflare.traffic')
    expect(minutesOf(outcome, 'edge.requests')).toEqual([[3, 4]])
    expect(outcome).toMatchObject({
      answered: true,
      refusals: [{ code: 'points-refused', parameters: { source: 'cloudflare', count: 2 } }],
    })
  })
  test('an error inside a 200 is a refusal in Cloudflare words, and the next read asks anew what may be read', async () => {
    const [poll] = cloudflarePolls(world, entry())
    const again = () => poll?.read({ from: start, to: start + minute }, new AbortController().signal)
    fake.errors = { httpRequests1mGroups: 'something is wrong' }
    fake.errors = {}
    await again()
    fake.errors = { httpRequests1mGroups: 'cannot request data older than 2678400s' }
    expect((await again())?.refusals).toEqual([
      { code: 'cloudflare-refused', parameters: { text: 'cannot request data older than 2678400s' } },
    ])
    fake.datasets = ['httpRequestsAdaptiveGroups']
    fake.errors = {}
    expect(await again()).toMatchObject({ answered: true })
  })
  test.each([
    ['rate limiter budget depleted, try again after 5 minutes', 'cloudflare-throttled'],
    ['quota exceeded, please repeat your request in the next minute', 'cloudflare-throttled'],
    ['zone does not have access to the path', 'cloudflare-forbidden'],
  ])('%s', async (message, code) => {
    fake.errors = { settings: message }
    expect(codes(await read('cloudflare.traffic'))).toEqual([code])
  })
  test('no token, a wrong one, a wrong zone and a busy Cloudflare are told apart', async () => {
    expect(codes(await read('cloudflare.traffic', { zone: 'c'.repeat(32) })), 'kept for another zone').toEqual([
      'cloudflare-token-missing',
    ])
    await world.secrets.set(`cloudflare:${'c'.repeat(32)}`, goodToken)
    expect(codes(await read('cloudflare.traffic', { zone: 'c'.repeat(32) }))).toEqual(['cloudflare-zone-unknown'])
    await world.secrets.set(`cloudflare:${zone}`, 'revoked')
    expect(codes(await read('cloudflare.traffic'))).toEqual(['cloudflare-token-refused'])
    fake.busy = true
    const [busy] = (await read('cloudflare.traffic')).refusals
    expect(busy).toEqual({ code: 'cloudflare-throttled', parameters: {}, retry: { afterMs: 120_000 } })
  })
  const says9109 = { code: 9_109, wrong: 'Invalid access token', lacks: 'Unauthorized to access requested resource' }
  test.each([
    ['403', { ...says9109 }],
    ['401', { ...says9109, status: 401 }],
    ['10000 and 401', { code: 10_000, wrong: 'Authentication error', lacks: 'Authentication error', status: 401 }],
  ])('one code for a wrong token and for a missing right, 9109 too: the token itself is asked (%s)', async (_status, doubt) => {
    fake.doubt = doubt
    fake.denied = ['rooms']
    const [lacking] = (await read('cloudflare.room', { room })).refusals
    expect(lacking).toEqual({ code: 'cloudflare-forbidden', parameters: { right: 'Zone › Waiting Rooms › Read' } })
    await world.secrets.set(`cloudflare:${zone}`, 'revoked')
    expect(codes(await read('cloudflare.room', { room }))).toEqual(['cloudflare-token-refused'])
    expect(codes(await read('cloudflare.traffic'))).toEqual(['cloudflare-token-refused'])
  })
  describe('a token that belongs to the account', () => {
    beforeEach(() => {
      fake.owner = 'account'
      fake.denied = ['rooms']
    })
    const roomRight = { code: 'cloudflare-forbidden', parameters: { right: 'Zone › Waiting Rooms › Read' } }

    test('and lacks a right is not called revoked: its account knows it', async () => {
      expect((await read('cloudflare.room', { room })).refusals).toEqual([roomRight])
      expect(site.asked.some(({ path }) => path.endsWith(`/accounts/${account}/tokens/verify`))).toBe(true)
      expect(await tokenEnd(world, entry())).toEqual({ ok: true, value: { endsAt: Date.parse('2026-11-24T00:00:00Z') } })
    })
    test('and may not read its zone’s name is known by what it reads, and how long it is good is not known', async () => {
      fake.denied = ['rooms', 'zone']
      expect((await read('cloudflare.room', { room })).refusals).toEqual([roomRight])
      expect(await tokenEnd(world, entry())).toEqual({ ok: true, value: { endsAt: 'unknown' } })
      fake.denied = ['zone', 'analytics']
      expect(codes(await read('cloudflare.traffic'))).toEqual(['cloudflare-forbidden'])
      const tried = await tryCloudflare(world, entry({ room }), null)
      expect(tried).toMatchObject({ ok: true, value: { dataset: null, tokenEndsAt: 'unknown' } })
    })
    test('and reads nothing at all, or is revoked in the middle of a sale, is refused', async () => {
      const [poll] = cloudflarePolls(world, entry())
      const again = () => poll?.read({ from: start, to: start + minute }, new AbortController().signal)
      expect(await again()).toMatchObject({ answered: true })
      await world.secrets.set(`cloudflare:${zone}`, 'revoked')
      expect((await again())?.refusals).toMatchObject([{ code: 'cloudflare-token-refused' }])
      await world.secrets.set(`cloudflare:${zone}`, goodToken)
      fake.denied = ['rooms', 'zone', 'analytics']
      expect(codes(await read('cloudflare.room', { room }))).toEqual(['cloudflare-token-refused'])
    })
    test('and cannot be asked about just now is not called refused', async () => {
      fake.denied = ['rooms', 'zone', 'analytics']
      const { network } = world
      const request = network.request.bind(network)
      world = {
        ...world,
        network: {
          ...network,
          request: async asked => (asked.url.endsWith('/graphql') ? { kind: 'failure', reason: 'timeout' } : request(asked)),
        },
      }
      expect((await read('cloudflare.room', { room })).refusals).toEqual([roomRight])
    })
  })
  test('the token goes over no open line to another machine', async () => {
    expect(codes(await read('cloudflare.traffic', { address: 'http://proxy.example' }))).toEqual(['endpoint-insecure'])
  })
  test('who does not answer is given up within seconds', async () => {
    const asked: HttpRequest[] = []
    world = { ...world, network: { request: async request => (asked.push(request), { kind: 'failure', reason: 'timeout' }) } }
    expect((await read('cloudflare.traffic')).refusals).toEqual([
      { code: 'source-slow', parameters: { source: 'cloudflare', host: new URL(site.address).host, seconds: 8 } },
    ])
    expect(asked.every(({ timeoutMs }) => timeoutMs <= 10_000)).toBe(true)
  })
  test('Kasa asks less than Cloudflare allows in five minutes, whatever goes wrong', async () => {
    const [poll] = cloudflarePolls(world, entry())
    fake.errors = { settings: 'something is wrong' }
    for (let turn = 0; turn < 100; turn += 1) await poll?.read({ from: start, to: start + minute }, new AbortController().signal)
    expect(site.asked.length).toBeLessThanOrEqual(250)
    const before = site.asked.length
    now += 5 * minute
    await poll?.read({ from: start, to: start + minute }, new AbortController().signal)
    expect(site.asked.length).toBeGreaterThan(before)
  })
  test('a machine whose clock is wrong learns by how much', async () => {
    const { facts } = await read('cloudflare.traffic')
    expect(Math.abs((facts.skewMs ?? 0) - (now - Date.now()))).toBeLessThan(60_000)
  })
})

describe('firewall and waiting room', () => {
  test('blocked and challenged are threats, logged ones are not; a quiet settled minute is zero', async () => {
    const row = (at: number, action: string, count: number) => ({ count, dimensions: { datetimeMinute: stamp(at), action } })
    fake.rows = { firewallEventsAdaptiveGroups: [row(1, 'block', 7), row(1, 'managed_challenge', 3), row(1, 'log', 90)] }
    expect(minutesOf(await read('cloudflare.firewall'), 'edge.threats')).toEqual([
      [0, 0],
      [1, 10],
      [2, 0],
    ])
  })
  test('a crowd that is challenged and passes is not stopped; who does not pass is, and who passed before was not asked', async () => {
    const row = (at: number, action: string, count: number) => ({ count, dimensions: { datetimeMinute: stamp(at), action } })
    const crowd = (at: number, asked: number, proved: readonly (readonly [string, number])[]) => [
      row(at, 'managed_challenge', asked),
      row(at, 'managed_challenge_bypassed', 40_000),
      ...proved.map(([action, count]) => row(at, action, count)),
    ]
    fake.rows = {
      firewallEventsAdaptiveGroups: [
        ...crowd(0, 9_000, [
          ['managed_challenge_non_interactive_solved', 8_600],
          ['managed_challenge_interactive_solved', 300],
        ]),
        // proof of the minute before
        ...crowd(1, 100, [['managed_challenge_non_interactive_solved', 180]]),
        row(1, 'block', 7),
        row(2, 'jschallenge', 20),
        row(2, 'jschallenge_solved', 5),
        row(2, 'challenge', 10),
        row(2, 'challenge_solved', 4),
      ],
    }
    expect(minutesOf(await read('cloudflare.firewall'), 'edge.threats')).toEqual([
      [0, 100],
      [1, 7],
      [2, 21],
    ])
  })
  test.each([
    ['drop', 5],
    ['connection_close', 5],
    ['force_connection_close', 5],
    ['connectionclose', 5],
    // the page is answered all the same ("AI Labyrinth actions are not mitigations")
    ['link_maze_injected', 0],
    ['skip', 0],
    ['allow', 0],
    ['challenge_failed', 0],
    ['managed_challenge_skipped', 0],
  ])('%s stops %d of five', async (action, stopped) => {
    fake.rows = { firewallEventsAdaptiveGroups: [{ count: 5, dimensions: { datetimeMinute: stamp(1), action } }] }
    expect(minutesOf(await read('cloudflare.firewall'), 'edge.threats')).toContainEqual([1, stopped])
  })
  test('the firewall and the room are read within limits of their own, not those of the traffic', async () => {
    fake.others = {
      firewallEventsAdaptiveGroups: { maxDuration: 120, maxPageSize: 2 },
      waitingRoomAnalyticsAdaptiveGroups: { maxDuration: 60, maxPageSize: 1 },
    }
    const event = (at: number) => ({ count: 1, dimensions: { datetimeMinute: stamp(at), action: 'block' } })
    const entered = (at: number) => ({ dimensions: { datetimeMinute: stamp(at) }, avg: { newUsersPerMinute: 500 + at } })
    fake.rows = {
      firewallEventsAdaptiveGroups: [0, 1, 2, 3].map(event),
      waitingRoomAnalyticsAdaptiveGroups: [0, 1, 2].map(entered),
    }
    const firewall = await read('cloudflare.firewall')
    expect(firewall).toMatchObject({ answered: true, refusals: [] })
    expect(minutesOf(firewall, 'edge.threats')).toEqual([0, 1, 2, 3].map(at => [at, 1]))
    const admitted = await read('cloudflare.admitted', { room })
    expect(admitted).toMatchObject({ answered: true, refusals: [] })
    expect(minutesOf(admitted, 'queue.admitted')).toEqual([0, 1, 2].map(at => [at, 500 + at]))
  })
  test('a plan without firewall events says that the right is missing, and the traffic goes on', async () => {
    fake.others = { firewallEventsAdaptiveGroups: { enabled: false } }
    expect((await read('cloudflare.firewall')).refusals).toEqual([
      { code: 'cloudflare-forbidden', parameters: { right: 'Zone › Firewall Services › Read' } },
    ])
    expect((await read('cloudflare.traffic')).answered).toBe(true)
  })
  test('limits are asked for once, and again after a read that was refused', async () => {
    const poll = cloudflarePolls(world, entry()).find(({ name }) => name === 'cloudflare.firewall')
    const again = () => poll?.read({ from: start, to: start + minute }, new AbortController().signal)
    const asked = () => site.asked.filter(({ body }) => JSON.stringify(body).includes('settings {')).length
    await again()
    await again()
    expect(asked()).toBe(1)
    fake.errors = { firewallEventsAdaptiveGroups: 'something is wrong' }
    await again()
    fake.errors = {}
    expect(await again()).toMatchObject({ answered: true })
    expect(asked()).toBe(2)
  })
  test('the room as it is: people waiting and inside, the wait, and the limits', async () => {
    const outcome = await read('cloudflare.room', { room })
    expect(outcome.facts.room).toEqual({
      state: 'queueing',
      waiting: 5210,
      active: 2900,
      waitMinutes: 9,
      newPerMinute: 600,
      totalActive: 3000,
      readAt: now,
    })
    expect(outcome.readings.map(({ role, at, value }) => [role, (at - start) / minute, value])).toEqual([
      ['queue.waiting', 5, 5210],
      ['queue.active', 5, 2900],
      ['queue.wait', 5, 9],
      ['queue.limit-admitted', 5, 600],
      ['queue.limit-active', 5, 3000],
    ])
  })
  test('how many were let in comes by the minute', async () => {
    fake.rows = {
      waitingRoomAnalyticsAdaptiveGroups: [{ dimensions: { datetimeMinute: stamp(2) }, avg: { newUsersPerMinute: 581.6 } }],
    }
    expect(minutesOf(await read('cloudflare.admitted', { room }), 'queue.admitted')).toEqual([[2, 582]])
  })
  test('a state that Kasa does not know is unknown; figures that are missing are not zero', async () => {
    fake.status = { status: 'new_state' }
    const outcome = await read('cloudflare.room', { room })
    expect(outcome.facts.room).toMatchObject({ state: 'unknown', waiting: null, active: null, newPerMinute: 600 })
    expect(outcome.readings.map(({ role }) => role)).toEqual(['queue.limit-admitted', 'queue.limit-active'])
  })
  test('a room that is not there any more, and a right that is missing for it alone', async () => {
    fake.room = null
    expect((await read('cloudflare.room', { room })).refusals).toEqual([
      { code: 'cloudflare-room-unknown', parameters: { room } },
    ])
    fake.denied = ['rooms']
    expect((await read('cloudflare.room', { room })).refusals).toEqual([
      { code: 'cloudflare-forbidden', parameters: { right: 'Zone › Waiting Rooms › Read' } },
    ])
    expect((await read('cloudflare.traffic')).answered, 'the rest goes on').toBe(true)
  })
  test('the lever sets the inlet and tells what stands then', async () => {
    const lever = roomLever(world, entry(), room)
    const set = { name: 'arena', newPerMinute: 420, totalActive: 2100, event: null }
    expect(await lever.set(set)).toEqual({ ok: true, value: set })
    expect(await lever.read()).toEqual({ ok: true, value: set })
    fake.denied = ['edit']
    expect(await lever.set({ ...set, newPerMinute: 1, totalActive: 1 })).toMatchObject({
      ok: false,
      refusal: { code: 'cloudflare-forbidden' },
    })
    expect(fake.room?.new_users_per_minute).toBe(420)
  })
})

describe('an event of the waiting room that is on', () => {
  const doors = {
    id: 'doors-id',
    name: 'doors',
    event_start_time: '2026-11-23T09:00:00.5Z',
    event_end_time: '2026-11-23T12:00:00Z',
  }
  const own = { new_users_per_minute: 900, total_active_users: 4000 }
  const on = (event: object) => {
    fake.events = [{ ...doors, ...event }]
    fake.status = { ...fake.status, event_id: doors.id }
  }

  test('has the limits in force, which are what is shown and drawn', async () => {
    on(own)
    const outcome = await read('cloudflare.room', { room })
    expect(outcome.facts.room).toMatchObject({ newPerMinute: 900, totalActive: 4000 })
    expect(minutesOf(outcome, 'queue.limit-admitted')).toEqual([[5, 900]])
  })
  test('is what the lever changes: its limits alone, its name and its times said as they were told', async () => {
    on({ ...own, custom_page_html: 'kept' })
    const lever = roomLever(world, entry(), room)
    const limits = await lever.read()
    expect(limits).toMatchObject({ ok: true, value: { newPerMinute: 900, totalActive: 4000, event: { name: 'doors' } } })
    if (!limits.ok) return
    expect(await lever.set({ ...limits.value, newPerMinute: 630 })).toMatchObject({ ok: true, value: { newPerMinute: 630 } })
    expect(fake.events).toEqual([{ ...doors, new_users_per_minute: 630, total_active_users: 4000, custom_page_html: 'kept' }])
    expect(fake.room, 'the room is as it was').toEqual({ new_users_per_minute: 600, total_active_users: 3000 })
  })
  test('and sets no limits leaves those of the room in force, and in hand', async () => {
    on({ new_users_per_minute: null, total_active_users: null })
    const lever = roomLever(world, entry(), room)
    const limits = await lever.read()
    expect(limits).toMatchObject({ ok: true, value: { newPerMinute: 600, totalActive: 3000, event: null } })
    if (!limits.ok) return
    await lever.set({ ...limits.value, newPerMinute: 420 })
    expect(fake.room?.new_users_per_minute).toBe(420)
  })
  test('and cannot be read leaves the limit unknown: nothing is told, and nothing can be changed', async () => {
    fake.status = { ...fake.status, event_id: 'gone' }
    const outcome = await read('cloudflare.room', { room })
    expect(outcome.facts.room).toMatchObject({ waiting: 5210, newPerMinute: null, totalActive: null })
    expect(outcome).toMatchObject({ answered: true, refusals: [{ code: 'cloudflare-refused' }] })
    expect((await roomLever(world, entry(), room).read()).ok).toBe(false)
  })
})

describe('connecting Cloudflare', () => {
  test('each right is tried, and a token that works is kept for its zone', async () => {
    await world.secrets.remove(`cloudflare:${zone}`)
    const before = JSON.stringify(fake.room)
    const tried = await tryCloudflare(world, entry({ room }), goodToken)
    expect(tried).toMatchObject({
      ok: true,
      value: {
        dataset: 'httpRequests1mGroups',
        rooms: [{ id: room, name: 'arena' }],
        tokenEndsAt: Date.parse('2026-11-24T00:00:00Z'),
      },
    })
    expect(tried.ok && tried.value.rights.map(({ held, needed }) => [held, needed])).toEqual([
      [true, true],
      [true, false],
      [true, true],
      [true, false],
    ])
    expect(JSON.stringify(fake.room), 'trying changes nothing').toBe(before)
    expect(await world.secrets.get(`cloudflare:${zone}`)).toBe(goodToken)
    expect(await tokenEnd(world, entry())).toEqual({ ok: true, value: { endsAt: Date.parse('2026-11-24T00:00:00Z') } })
  })
  test('a right that is missing stands beside those that are held', async () => {
    fake.denied = ['edit']
    fake.errors = { firewallEventsAdaptiveGroups: 'zone does not have access to the path' }
    const tried = await tryCloudflare(world, entry({ room }), null)
    expect(tried.ok && tried.value.rights.map(({ held }) => held)).toEqual([true, false, true, false])
  })
  test('trouble of Cloudflare’s own is said in words and is no proof of a right', async () => {
    fake.troubled = true
    const tried = await tryCloudflare(world, entry({ room }), null)
    const edit = tried.ok ? tried.value.rights.at(-1) : null
    expect(edit).toMatchObject({ right: 'Zone › Waiting Rooms › Edit', held: false, refusal: { code: 'cloudflare-failed' } })
    if (!edit?.refusal) throw new Error('nothing is said')
    for (const language of ['pl', 'en'] as const) expect(refusalSentence(sayIn(language), edit.refusal)).not.toMatch(/\d{3}|HTTP/)
  })
  test('a token that Cloudflare does not know is not kept', async () => {
    expect(await tryCloudflare(world, entry(), 'mistyped')).toMatchObject({
      ok: false,
      refusal: { code: 'cloudflare-token-refused' },
    })
    expect(await world.secrets.get(`cloudflare:${zone}`)).toBe(goodToken)
  })
})
