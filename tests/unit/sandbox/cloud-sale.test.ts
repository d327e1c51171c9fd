import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling'
import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dig, openStand, type CloudStand } from './cloud-stand.ts'

let stand: CloudStand
beforeEach(async () => {
  stand = await openStand()
})
afterEach(() => stand.sandbox.stop())

const room = (rest = '') => `/zones/${stand.cloud.cloudflare.zone}/waiting_rooms/${stand.cloud.cloudflare.room}${rest}`
const state = async () => (await stand.admin('GET', 'rehearsal')).body as Rehearsal
type Rehearsal = {
  sold: number
  left: number
  soldWithoutFaults: number
  faults: { kind: string; ordersLost: number | null }[]
}
const lost = ({ faults }: Rehearsal, wanted: string) => faults.find(({ kind }) => kind === wanted)?.ordersLost
const traffic = (fields: string) =>
  stand.analytics(
    `query ($zone: string!, $from: Time!, $to: Time!) { viewer { zones(filter: { zoneTag: $zone }) {
       rows: httpRequests1mGroups(limit: 100, orderBy: [datetimeMinute_ASC], filter: { datetime_geq: $from, datetime_lt: $to }) { ${fields} } } } }`,
    {
      zone: stand.cloud.cloudflare.zone,
      from: new Date(stand.now() - 20 * 60_000).toISOString(),
      to: new Date(stand.now()).toISOString(),
    },
  )

describe('The scheduled event of the waiting room', () => {
  it('is listed with the times of the sale, inherits what it does not set, and is told while it is on', async () => {
    const listed = await stand.cloudflare(room('/events?per_page=100'))
    expect(listed.body).toMatchObject({ success: true, result_info: { total_count: 1 } })
    const event = dig(listed.body, 'result', 0)
    expect(event).toMatchObject({ name: 'onsale', suspended: false, new_users_per_minute: null, total_active_users: null })
    const minute = (name: string) => (Date.parse(String(dig(event, name))) - stand.cloud.startsAt) / 60_000
    expect(['prequeue_start_time', 'event_start_time', 'event_end_time'].map(minute)).toEqual([-16, 0, 75])
    expect((await stand.cloudflare(room(`/events/${String(dig(event, 'id'))}`))).body).toMatchObject({
      result: { name: 'onsale' },
    })
    expect(dig((await stand.cloudflare(room('/status'))).body, 'result', 'event_id')).toBe('')
    stand.pass(20)
    expect(dig((await stand.cloudflare(room('/status'))).body, 'result', 'event_id')).toBe(dig(event, 'id'))
  })

  it('is refused where Cloudflare refuses it', async () => {
    expect((await stand.cloudflare(room('/events/none'))).status).toBe(404)
    expect((await stand.cloudflare(room('/events?per_page=0'))).status).toBe(400)
    expect((await stand.cloudflare(room('/events'), { method: 'DELETE' })).status).toBe(405)
    await stand.admin('PUT', 'cloud-temper', { forbidden: ['waiting-room:read'] })
    expect((await stand.cloudflare(room('/events'))).status).toBe(403)
  })
})

describe('A sale in the sandbox', () => {
  it('enters what the model sells as orders of the platform, and never more than the stock', async () => {
    stand.pass(45)
    const { sold, left } = await state()
    expect(sold).toBeGreaterThan(3_000)
    const quotas = dig(await platform('quotas/?with_availability=true'), 'results') as {
      available_number: number
      size: number
    }[]
    const total = quotas.reduce((sum, quota) => sum + quota.size, 0)
    const free = quotas.reduce((sum, quota) => sum + quota.available_number, 0)
    expect(total).toBe(17_400)
    // what was sold since the last batch is not entered yet
    expect(Math.abs(total - free - sold)).toBeLessThan(250)
    expect(Math.abs(free - left)).toBeLessThan(250)
    stand.pass(20)
    expect(dig(await platform('orders/?page_size=1'), 'count')).toBeGreaterThan(3_000)
  })

  it('counts what a fault cost against a run in which it never came', async () => {
    await stand.admin('PUT', 'rehearsal', {
      kind: 'cache-purged',
      on: true,
      fromMinute: 8,
      toMinute: 14,
      figures: { cachedPercent: 0 },
    })
    stand.pass(50)
    const told = await state()
    expect(told.soldWithoutFaults).toBeGreaterThan(told.sold)
    expect(lost(told, 'cache-purged')).toBeGreaterThan(100)
    expect(lost(told, 'slow-database')).toBeNull()
  })

  const platform = async (path: string) => {
    const { url, organizer, deviceToken } = stand.sandbox.description
    const answer = await fetch(`${url}/api/v1/organizers/${organizer}/events/bieber/${path}`, {
      headers: { authorization: `Device ${deviceToken}` },
    })
    return (await answer.json()) as unknown
  }
})

