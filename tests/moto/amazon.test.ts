import { beforeAll, describe, expect, inject, test } from 'vitest'
import type { Resource } from '#contract/onsale-plan'
import type { World } from '#main/world'
import type { AwsDoor, OpenClient } from '#monitor/aws/clients'
import { openAws } from '#monitor/aws/clients'
import { tryAws } from '#monitor/aws/discover'
import { awsPolls, awsServers } from '#monitor/aws/polls'
import { tryServersRole } from '#monitor/aws/servers-role'
import { testWorld } from '../world-for-tests.ts'

const minute = 60_000
const unending = new AbortController().signal
const connections: Resource = {
  kind: 'custom',
  name: 'connections',
  dimensions: { Host: 'db' },
  metric: { namespace: 'Shop', metricName: 'Connections', statistic: 'Maximum', role: 'database.connections' },
}
const group: Resource = { kind: 'auto-scaling-group', name: 'web', dimensions: { AutoScalingGroupName: 'web' } }
const balancer: Resource = { kind: 'classic-balancer', name: 'shop', dimensions: { LoadBalancerName: 'shop' } }
const aws = { profile: 'moto', region: 'eu-central-1', resources: [group, connections] }

let world: World
let door: AwsDoor
const must = async (right: string, ask: (open: OpenClient) => Promise<unknown>): Promise<void> => {
  expect(await door.ask({ right, ask })).toMatchObject({ ok: true })
}

beforeAll(async () => {
  const plain = testWorld()
  const session = {
    kind: 'session',
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'SECRET',
    sessionToken: null,
    endsAt: null,
    renews: false,
    region: aws.region,
    endpoint: inject('moto'),
  } as const
  world = { ...plain, aws: { ...plain.aws, session: async () => session } }
  door = openAws(world, aws)
  const scaling = await import('@aws-sdk/client-auto-scaling')
  const cloudwatch = await import('@aws-sdk/client-cloudwatch')
  const balancing = await import('@aws-sdk/client-elastic-load-balancing')
  const zone = ['eu-central-1a']
  await must('autoscaling:CreateLaunchConfiguration', open =>
    open(scaling.AutoScalingClient).send(
      new scaling.CreateLaunchConfigurationCommand({
        LaunchConfigurationName: 'web-1',
        ImageId: 'ami-12c6146b',
        InstanceType: 'c3.xlarge',
      }),
    ),
  )
  await must('autoscaling:CreateAutoScalingGroup', open =>
    open(scaling.AutoScalingClient).send(
      new scaling.CreateAutoScalingGroupCommand({
        AutoScalingGroupName: 'web',
        LaunchConfigurationName: 'web-1',
        MinSize: 2,
        MaxSize: 8,
        DesiredCapacity: 2,
        AvailabilityZones: zone,
      }),
    ),
  )
  await must('elasticloadbalancing:CreateLoadBalancer', open =>
    open(balancing.ElasticLoadBalancingClient).send(
      new balancing.CreateLoadBalancerCommand({
        LoadBalancerName: 'shop',
        AvailabilityZones: zone,
        Listeners: [{ Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 }],
      }),
    ),
  )
  const ec2 = await import('@aws-sdk/client-ec2')
  await must('ec2:RunInstances', open =>
    open(ec2.EC2Client).send(
      new ec2.RunInstancesCommand({
        ImageId: 'ami-12c6146b',
        InstanceType: 'c3.4xlarge',
        MinCount: 1,
        MaxCount: 1,
        BlockDeviceMappings: [
          { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8 } },
          { DeviceName: '/dev/xvdf', Ebs: { VolumeSize: 100 } },
        ],
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'seats-db' }] }],
      }),
    ),
  )
  const Dimensions = [{ Name: 'Host', Value: 'db' }]
  const now = Date.now()
  await must('cloudwatch:PutMetricData', open =>
    open(cloudwatch.CloudWatchClient).send(
      new cloudwatch.PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [
          { MetricName: 'Connections', Dimensions, Timestamp: new Date(now - 4 * minute), Value: 410 },
          { MetricName: 'Connections', Dimensions, Timestamp: new Date(now - 3 * minute), Value: 480 },
          { MetricName: 'Connections', Dimensions, Timestamp: new Date(now - 3 * minute), Value: 470 },
        ],
      }),
    ),
  )
})

