import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Resource } from '#contract/onsale-plan'
import { tryAws } from '#monitor/aws/discover'
import { awsPolls } from '#monitor/aws/polls'
import { awsPolicies } from '#monitor/aws/policy'
import { furnish, instances, worldOf } from './account.ts'
import type { FakeAmazon } from './amazon-fake.ts'
import { no, startFakeAmazon, tags, xml } from './amazon-fake.ts'

let amazon: FakeAmazon
beforeEach(async () => {
  amazon = await startFakeAmazon()
  furnish(amazon, [
    ['AWS/ELB', 'RequestCount', { LoadBalancerName: 'old' }],
    ['AWS/EC2', 'CPUUtilization', { AutoScalingGroupName: 'web' }],
    ['AWS/EC2', 'CPUUtilization', { InstanceId: 'i-web0' }],
    ['AWS/EC2', 'CPUUtilization', { InstanceId: 'i-database' }],
    ['AWS/RDS', 'CPUUtilization', { DBInstanceIdentifier: 'gone' }],
    ['AWS/ElastiCache', 'EngineCPUUtilization', { CacheClusterId: 'holds', CacheNodeId: '0001' }],
    ['AWS/ElastiCache', 'EngineCPUUtilization', { CacheClusterId: 'holds' }],
    ['AWS/ElastiCache', 'EngineCPUUtilization', { CacheClusterId: 'pages', CacheNodeId: '0001' }],
    ['AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: 'mails' }],
    ['AWS/WAFV2', 'AllowedRequests', { WebACL: 'wall', Rule: 'ALL', Region: 'eu-central-1' }],
    ['AWS/WAFV2', 'AllowedRequests', { WebACL: 'wall', Rule: 'bots', Region: 'eu-central-1' }],
    ['AWS/CloudFront', 'Requests', { DistributionId: 'E1', Region: 'Global' }],
    ['AWS/EBS', 'VolumeQueueLength', { VolumeId: 'vol-1' }],
    ['AWS/EBS', 'BurstBalance', { VolumeId: 'vol-1' }],
    ['AWS/EBS', 'VolumeQueueLength', { VolumeId: 'vol-root' }],
    ['AWS/EBS', 'VolumeQueueLength', { VolumeId: 'vol-9' }],
    ['CWAgent', 'mysql_connections', { host: 'db' }],
    ['CWAgent', 'disk_used_percent', { host: 'db' }],
  ])
})
afterEach(() => amazon.close())

const classic: Resource = { kind: 'classic-balancer', name: 'shop', dimensions: { LoadBalancerName: 'shop' } }
const trying = (resources: readonly Resource[] = [], now = Date.now()) =>
  tryAws(worldOf(amazon, now), { profile: 'prod', region: 'eu-central-1', resources: [...resources] })
const rightOf = async (name: string, resources: readonly Resource[] = []) =>
  (await trying(resources)).rights.find(({ right }) => right === name)

describe('trying a profile', () => {
  test('finds what can be watched, each once, and whose account it is', async () => {
    const tried = await trying([classic])
    expect(tried.rights.filter(({ held }) => !held)).toEqual([])
    expect(tried.account).toBe('111122223333')
    expect(Math.abs(tried.skewMs ?? Number.NaN)).toBeLessThan(60_000)
    expect(tried.found.map(({ kind, name, chosen }) => `${chosen ? '+' : '-'} ${kind} ${name}`)).toEqual([
      '+ classic-balancer shop',
      '- application-balancer front',
      '- auto-scaling-group web',
      '- aurora seats',
      '- database-on-ec2 seats-db',
      '- elasticache holds',
      '- elasticache pages',
      '- sqs mails',
      '- waf wall',
      '- cloudfront E1',
      '- custom VolumeQueueLength vol-9',
      '- custom mysql_connections db',
    ])
    expect(tried.found[1]?.dimensions).toEqual({ LoadBalancer: 'app/front/1', TargetGroup: 'targetgroup/pool/2' })
    expect(tried.found.at(-1)?.metric).toEqual({
      namespace: 'CWAgent',
      metricName: 'mysql_connections',
      statistic: 'Maximum',
      role: 'database.connections',
    })
  })
  test('keeps what was chosen as a person named and completed it, and does not offer it twice', async () => {
    const database: Resource = {
      kind: 'database-on-ec2',
      name: 'the database',
      dimensions: { InstanceId: 'i-database', VolumeId: 'vol-1' },
    }
    const { found } = await trying([database])
    expect(found[0]).toMatchObject({ ...database, chosen: true })
    expect(found.filter(({ kind }) => kind === 'database-on-ec2')).toHaveLength(1)
  })
  test.each([
    ['cloudwatch:GetMetricData', 'GetMetricData', true],
    ['cloudwatch:ListMetrics', 'ListMetrics', true],
    ['autoscaling:DescribeAutoScalingGroups', 'DescribeAutoScalingGroups', true],
    ['autoscaling:DescribeScalingActivities', 'DescribeScalingActivities', true],
    ['autoscaling:DescribeScheduledActions', 'DescribeScheduledActions', false],
    ['elasticloadbalancing:DescribeLoadBalancers', 'DescribeLoadBalancers', true],
    ['elasticloadbalancing:DescribeTargetGroups', 'DescribeTargetGroups', false],
    ['rds:DescribeDBInstances', 'DescribeDBInstances', false],
    ['ec2:DescribeInstances', 'DescribeInstances', false],
  ])('without the right %s says which, and finds the rest', async (right, action, needed) => {
    amazon.answers.set(action, () => no('AccessDenied', 'User is not authorized', 403))
    const tried = await trying()
    expect(tried.rights.filter(({ held }) => !held)).toEqual([
      { right, held: false, needed, refusal: { code: 'aws-forbidden', parameters: { right } } },
    ])
    expect(tried.found.length).toBeGreaterThan(3)
  })
  test('offers servers outside of groups by their names, with their volumes and their type', async () => {
    const database = (await trying()).found.find(({ kind }) => kind === 'database-on-ec2')
    expect(database).toEqual({
      kind: 'database-on-ec2',
      name: 'seats-db',
      dimensions: { InstanceId: 'i-database' },
      volumes: ['vol-1', 'vol-2'],
      instanceType: 'c3.4xlarge',
      chosen: false,
    })
  })
  test('gives a server that was chosen before the volumes that hang on it now', async () => {
    const chosen: Resource = { kind: 'database-on-ec2', name: 'the database', dimensions: { InstanceId: 'i-database' } }
    const { found } = await trying([chosen])
    expect(found[0]).toMatchObject({ name: 'the database', volumes: ['vol-1', 'vol-2'], chosen: true })
  })
  test('reads all pages of servers, and tells two of the same name apart', async () => {
    amazon.answers.set('DescribeInstances', ({ form }) =>
      form.get('NextToken') === 'more'
        ? instances([{ id: 'i-second', tags: { Name: 'db' } }, { id: 'i-nameless' }])
        : instances([{ id: 'i-first', tags: { Name: 'db' } }], 'more'),
    )
    const { found } = await trying()
    expect(found.filter(({ kind }) => kind === 'database-on-ec2').map(({ name }) => name)).toEqual([
      'db i-first',
      'db i-second',
      'i-nameless',
    ])
    const asked = amazon.asked.find(({ action }) => action === 'DescribeInstances')
    expect(asked?.service).toBe('ec2')
    expect(asked?.form.get('Filter.1.Value.1')).toBe('running')
  })
  test('without the right to read servers names them by their metrics, and offers volumes on their own', async () => {
    amazon.answers.set('DescribeInstances', () => no('UnauthorizedOperation', 'You are not authorized', 403))
    const names = (await trying()).found.map(({ kind, name }) => `${kind} ${name}`)
    expect(names).toEqual(
      expect.arrayContaining(['database-on-ec2 i-database', 'custom VolumeQueueLength vol-1', 'custom BurstBalance vol-1']),
    )
  })
  test('takes names of metrics where a list may not be read, and no others: they outlive what they were of', async () => {
    const names = async () => (await trying()).found.map(({ name }) => name)
    expect(await names()).not.toContain('old')
    amazon.answers.delete('DescribeLoadBalancers')
    expect(await names()).toContain('old')
  })
  test('says when a chosen balancer is gone, and keeps it chosen until a person decides', async () => {
    amazon.answers.set('DescribeLoadBalancers', ({ form }) =>
      xml(form.get('Version') === '2012-06-01' ? tags({ LoadBalancerDescriptions: [] }) : tags({ LoadBalancers: [] })),
    )
    const tried = await trying([classic])
    expect(tried.rights.find(({ right }) => right.endsWith('DescribeLoadBalancers'))).toMatchObject({
      held: true,
      refusal: { code: 'resource-gone', parameters: { name: 'shop' } },
    })
    expect(tried.found).toContainEqual({ ...classic, chosen: true })
  })
  test('finds the agent’s metrics in an account whose list has no end, and says that it was not read to the end', async () => {
    const filler = Array.from(
      { length: 40 },
      (_, index) => ['AWS/EC2', 'StatusCheckFailed', { InstanceId: `i-${index}` }] as const,
    )
    furnish(amazon, [
      ['Shop', 'pages', { host: 'web' }],
      ...filler,
      ['CWAgent', 'mysql_connections', { host: 'db' }],
      ['Shop', 'pool_connections', { host: 'db' }],
    ])
    const { found, rights } = await trying()
    expect(found.filter(({ kind }) => kind === 'custom').map(({ name }) => name)).toEqual([
      'mysql_connections db',
      'pool_connections db',
    ])
    expect(rights.filter(({ cut }) => cut).map(({ right }) => right)).toEqual(['cloudwatch:ListMetrics'])
  })
  test('says nothing of a list that was read to its end', async () => {
    furnish(amazon, [['CWAgent', 'mysql_connections', { host: 'db' }]])
    expect((await trying()).rights.filter(({ cut }) => cut)).toEqual([])
  })
  test('calls nothing gone that may stand in the part of a list that was not read', async () => {
    amazon.answers.set('DescribeLoadBalancers', ({ form }) =>
      xml(
        form.get('Version') === '2012-06-01'
          ? tags({ LoadBalancerDescriptions: [], NextMarker: 'more' })
          : tags({ LoadBalancers: [] }),
      ),
    )
    expect(await rightOf('elasticloadbalancing:DescribeLoadBalancers', [classic])).toEqual({
      right: 'elasticloadbalancing:DescribeLoadBalancers',
      held: true,
      needed: true,
      refusal: null,
      cut: true,
    })
    const poll = awsPolls({
      world: worldOf(amazon),
      aws: { profile: 'prod', region: 'eu-central-1', resources: [classic] },
    }).find(({ name }) => name === 'aws.balancers')
    expect(await poll?.read({ from: 0, to: 60_000 }, new AbortController().signal)).toMatchObject({ refusals: [] })
  })
  test('offers no more of a kind than a person can pick from, and says of which there are more', async () => {
    const groups = Array.from({ length: 101 }, (_, index) => ({ AutoScalingGroupName: `web ${index}` }))
    amazon.answers.set('DescribeAutoScalingGroups', () => xml(tags({ AutoScalingGroups: groups })))
    const hundredth: Resource = { kind: 'auto-scaling-group', name: 'web 100', dimensions: { AutoScalingGroupName: 'web 100' } }
    const { cutKinds, found, rights } = await trying([hundredth])
    expect(cutKinds).toEqual(['auto-scaling-group'])
    expect(found.filter(({ kind, chosen }) => kind === 'auto-scaling-group' && !chosen)).toHaveLength(100)
    expect(rights.find(({ right }) => right.endsWith('DescribeAutoScalingGroups'))?.refusal, 'not gone, only far down').toBeNull()
  })
  test('says when nothing is in the region', async () => {
    furnish(amazon, [])
    for (const [action, empty] of [
      ['DescribeAutoScalingGroups', 'AutoScalingGroups'],
      ['DescribeTargetGroups', 'TargetGroups'],
      ['DescribeDBInstances', 'DBInstances'],
    ] as const)
      amazon.answers.set(action, () => xml(tags({ [empty]: [] })))
    amazon.answers.set('DescribeInstances', () => instances([]))
    amazon.answers.set('DescribeLoadBalancers', () => xml(''))
    expect(await rightOf('cloudwatch:ListMetrics')).toMatchObject({
      held: true,
      refusal: { code: 'aws-region-wrong', parameters: { region: 'eu-central-1' } },
    })
  })
  test('signed out, says so of each right and finds nothing', async () => {
    for (const action of amazon.answers.keys()) amazon.answers.set(action, () => no('ExpiredToken', 'expired', 403))
    const tried = await trying()
    expect(new Set(tried.rights.map(({ refusal }) => refusal?.code))).toEqual(new Set(['aws-signed-out']))
    expect(tried.found).toEqual([])
  })
})

describe('the smallest policies', () => {
  test('allow what Kasa asks and nothing else', async () => {
    const { watch, act } = awsPolicies('web', 'eu-central-1')
    const allowed = (JSON.parse(watch) as { Statement: { Action: string[] }[] }).Statement.flatMap(({ Action }) => Action)
    const asked = (await trying()).rights.map(({ right }) => right)
    expect([...allowed].sort()).toEqual([...asked].sort())
    expect(JSON.parse(act ?? '')).toMatchObject({
      Statement: [
        {
          Action: 'autoscaling:SetDesiredCapacity',
          Resource: 'arn:aws:autoscaling:eu-central-1:*:autoScalingGroup:*:autoScalingGroupName/web',
        },
      ],
    })
    expect(awsPolicies(null, 'eu-central-1').act).toBe(null)
  })
})
