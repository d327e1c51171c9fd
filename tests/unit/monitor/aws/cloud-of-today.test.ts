import { afterEach, describe, expect, test } from 'vitest'
import { tryAws } from '#monitor/aws/discover'
import { readScenario } from '#sandbox/cloud/scenario-file'
import type { Scenario } from '#sandbox/cloud/scenario'
import { judge, minutesOf } from './judged.ts'
import { openStand, type CloudStand } from '../../sandbox/cloud-stand.ts'

let stand: CloudStand | null = null
afterEach(() => stand?.sandbox.stop())
const open = async (scenario: string | Scenario): Promise<CloudStand> => (stand = await openStand(scenario))

/** Everything through CloudFront, the firewall at its edge, and no Cloudflare. */
const withoutCloudflare = (): Scenario => {
  const scenario = readScenario('cloud-of-today')
  return {
    ...scenario,
    room: null,
    firewall: { name: 'edge-wall', before: 'cloudfront' },
    cloudfront: { distribution: 'E2K4S4ONSALE1', percent: 100 },
  }
}

describe('the cloud of today, through the real code', () => {
  test('is found by trying: Aurora, cache, queue of mails, firewall and CloudFront, each as it belongs to the sale', async () => {
    const played = await open('cloud-of-today')
    const { cloud } = played
    const { world, aws } = judge(played)
    const tried = await tryAws(world, { ...aws, resources: [] })
    expect(tried.rights.filter(({ refusal }) => refusal)).toEqual([])
    const named = (all: readonly { kind: string; name: string }[]) => all.map(({ kind, name }) => `${kind} ${name}`).toSorted()
    expect(named(tried.found)).toEqual(named(cloud.resources))
    expect(named(tried.found)).toEqual(
      expect.arrayContaining(['aurora onsale-db-1', 'cloudfront E2K4S4ONSALE1', 'elasticache onsale-holds', 'sqs onsale-mails']),
    )
    expect((await tryAws(world, aws)).found.every(({ chosen }) => chosen)).toBe(true)
  })

  test('reports minutes of all of it; CloudFront’s are asked for in the one region that has them', async () => {
    const played = await open('cloud-of-today')
    const judged = judge(played)
    played.pass(30)
    const { readings, refusals } = await judged.read()
    expect(refusals).toEqual([])
    const known = new Set(readings.filter(({ value }) => value > 0).map(({ role }) => role))
    for (const role of ['cache.cpu', 'mail.oldest', 'firewall.allowed', 'cdn.requests', 'cdn.bytes', 'database.load'] as const)
      expect(known, role).toContain(role)
    expect(readings.some(({ role }) => role === 'database.disk-queue' || role === 'database.io-balance')).toBe(false)
    expect([...judged.regions].toSorted()).toEqual(['eu-central-1', 'us-east-1'])
  })

  test('tells of mails that are late, of seats that are thrown out, and of bots at the firewall when they come', async () => {
    const played = await open('cloud-of-today')
    const judged = judge(played)
    await played.admin('PUT', 'rehearsal', { kind: 'bots', on: true })
    played.pass(55)
    const told = judged.findings(await judged.read())
    const [mail, holds, bots] = [minutesOf(told, 24, 'mail'), minutesOf(told, 24, 'evictions'), minutesOf(told, 23, 'firewall')]
    expect(mail[0]).toBeGreaterThan(5)
    expect(mail[0]).toBeLessThan(20)
    expect(holds[0]).toBeGreaterThan(24)
    expect(bots[0]).toBeGreaterThanOrEqual(18)
    expect(bots[0]).toBeLessThan(25)
    expect(minutesOf(told, 23, 'edge')).toEqual([])
  })

  test('without bots says nothing of bots', async () => {
    const played = await open('cloud-of-today')
    const judged = judge(played)
    played.pass(50)
    expect(minutesOf(judged.findings(await judged.read()), 23, 'firewall')).toEqual([])
  })

  test('a firewall at CloudFront is asked for where CloudFront is, and nothing of Cloudflare is left', async () => {
    const played = await open(withoutCloudflare())
    const judged = judge(played)
    await played.admin('PUT', 'rehearsal', { kind: 'bots', on: true })
    played.pass(45)
    const outcome = await judged.read()
    const blocked = outcome.readings.filter(({ role, value }) => role === 'firewall.blocked' && value > 10_000)
    expect(blocked.length).toBeGreaterThan(3)
    expect(minutesOf(judged.findings(outcome), 23, 'firewall').length).toBeGreaterThan(0)
    expect(played.cloud.cloudflare).toMatchObject({ inFront: false, room: null })
    const wall = (await tryAws(judged.world, { ...judged.aws, resources: [] })).found.find(({ kind }) => kind === 'waf')
    expect(wall?.dimensions).toEqual({ WebACL: 'edge-wall', Rule: 'ALL' })
    expect(await played.analytics(traffic(played.now()), { zone: played.cloud.cloudflare.zone })).toMatchObject({
      data: { viewer: { zones: [{ rows: [] }] } },
    })
  })
})

const traffic = (now: number): string => {
  const [from, to] = [-30, 0].map(minute => new Date(now + minute * 60_000).toISOString())
  return `query ($zone: string!) { viewer { zones(filter: { zoneTag: $zone }) {
    rows: httpRequests1mGroups(limit: 100, filter: { datetime_geq: "${from}", datetime_lt: "${to}" }) { sum { requests } } } } }`
}

describe('the database of 2015, on a server of its own', () => {
  test('whose disk slows down with it is told by its volumes: rule 12', async () => {
    const played = await open('first-hour')
    const judged = judge(played)
    await played.admin('PUT', 'rehearsal', {
      kind: 'slow-database',
      on: true,
      fromMinute: 3,
      toMinute: 20,
      figures: { times: 4 },
    })
    played.pass(50)
    const told = judged.findings(await judged.read())
    const [first] = minutesOf(told, 12, 'latency')
    expect(first).toBeGreaterThan(7)
    expect(first).toBeLessThan(18)
  })

  test('is not told of while the database is quick', async () => {
    const played = await open('first-hour')
    const judged = judge(played)
    played.pass(40)
    expect(minutesOf(judged.findings(await judged.read()), 12, 'latency')).toEqual([])
  })
})