describe('another server that speaks as AWS does', () => {
  test('answers minutes of a metric, with their highest', async () => {
    const [metrics] = awsPolls({ world, aws })
    const to = Math.ceil(world.clock.now() / minute) * minute
    const outcome = await metrics?.read({ from: to - 15 * minute, to }, unending)
    expect(outcome).toMatchObject({ answered: true, refusals: [] })
    expect(outcome?.readings.map(({ role, value }) => [role, value])).toEqual([
      ['database.connections', 410],
      ['database.connections', 480],
    ])
    expect(Math.abs(outcome?.facts.skewMs ?? Number.NaN)).toBeLessThan(5000)
  })
  test('has the group, its servers and their type, and takes a number of servers', async () => {
    const lever = awsServers({ world, aws })
    expect(await lever?.read(unending)).toMatchObject({
      value: { group: { desired: 2, inService: 2, maximum: 8, instanceType: 'c3.xlarge' } },
    })
    const set = await lever?.setDesired(4, unending)
    expect(set).toMatchObject({ ok: true, value: { request: expect.stringMatching(/.+/) } })
    expect(await lever?.read(unending)).toMatchObject({ value: { group: { desired: 4, inService: 4 } } })
  })
  test('lists what the account has', async () => {
    const tried = await tryAws(world, { ...aws, resources: [balancer] })
    expect(tried.found.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      expect.arrayContaining(['classic-balancer shop', 'auto-scaling-group web', 'custom Connections db']),
    )
    expect(tried.account).toMatch(/^\d{12}$/)
    for (const right of ['cloudwatch:ListMetrics', 'autoscaling:DescribeAutoScalingGroups', 'rds:DescribeDBInstances'])
      expect(tried.rights).toContainEqual(expect.objectContaining({ right, held: true }))
  })
  test('tells of a database’s server by its name, with its volumes and its type, and of no server of the group', async () => {
    const { found, rights } = await tryAws(world, { ...aws, resources: [] })
    expect(rights).toContainEqual(expect.objectContaining({ right: 'ec2:DescribeInstances', held: true }))
    expect(found.filter(({ kind }) => kind === 'database-on-ec2')).toEqual([
      {
        kind: 'database-on-ec2',
        name: 'seats-db',
        dimensions: { InstanceId: expect.stringMatching(/^i-/) },
        volumes: [expect.stringMatching(/^vol-/), expect.stringMatching(/^vol-/)],
        instanceType: 'c3.4xlarge',
        chosen: false,
      },
    ])
  })
  test('takes more servers than the group allows, which Amazon would not: that is said, and the number is put back', async () => {
    const lever = awsServers({ world, aws })
    const before = await lever?.read(unending)
    expect(await tryServersRole(world, aws)).toMatchObject({ held: true, refusal: { code: 'servers-trial-taken' } })
    const desired = before?.ok ? before.value.group.desired : Number.NaN
    expect(await lever?.read(unending)).toMatchObject({ value: { group: { desired } } })
  })
  test('says of a renamed balancer that it is gone', async () => {
    const renamed: Resource = { ...balancer, name: 'old', dimensions: { LoadBalancerName: 'old' } }
    const poll = awsPolls({ world, aws: { ...aws, resources: [balancer, renamed] } }).find(({ name }) => name === 'aws.balancers')
    expect(await poll?.read({ from: 0, to: minute }, unending)).toMatchObject({
      refusals: [{ code: 'resource-gone', parameters: { name: 'old' } }],
    })
  })
})
