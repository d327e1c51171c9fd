import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Resource } from '#contract/onsale-plan'
import { awsPolls, awsServers } from '#monitor/aws/polls'
import { groupTags, worldOf } from './account.ts'
import type { FakeAmazon, Tags } from './amazon-fake.ts'
import { json, no, startFakeAmazon, tags, xml } from './amazon-fake.ts'

const group: Resource = { kind: 'auto-scaling-group', name: 'web', dimensions: { AutoScalingGroupName: 'web' } }
const classic: Resource = { kind: 'classic-balancer', name: 'shop', dimensions: { LoadBalancerName: 'shop' } }
const application: Resource = { kind: 'application-balancer', name: 'front', dimensions: { LoadBalancer: 'app/front/1' } }
const now = Date.parse('2026-11-23T12:00:30Z')
const aws = { profile: 'prod', region: 'eu-central-1', resources: [group] }
const unending = new AbortController().signal
const window = { from: now - 30_000, to: now + 30_000 }

let amazon: FakeAmazon
beforeEach(async () => {
  amazon = await startFakeAmazon()
  amazon.answers.set('DescribeScalingActivities', () => xml(tags({ Activities: [] })))
})
afterEach(() => amazon.close())

const theGroup = (desired: number, states: readonly string[]): void =>
  void amazon.answers.set('DescribeAutoScalingGroups', () =>
    xml(tags({ AutoScalingGroups: [groupTags('web', { desired, most: 10, states })] })),
  )
const poll = (name: string, resources: readonly Resource[] = [group]) => {
  const found = awsPolls({ world: worldOf(amazon, now), aws: { ...aws, resources: [...resources] } }).find(
    one => one.name === name,
  )
  if (!found) throw new Error(`no ${name}`)
  return found
}
const servers = () => {
  const lever = awsServers({ world: worldOf(amazon, now), aws })
  if (!lever) throw new Error('no lever')
  return lever
}

