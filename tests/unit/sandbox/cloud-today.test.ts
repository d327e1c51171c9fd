import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling'
import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { DescribeDBClustersCommand, DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dig, openStand, type CloudStand } from './cloud-stand.ts'

let stand: CloudStand
beforeEach(async () => {
  stand = await openStand('cloud-of-today')
})
afterEach(() => stand.sandbox.stop())

const listed = async (region: string, Namespace: string) => {
  const client = new CloudWatchClient({ ...stand.config(), region })
  const { Metrics } = await client.send(new ListMetricsCommand({ Namespace }))
  return new Set(Metrics?.map(({ MetricName }) => MetricName))
}
const sums = async (Namespace: string, MetricName: string, dimensions: Record<string, string>, region = 'eu-central-1') => {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }))
  const query = { Id: 'q', MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat: 'Sum' } }
  const answer = await new CloudWatchClient({ ...stand.config(), region }).send(
    new GetMetricDataCommand({
      MetricDataQueries: [query],
      StartTime: new Date(stand.now() - 10 * 60_000),
      EndTime: new Date(stand.now()),
    }),
  )
  return answer.MetricDataResults?.[0]?.Values ?? []
}

describe('The account of today', () => {
  it('has CloudFront’s metrics in one region of the world, and there nothing else', async () => {
    expect(await listed('us-east-1', 'AWS/CloudFront')).toEqual(new Set(['Requests', 'BytesDownloaded']))
    expect(await listed('eu-central-1', 'AWS/CloudFront')).toEqual(new Set())
    expect(await listed('us-east-1', 'AWS/ApplicationELB')).toEqual(new Set())
    stand.pass(25)
    const distribution = { DistributionId: 'E2K4S4ONSALE1', Region: 'Global' }
    expect((await sums('AWS/CloudFront', 'Requests', distribution, 'us-east-1')).length).toBeGreaterThan(5)
    expect(await sums('AWS/CloudFront', 'Requests', distribution)).toEqual([])
  })

  it('signs only CloudWatch for that region: everything else is where the shop is', async () => {
    const elsewhere = new AutoScalingClient({ ...stand.config(), region: 'us-east-1' })
    await expect(elsewhere.send(new DescribeAutoScalingGroupsCommand({}))).rejects.toThrow('valid region')
  })

  it('has an Aurora database: its engine, its cluster, and of its metrics none that Aurora does not have', async () => {
    const rds = new RDSClient(stand.config())
    const [database] = (await rds.send(new DescribeDBInstancesCommand({}))).DBInstances ?? []
    expect(database).toMatchObject({
      DBInstanceIdentifier: 'onsale-db-1',
      Engine: 'aurora-mysql',
      DBClusterIdentifier: 'onsale-db',
    })
    const [cluster] = (await rds.send(new DescribeDBClustersCommand({}))).DBClusters ?? []
    expect(cluster?.DBClusterMembers).toMatchObject([{ DBInstanceIdentifier: 'onsale-db-1', IsClusterWriter: true }])
    await expect(rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'other' }))).rejects.toThrow('not found')
    const names = await listed('eu-central-1', 'AWS/RDS')
    for (const name of ['CommitLatency', 'DBLoad', 'ReadLatency']) expect(names).toContain(name)
    for (const name of ['DiskQueueDepth', 'EBSIOBalance%', 'BurstBalance']) expect(names).not.toContain(name)
  })

  it('counts at the firewall whom it stops, and at Cloudflare then nobody', async () => {
    await stand.admin('PUT', 'rehearsal', { kind: 'bots', on: true, fromMinute: -10, toMinute: 20 })
    stand.pass(20)
    const wall = { WebACL: 'onsale-wall', Rule: 'ALL', Region: 'eu-central-1' }
    expect(Math.max(...(await sums('AWS/WAFV2', 'BlockedRequests', wall)))).toBe(76_500)
    const zone = stand.cloud.cloudflare.zone
    const [from, to] = [stand.now() - 10 * 60_000, stand.now()].map(at => new Date(at).toISOString())
    const threats = await stand.analytics(
      `query ($zone: string!) { viewer { zones(filter: { zoneTag: $zone }) {
        rows: httpRequests1mGroups(limit: 10, filter: { datetime_geq: "${from}", datetime_lt: "${to}" }) { sum { requests threats } } } } }`,
      { zone },
    )
    expect(dig(threats, 'data', 'viewer', 'zones', 0, 'rows', 0, 'sum')).toEqual({ requests: expect.any(Number), threats: 0 })
  })

  it('files the cache by cluster and by node, and its evictions are zero and not silent while it has room', async () => {
    stand.pass(20)
    expect(await sums('AWS/ElastiCache', 'Evictions', { CacheClusterId: 'onsale-holds' })).toContain(0)
    expect(await sums('AWS/ElastiCache', 'Evictions', { CacheClusterId: 'onsale-holds', CacheNodeId: '0001' })).toContain(0)
  })
})
