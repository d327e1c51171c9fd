import { describe, expect, test } from 'vitest'
import type { Resource } from '#contract/onsale-plan'
import { isSameResource } from '#monitor/aws/found'
import { namedApart } from '#monitor/aws/names'
import { awsPolls } from '#monitor/aws/polls'
import { minuteBoard, soundReadings } from '#monitor/minutes'
import { worldOf } from './account.ts'
import { json, startFakeAmazon } from './amazon-fake.ts'

const before = (place: string): Resource => ({
  kind: 'waf',
  name: 'shop-acl',
  dimensions: { WebACL: 'shop-acl', Rule: 'ALL', ...(place === 'CloudFront' ? {} : { Region: place }) },
})
const node = (id: string): Resource => ({
  kind: 'elasticache',
  name: 'holds',
  dimensions: { CacheClusterId: 'holds', CacheNodeId: id },
})
const connections = (namespace: string): Resource => ({
  kind: 'custom',
  name: 'connections db',
  dimensions: { host: 'db' },
  metric: { namespace, metricName: 'connections', statistic: 'Maximum', role: 'database.connections' },
})
const namesOf = (...resources: readonly Resource[]) => namedApart(resources).map(({ name }) => name)

describe('resources of one name', () => {
  test('two lists of rules, one before CloudFront and one before a balancer, are two, in whatever order they were chosen', () => {
    expect(isSameResource(before('CloudFront'), before('eu-central-1'))).toBe(false)
    expect(isSameResource(before('eu-central-1'), before('eu-central-1'))).toBe(true)
    expect(namesOf(before('CloudFront'), before('eu-central-1'))).toEqual(['shop-acl', 'shop-acl (eu-central-1)'])
    expect(namesOf(before('eu-central-1'), before('CloudFront'))).toEqual(['shop-acl', 'shop-acl (CloudFront)'])
  })
  test('balancers of both kinds, nodes of a cache, and one metric of two agents are kept apart', () => {
    const classic: Resource = { kind: 'classic-balancer', name: 'shop', dimensions: { LoadBalancerName: 'shop' } }
    const application: Resource = { kind: 'application-balancer', name: 'shop', dimensions: { LoadBalancer: 'app/shop/1' } }
    expect(namesOf(classic, application)).toEqual(['shop', 'shop (application-balancer)'])
    expect(namesOf(node('0001'), node('0002'), node('0003'))).toEqual(['holds', 'holds (0002)', 'holds (0003)'])
    expect(namesOf(connections('CWAgent'), connections('Shop'))).toEqual(['connections db', 'connections db (Shop)'])
  })
  test('that measure different things keep their name, as does what is asked for only once', () => {
    const group: Resource = { kind: 'auto-scaling-group', name: 'shop-acl', dimensions: { AutoScalingGroupName: 'shop-acl' } }
    expect(namesOf(before('CloudFront'), group)).toEqual(['shop-acl', 'shop-acl'])
    expect(namesOf(before('CloudFront'), before('CloudFront'))).toEqual(['shop-acl', 'shop-acl'])
  })
  test('keep the names they were given when they are named again, also when the first of them is gone', () => {
    const once = namedApart([before('CloudFront'), before('eu-central-1'), node('0001'), node('0002')])
    expect(namedApart(once)).toEqual(once)
    expect(namedApart(once.slice(1))).toEqual(once.slice(1))
  })
  test('of a name as long as a name may be stay as long as it may be', () => {
    const long = (id: string): Resource => ({ ...node(id), name: 'n'.repeat(200) })
    const names = namesOf(long('0001'), long('0002'), { ...long('0003'), dimensions: { CacheClusterId: 'other' } })
    expect(new Set(names).size).toBe(3)
    expect(names.every(name => name.length <= 200)).toBe(true)
  })
})

test('what both of two lists of rules stopped is counted, also by a plan that was kept while they had one name', async () => {
  const noon = Date.parse('2026-11-23T12:00:00Z')
  const minute = 60_000
  const amazon = await startFakeAmazon()
  const isBlocked = (query: unknown): boolean => JSON.stringify(query).includes('BlockedRequests')
  amazon.answers.set('GetMetricData', ({ json: input, region }) => {
    const asked = (input['MetricDataQueries'] as readonly { readonly Id: string }[]).filter(isBlocked)
    const value = region === 'us-east-1' ? 9_000 : 40
    const point = { Label: '', StatusCode: 'Complete', Timestamps: [(noon - minute) / 1000], Values: [value] }
    return json({ MetricDataResults: asked.map(({ Id }) => ({ Id, ...point })) })
  })
  const aws = { profile: 'prod', region: 'eu-central-1', resources: [before('CloudFront'), before('eu-central-1')] }
  const [poll] = awsPolls({ world: worldOf(amazon, noon), aws })
  const outcome = await poll?.read({ from: noon - 5 * minute, to: noon + minute }, new AbortController().signal)
  await amazon.close()
  const board = minuteBoard({ from: noon - 5 * minute, plan: null })
  board.put(soundReadings(outcome?.readings ?? [], noon).readings, 1)
  expect(board.table(noon).column('firewall.blocked')[4]).toBe(9_040)
})
