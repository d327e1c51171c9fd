import {
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScheduledActionsCommand,
  type DescribeScheduledActionsCommandInput,
  SetDesiredCapacityCommand,
} from '@aws-sdk/client-auto-scaling'
import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStand, refusal, type CloudStand } from './cloud-stand.ts'

let stand: CloudStand
beforeEach(async () => {
  stand = await openStand()
})
afterEach(() => stand.sandbox.stop())

const balancer = (id: string, name: string, stat: string): MetricDataQuery => ({
  Id: id,
  MetricStat: {
    Metric: { Namespace: 'AWS/ELB', MetricName: name, Dimensions: [{ Name: 'LoadBalancerName', Value: 'onsale' }] },
    Period: 60,
    Stat: stat,
  },
})
const ask = (queries: MetricDataQuery[], extra: object = {}) =>
  stand.cloudWatch().send(
    new GetMetricDataCommand({
      MetricDataQueries: queries,
      StartTime: new Date(stand.now() - 15 * 60_000),
      EndTime: new Date(stand.now()),
      ScanBy: 'TimestampAscending',
      ...extra,
    }),
  )

describe('CloudWatch of the sandbox', () => {
  it('answers minutes of many metrics to the real client, oldest first or newest first', async () => {
    stand.pass(40)
    const up = await ask([
      balancer('n', 'RequestCount', 'Sum'),
      balancer('p95', 'Latency', 'p95'),
      balancer('s', 'SurgeQueueLength', 'Maximum'),
    ])
    const [requests, p95] = up.MetricDataResults ?? []
    expect(requests?.StatusCode).toBe('Complete')
    expect(requests?.Values?.at(-2)).toBeGreaterThan(30_000)
    expect(p95?.Values?.at(-2)).toBeGreaterThan(1)
    expect(requests?.Timestamps?.map(Number)).toEqual(requests?.Timestamps?.map(Number).toSorted((a, b) => a - b))
    const down = await ask([balancer('n', 'RequestCount', 'Sum')], { ScanBy: 'TimestampDescending' })
    expect(down.MetricDataResults?.[0]?.Values).toEqual(requests?.Values?.toReversed())
  })

  it('is silent about what did not happen, where Amazon is', async () => {
    stand.pass(5)
    const { MetricDataResults } = await ask([
      balancer('x', 'SpilloverCount', 'Sum'),
      balancer('h', 'HealthyHostCount', 'Minimum'),
    ])
    expect(MetricDataResults?.[0]?.Values).toEqual([])
    expect(MetricDataResults?.[1]?.Values).toContain(4)
  })

  it('hands out more points than a page takes in pages, each point once', async () => {
    stand.pass(30)
    const whole = await ask([balancer('n', 'RequestCount', 'Sum'), balancer('l', 'Latency', 'Average')])
    const collected: Record<string, number[]> = {}
    let NextToken: string | undefined
    do {
      const page = await ask([balancer('n', 'RequestCount', 'Sum'), balancer('l', 'Latency', 'Average')], {
        MaxDatapoints: 4,
        NextToken,
      })
      for (const { Id = '', Values = [] } of page.MetricDataResults ?? []) (collected[Id] ??= []).push(...Values)
      ;({ NextToken } = page)
    } while (NextToken !== undefined)
    expect(collected).toEqual(Object.fromEntries((whole.MetricDataResults ?? []).map(({ Id, Values }) => [Id, Values])))
  })

  it('refuses what Amazon refuses, in its words', async () => {
    const good = balancer('n', 'RequestCount', 'Sum')
    expect(await refusal(ask([{ ...good, Id: '5xx' }]))).toEqual({
      name: 'ValidationException',
      message:
        'The value 5xx for parameter MetricDataQueries.member.1.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.',
    })
    expect((await refusal(ask([good, good]))).message).toBe('The values for parameter id in MetricDataQueries are not unique.')
    const many = Array.from({ length: 501 }, (_, at) => ({ ...good, Id: `n${at}` }))
    expect((await refusal(ask(many))).message).toContain('must not have a size greater than 500')
    expect((await refusal(ask([good], { StartTime: new Date(stand.now() + 60_000) }))).message).toContain(
      'StartTime must be less than',
    )
    expect((await refusal(ask([balancer('n', 'RequestCount', 'p101')]))).message).toContain('is not a valid statistic')
  })

  it('cannot read a time that is text, and says so otherwise than of one that is wrong', async () => {
    const client = stand.cloudWatch()
    client.middlewareStack.add(
      next => args => {
        const request: unknown = args.request
        if (typeof request === 'object' && request !== null && 'body' in request)
          request.body = new TextDecoder()
            .decode(request.body instanceof Uint8Array ? request.body : new TextEncoder().encode(String(request.body)))
            // as long as before: its length is already said
            .replace(/"StartTime":\d{10}/, '"StartTime":"tomorrow"')
        return next(args)
      },
      { step: 'build', priority: 'low' },
    )
    const [StartTime, EndTime] = [stand.now() - 60_000, stand.now()].map(at => new Date(at))
    const input = { MetricDataQueries: [balancer('n', 'RequestCount', 'Sum')], StartTime, EndTime }
    expect((await refusal(client.send(new GetMetricDataCommand(input)))).name).toBe('SerializationException')
  })

  it('lists what can be asked for', async () => {
    const { Metrics } = await stand.cloudWatch().send(new ListMetricsCommand({ Namespace: 'AWS/ELB' }))
    expect(Metrics?.map(({ MetricName }) => MetricName)).toContain('SurgeQueueLength')
  })

  it('believes only signatures of its key, made in its region and within five minutes', async () => {
    const asked = (client: CloudWatchClient) => refusal(client.send(new ListMetricsCommand({})))
    const wrongSecret = { ...stand.config().credentials, secretAccessKey: 'x'.repeat(40) }
    expect(await asked(new CloudWatchClient({ ...stand.config(), credentials: wrongSecret }))).toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
    const stranger = { ...stand.config().credentials, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }
    expect(await asked(new CloudWatchClient({ ...stand.config(), credentials: stranger }))).toMatchObject({
      name: 'InvalidClientTokenId',
    })
    expect((await asked(new CloudWatchClient({ ...stand.config(), region: 'eu-west-1' }))).message).toContain('valid region')
    const late = new CloudWatchClient({ ...stand.config(), systemClockOffset: stand.now() - Date.now() - 400_000 })
    expect((await asked(late)).message).toMatch(/^Signature expired: .* is now earlier than .* \(.* - 5 min\.\)$/)
  })
})