describe('the group of servers', () => {
  test('is read as it is: in service, on the way, wanted, allowed, and of what type', async () => {
    theGroup(5, ['InService', 'InService', 'Pending', 'Pending:Wait', 'Terminating'])
    const outcome = await poll('aws.servers').read(window, unending)
    expect(outcome.facts.servers).toEqual({
      group: 'web',
      instanceType: 'c3.xlarge',
      desired: 5,
      inService: 2,
      pending: 2,
      minimum: 2,
      maximum: 10,
      readAt: now,
      failure: null,
    })
    const at = Date.parse('2026-11-23T12:00:00Z')
    expect(outcome.readings).toEqual([
      { role: 'web.in-service', resource: 'web', at, value: 2 },
      { role: 'web.desired', resource: 'web', at, value: 5 },
      { role: 'web.pending', resource: 'web', at, value: 2 },
      { role: 'web.maximum', resource: 'web', at, value: 10 },
    ])
    expect(amazon.asked[0]?.headers['x-amz-date']).toBe('20261123T120030Z')
  })
  test('that a person calls otherwise is filed under that name, as its metrics are: no server is counted twice', async () => {
    theGroup(2, ['InService', 'InService'])
    amazon.answers.set('GetMetricData', ({ json: input }) => {
      const asked = (input['MetricDataQueries'] as { Id: string; MetricStat: { Metric: { MetricName: string } } }[]) ?? []
      const id = asked.find(({ MetricStat }) => MetricStat.Metric.MetricName === 'GroupInServiceInstances')?.Id
      const [Timestamps, Values] = [[Date.parse('2026-11-23T12:00:00Z') / 1000], [2]]
      return json({ MetricDataResults: [{ Id: id, Timestamps, Values, StatusCode: 'Complete' }] })
    })
    const renamed = [{ ...group, name: 'Web servers' }]
    const read = await Promise.all(['aws.metrics', 'aws.servers'].map(name => poll(name, renamed).read(window, unending)))
    const inService = read.flatMap(({ readings }) => readings).filter(({ role }) => role === 'web.in-service')
    expect(inService.map(({ resource, value }) => `${resource} ${value}`)).toEqual(['Web servers 2', 'Web servers 2'])
  })
  test('of which servers are missing says why in Amazon’s own words; an old failure is not why', async () => {
    theGroup(3, ['InService', 'InService'])
    const text = 'We currently do not have sufficient c3.xlarge capacity in the Availability Zone you requested (eu-central-1a).'
    const failed = (StartTime: string, StatusMessage: string) => ({
      ActivityId: StartTime,
      AutoScalingGroupName: 'web',
      Cause: 'c',
      StartTime,
      EndTime: StartTime,
      StatusCode: 'Failed',
      StatusMessage,
    })
    const say = (...activities: ReturnType<typeof failed>[]): void =>
      void amazon.answers.set('DescribeScalingActivities', () => xml(tags({ Activities: activities })))
    say(failed('2026-11-23T11:50:00Z', 'earlier'), failed('2026-11-23T11:58:00Z', text))
    expect((await poll('aws.servers').read(window, unending)).facts.servers?.failure).toEqual({
      at: Date.parse('2026-11-23T11:58:00Z'),
      text,
    })
    say(failed('2026-11-23T09:58:00Z', text))
    expect((await poll('aws.servers').read(window, unending)).facts.servers?.failure).toBe(null)
  })
  test('is known without the right to read activities; only the reason of a failure is not', async () => {
    theGroup(3, ['InService'])
    amazon.answers.delete('DescribeScalingActivities')
    const outcome = await poll('aws.servers').read(window, unending)
    expect(outcome.facts.servers).toMatchObject({ desired: 3, inService: 1, failure: null })
    expect(outcome).toMatchObject({
      answered: true,
      refusals: [{ code: 'aws-forbidden', parameters: { right: 'autoscaling:DescribeScalingActivities' } }],
    })
  })
  test('that is empty knows its type where it mixes types, and otherwise does not guess', async () => {
    const empty = groupTags('web', { desired: 0, most: 10, states: [] })
    const mixed = { MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceType: 'c5.large' }] } } }
    amazon.answers.set('DescribeAutoScalingGroups', () => xml(tags({ AutoScalingGroups: [{ ...empty, ...mixed }] })))
    expect(await servers().read(unending)).toMatchObject({ value: { group: { instanceType: 'c5.large', inService: 0 } } })
    amazon.answers.set('DescribeAutoScalingGroups', () => xml(tags({ AutoScalingGroups: [empty] })))
    expect(await servers().read(unending)).toMatchObject({ value: { group: { instanceType: null } } })
  })
  test('tells what a checklist asks of it: patience with new servers, its own metrics, zones, and what keeps it from shrinking', async () => {
    const described = groupTags('web', { desired: 2, most: 10, states: ['InService', 'InService', 'Pending'] })
    const metric = (Metric: string) => ({ Metric, Granularity: '1Minute' })
    const metrics = ['GroupDesiredCapacity', 'GroupInServiceInstances', 'GroupMaxSize'].map(metric)
    const zones = '<member>eu-central-1a</member><member>eu-central-1b</member>'
    const say = (more: Tags): void =>
      void amazon.answers.set('DescribeAutoScalingGroups', () => {
        const body = tags({
          AutoScalingGroups: [{ ...described, HealthCheckGracePeriod: 480, AvailabilityZones: 'ZONES', ...more }],
        })
        return xml(body.replace('ZONES', zones))
      })
    const setting = async () => (await poll('aws.servers').read(window, unending)).facts.group
    say({ EnabledMetrics: metrics })
    expect(await setting()).toEqual({
      graceMs: 480_000,
      isMeasured: true,
      zones: [
        { zone: 'eu-central-1a', inService: 2 },
        { zone: 'eu-central-1b', inService: 0 },
      ],
      shrinkBarred: null,
      readAt: now,
    })
    say({ EnabledMetrics: metrics.slice(1), SuspendedProcesses: [{ ProcessName: 'Terminate', SuspensionReason: 'x' }] })
    expect(await setting()).toMatchObject({ isMeasured: false, shrinkBarred: 'suspended' })
    say({ NewInstancesProtectedFromScaleIn: 'true' })
    expect((await setting())?.shrinkBarred, 'those that run are not protected').toBeNull()
  })
  test('that was renamed is gone', async () => {
    amazon.answers.set('DescribeAutoScalingGroups', () => xml(tags({ AutoScalingGroups: [] })))
    const outcome = await poll('aws.servers').read(window, unending)
    expect(outcome).toMatchObject({ answered: false, refusals: [{ code: 'resource-gone', parameters: { name: 'web' } }] })
  })
  test('that is not part of the sale has no lever', () => {
    expect(awsServers({ world: worldOf(amazon), aws: { ...aws, resources: [classic] } })).toBe(null)
  })
})