describe('Cloudflare of the sandbox', () => {
  it('tells a zone’s minutes: nine of ten requests are answered from memory', async () => {
    stand.pass(45)
    const told = await traffic('dimensions { datetimeMinute } sum { requests cachedRequests } uniq { uniques }')
    const rows = dig(told, 'data', 'viewer', 'zones', 0, 'rows') as {
      sum: { requests: number; cachedRequests: number }
      uniq: { uniques: number }
    }[]
    const whole = rows.at(-2)
    expect(whole?.sum.requests).toBeGreaterThan(300_000)
    expect((whole?.sum.cachedRequests ?? 0) / (whole?.sum.requests ?? 1)).toBeCloseTo(0.9, 1)
    expect(whole?.uniq.uniques).toBeGreaterThan(11_000)
  })

  it('says of a crowd that is challenged that it was asked, and that it passed', async () => {
    stand.pass(45)
    await stand.admin('PUT', 'cloud-temper', { challengesEverybody: true })
    const until = new Date(stand.now()).toISOString()
    const since = new Date(stand.now() - 20 * 60_000).toISOString()
    const said = await stand.analytics(
      `{ viewer { zones(filter: { zoneTag: "${stand.cloud.cloudflare.zone}" }) { rows: firewallEventsAdaptiveGroups(limit: 9000, filter: { datetime_geq: "${since}", datetime_lt: "${until}" }) { count dimensions { action } } } } }`,
    )
    const rows = dig(said, 'data', 'viewer', 'zones', 0, 'rows') as { count: number; dimensions: { action: string } }[]
    const of = (action: string) => rows.find(({ dimensions }) => dimensions.action === action)?.count ?? 0
    expect(of('managed_challenge_non_interactive_solved')).toBeGreaterThan(1_000)
    expect(of('managed_challenge')).toBeGreaterThanOrEqual(of('managed_challenge_non_interactive_solved'))
    expect(of('managed_challenge_bypassed')).toBeGreaterThan(1_000)
  })

  it('says what is wrong inside a 200', async () => {
    expect(dig(await traffic('colour'), 'errors', 0, 'message')).toContain('unknown field "colour"')
    expect(
      dig(await stand.analytics('{ viewer { zones(filter: { zoneTag: "0" }) { zoneTag } } }'), 'errors', 0, 'message'),
    ).toContain('not authorized')
    expect(dig(await stand.analytics('{ viewer {'), 'errors', 0, 'message')).toContain('unexpected end')
  })

  it('lets in as many as it is told, within its limits and to whoever may say so', async () => {
    stand.pass(40)
    const before = dig(await stand.cloudflare(room('/status')), 'body', 'result')
    expect(before).toMatchObject({ status: 'queueing' })
    const changed = await stand.cloudflare(room(), { method: 'PATCH', body: { new_users_per_minute: 840 } })
    expect(dig(changed, 'body', 'result', 'new_users_per_minute')).toBe(840)
    stand.pass(2)
    const waiting = Number(dig(await stand.cloudflare(room('/status')), 'body', 'result', 'estimated_queued_users'))
    expect(waiting).toBeGreaterThan(Number(dig(before, 'estimated_queued_users')))
    expect((await stand.cloudflare(room(), { method: 'PATCH', body: { new_users_per_minute: 100 } })).status).toBe(400)
    expect((await stand.cloudflare(room(), { method: 'PATCH', body: {}, token: 'another' })).status).toBe(403)
    await stand.admin('PUT', 'cloud-temper', { forbidden: ['waiting-room:write'] })
    expect((await stand.cloudflare(room(), { method: 'PATCH', body: {} })).status).toBe(403)
    expect((await stand.cloudflare('/user/tokens/verify', { token: 'another' })).status).toBe(401)
  })

  it('knows a token of the account by the account alone, and says 9109 to a token that is none as to a right that is missing', async () => {
    const zone = `/zones/${stand.cloud.cloudflare.zone}`
    const account = dig((await stand.cloudflare(zone)).body, 'result', 'account', 'id')
    const verify = `/accounts/${String(account)}/tokens/verify`
    expect((await stand.cloudflare(verify)).status).toBe(401)
    await stand.admin('PUT', 'cloud-temper', { tokenOwner: 'account', forbidden: ['zone:read'] })
    expect(dig((await stand.cloudflare(verify)).body, 'result', 'status')).toBe('active')
    expect((await stand.cloudflare('/user/tokens/verify')).status).toBe(401)
    const lacking = await stand.cloudflare(zone)
    const stranger = await stand.cloudflare(zone, { token: 'another' })
    expect([lacking, stranger].map(({ status, body }) => [status, dig(body, 'errors', 0, 'code')])).toEqual([
      [403, 9109],
      [403, 9109],
    ])
  })
})