describe('Auto Scaling of the sandbox', () => {
  const group = async () =>
    (await stand.autoScaling().send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['onsale-web'] })))
      .AutoScalingGroups?.[0]
  const wish = (DesiredCapacity: number, AutoScalingGroupName = 'onsale-web') =>
    stand.autoScaling().send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }))

  it('starts servers that are pending until they have come up', async () => {
    await wish(6)
    stand.pass(1)
    expect((await group())?.Instances?.filter(({ LifecycleState }) => LifecycleState === 'Pending')).toHaveLength(2)
    stand.pass(8)
    expect((await group())?.Instances?.filter(({ LifecycleState }) => LifecycleState === 'InService')).toHaveLength(6)
  })

  it('keeps to the group’s maximum and minimum and knows no other group', async () => {
    expect(await refusal(wish(15))).toEqual({
      name: 'ValidationError',
      message: 'New SetDesiredCapacity value 15 is above max value 14 for the AutoScalingGroup.',
    })
    expect((await refusal(wish(3))).message).toContain('below min value 4')
    expect((await refusal(wish(12, 'another'))).message).toContain('not found')
  })

  it('grows by itself when what is scheduled has come, and lists only what has not run yet', async () => {
    const listed = async (input: DescribeScheduledActionsCommandInput = { AutoScalingGroupName: 'onsale-web' }) =>
      (await stand.autoScaling().send(new DescribeScheduledActionsCommand(input))).ScheduledUpdateGroupActions ?? []
    const [up, down] = await listed()
    expect(up).toMatchObject({ ScheduledActionName: 'onsale-up', MinSize: 10, DesiredCapacity: 10 })
    expect([up, down].map(action => ((action?.StartTime?.getTime() ?? 0) - stand.cloud.startsAt) / 60_000)).toEqual([-20, 75])
    expect(await listed({ MaxRecords: 1 })).toHaveLength(1)
    expect(await listed({ EndTime: new Date(stand.cloud.startsAt) })).toHaveLength(1)
    expect(await group()).toMatchObject({ MinSize: 4, DesiredCapacity: 4 })
    stand.pass(11)
    expect(await group()).toMatchObject({ MinSize: 10, DesiredCapacity: 10 })
    expect((await listed()).map(({ ScheduledActionName }) => ScheduledActionName)).toEqual(['onsale-down'])
    stand.pass(9)
    expect((await group())?.Instances?.filter(({ LifecycleState }) => LifecycleState === 'InService')).toHaveLength(10)
    expect((await refusal(listed({ AutoScalingGroupName: 'another' }))).message).toContain('not found')
    expect((await refusal(listed({ MaxRecords: 500 }))).name).toBe('ValidationError')
  })

  it('takes no more groups a page than Amazon, and no token that it did not give', async () => {
    const groups = (input: object) => stand.autoScaling().send(new DescribeAutoScalingGroupsCommand(input))
    expect((await refusal(groups({ MaxRecords: 101 }))).message).toContain('less than or equal to 100')
    expect((await refusal(groups({ NextToken: 'forged' }))).name).toBe('InvalidNextToken')
  })

  it('says why a server does not come', async () => {
    await stand.admin('PUT', 'rehearsal', { kind: 'launch-failure', on: true, fromMinute: -60, toMinute: 60 })
    await wish(12)
    stand.pass(2)
    const { Activities } = await stand
      .autoScaling()
      .send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'onsale-web' }))
    expect(Activities?.[0]?.StatusCode).toBe('Failed')
    expect(Activities?.[0]?.StatusMessage).toContain(
      'do not have sufficient c3.xlarge capacity in the Availability Zone you requested',
    )
  })
})