describe('asking for servers', () => {
  test('names an absolute number, and keeps Amazon’s id of the request', async () => {
    amazon.answers.set('SetDesiredCapacity', () => xml(''))
    expect(await servers().setDesired(6, unending)).toEqual({ ok: true, value: { request: 'request-1' } })
    expect(Object.fromEntries(amazon.asked[0]?.form ?? [])).toMatchObject({
      AutoScalingGroupName: 'web',
      DesiredCapacity: '6',
    })
  })
  test.each([
    ['ScalingActivityInProgress', 'You cannot do that now', { code: 'aws-refused', retry: {} }],
    ['ResourceContention', 'You already have a pending update', { code: 'aws-refused', retry: {} }],
    [
      'ValidationError',
      'New SetDesiredCapacity value 12 is above max value 10 for the AutoScalingGroup.',
      { code: 'ceiling-reached', parameters: { ceiling: 'group' } },
    ],
    ['ValidationError', 'AutoScalingGroup name not found - null', { code: 'resource-gone', parameters: { name: 'web' } }],
    ['AccessDenied', 'no', { code: 'aws-forbidden', parameters: { right: 'autoscaling:SetDesiredCapacity' } }],
  ])('%s: «%s»', async (code, message, refusal) => {
    amazon.answers.set('SetDesiredCapacity', () => no(code, message))
    expect(await servers().setDesired(12, unending)).toMatchObject({ ok: false, refusal })
  })
  test('that was given up says that no answer came', async () => {
    amazon.answers.set('SetDesiredCapacity', () => ({ kind: 'hang' }))
    expect(await servers().setDesired(6, AbortSignal.timeout(50))).toMatchObject({ refusal: { code: 'source-slow' } })
    expect(amazon.asked).toHaveLength(1)
  })
})

describe('a balancer that was renamed', () => {
  beforeEach(() =>
    amazon.answers.set('DescribeLoadBalancers', ({ form }) =>
      form.get('Version') === '2012-06-01'
        ? xml(tags({ LoadBalancerDescriptions: [{ LoadBalancerName: 'shop-2' }] }))
        : xml(tags({ LoadBalancers: [{ LoadBalancerArn: 'arn:aws:x:eu-central-1:1:loadbalancer/app/front/1' }] })),
    ),
  )
  test('is told from one without visitors', async () => {
    const outcome = await poll('aws.balancers', [classic, application]).read(window, unending)
    expect(outcome).toMatchObject({ answered: true, refusals: [{ code: 'resource-gone', parameters: { name: 'shop' } }] })
    expect(await poll('aws.balancers', [application]).read(window, unending)).toMatchObject({ refusals: [] })
  })
  test('is not asked about where no balancer belongs to the sale', () => {
    const names = awsPolls({ world: worldOf(amazon), aws }).map(({ name }) => name)
    expect(names).toEqual(['aws.metrics', 'aws.servers', 'aws.schedule'])
  })
})