describe('Faults of sight', () => {
  const list = () => stand.cloudWatch().send(new ListMetricsCommand({ Namespace: 'AWS/ELB' }))
  const always = { on: true, fromMinute: -120, toMinute: 120 }

  it('end a session, until somebody signs in again', async () => {
    await stand.admin('PUT', 'rehearsal', { kind: 'session-expires', ...always })
    await expect(list()).rejects.toMatchObject({ message: 'The security token included in the request is expired' })
    await stand.admin('POST', 'rehearsal/sign-in')
    expect((await list()).Metrics?.length).toBeGreaterThan(5)
  })

  it('set the cloud’s clock wrong', async () => {
    await stand.admin('PUT', 'rehearsal', { kind: 'wrong-clock', ...always, figures: { seconds: 90 } })
    expect(stand.now() - (await stand.cloudflare('/user/tokens/verify')).date).toBe(90_000)
  })

  it('refuse seven of ten calls in Amazon’s words', async () => {
    await stand.admin('PUT', 'rehearsal', { kind: 'throttling', ...always })
    const said = await Promise.all(
      Array.from({ length: 10 }, () =>
        stand
          .autoScaling()
          .send(new DescribeAutoScalingGroupsCommand({}))
          .then(
            () => 'answered',
            (reason: Error) => reason.name,
          ),
      ),
    )
    expect(said.filter(name => name === 'Throttling')).toHaveLength(7)
  })

  it('close the shop for a technical break', async () => {
    expect((await fetch(new URL('export.html?json=true', stand.cloud.shop.url))).status).toBe(200)
    await stand.admin('PUT', 'cloud-temper', { maintenance: true })
    expect((await fetch(stand.cloud.shop.url)).status).toBe(423)
  })
})

describe('the page of the shop', () => {
  const buyers = () => fetch(new URL('./', stand.cloud.shop.url))
  it('stands behind the waiting room while people wait, but for the one that the room lets past', async () => {
    expect(await (await buyers()).text()).toContain('Justin Bieber')
    stand.pass(45)
    const queued = await buyers()
    expect([queued.status, queued.headers.get('refresh')]).toEqual([200, '20'])
    expect(queued.headers.getSetCookie().join()).toMatch(/^__cfwaitingroom=/)
    expect(await queued.text()).not.toContain('Justin Bieber')
    expect(await (await fetch(stand.cloud.shop.url)).text()).toContain('Justin Bieber')
  })
})
