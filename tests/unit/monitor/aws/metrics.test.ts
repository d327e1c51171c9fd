import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Resource } from '#contract/onsale-plan'
import type { World } from '#main/world'
import { cpuSpacingMs } from '#monitor/aws/points'
import { awsPolls } from '#monitor/aws/polls'
import type { Outcome, Poll } from '#monitor/poll'
import { testWorld } from '../../../world-for-tests.ts'
import type { FakeAmazon, Said } from './amazon-fake.ts'
import { json, no, startFakeAmazon } from './amazon-fake.ts'

const noon = Date.parse('2026-11-23T12:00:00Z')
const minute = 60_000
const classic: Resource = { kind: 'classic-balancer', name: 'shop', dimensions: { LoadBalancerName: 'shop' } }
const servers: Resource = { kind: 'auto-scaling-group', name: 'web', dimensions: { AutoScalingGroupName: 'web' } }

let amazon: FakeAmazon
beforeEach(async () => {
  amazon = await startFakeAmazon()
})
afterEach(() => amazon.close())

const worldAt = (now = noon, session: Partial<FakeAmazon['session']> = {}): World => {
  const world = testWorld()
  return {
    ...world,
    clock: { ...world.clock, now: () => now },
    aws: { ...world.aws, session: async () => ({ ...amazon.session, ...session }) },
  }
}
const metricPoll = (resources: readonly Resource[], world = worldAt()): Poll => {
  const poll = awsPolls({ world, aws: { profile: 'prod', region: 'eu-central-1', resources: [...resources] } }).find(
    ({ name }) => name === 'aws.metrics',
  )
  if (!poll) throw new Error('no poll')
  return poll
}
const read = (poll: Poll, minutes = 15): Promise<Outcome> =>
  poll.read({ from: noon - minutes * minute, to: noon + minute }, new AbortController().signal)

type Query = {
  Id: string
  MetricStat: { Metric: { Namespace: string; MetricName: string; Dimensions: unknown }; Period: number; Stat: string }
}
const queries = (index = 0): readonly Query[] => (amazon.asked[index]?.json['MetricDataQueries'] ?? []) as readonly Query[]
const seconds = (...minutesAgo: readonly number[]): readonly number[] => minutesAgo.map(ago => (noon - ago * minute) / 1000)
const answer =
  (results: readonly object[], more: object = {}): (() => Said) =>
  () =>
    json({ MetricDataResults: results, ...more })
const complete = (Id: string, Timestamps: readonly unknown[], Values: readonly unknown[]): object => ({
  Id,
  Label: Id,
  Timestamps,
  Values,
  StatusCode: 'Complete',
})

describe('minutes from CloudWatch', () => {
  test('are asked for in AWS JSON 1.0, signed at the time of the sale, oldest first', async () => {
    amazon.answers.set('GetMetricData', answer([]))
    await read(metricPoll([classic], worldAt()))
    const [asked] = amazon.asked
    // another protocol, such as CBOR, would go past our text-only network: this line is where that shows
    expect(asked?.headers['content-type']).toBe('application/x-amz-json-1.0')
    expect(asked?.headers['x-amz-target']).toBe('GraniteServiceVersion20100801.GetMetricData')
    expect(asked?.headers['x-amz-date']).toBe('20261123T120000Z')
    expect(asked?.headers['x-amz-security-token']).toBe('TOKEN')
    expect(asked?.headers['user-agent']).toContain('app/kasa')
    expect([asked?.service, asked?.region]).toEqual(['monitoring', 'eu-central-1'])
    expect(asked?.json).toMatchObject({
      StartTime: (noon - 15 * minute) / 1000,
      EndTime: (noon + minute) / 1000,
      ScanBy: 'TimestampAscending',
    })
    expect(queries().find(({ MetricStat }) => MetricStat.Metric.MetricName === 'SurgeQueueLength')?.MetricStat).toEqual({
      Metric: {
        Namespace: 'AWS/ELB',
        MetricName: 'SurgeQueueLength',
        Dimensions: [{ Name: 'LoadBalancerName', Value: 'shop' }],
      },
      Period: 60,
      Stat: 'Maximum',
    })
  })
  test('become readings of their roles; what was asked is counted for the cost', async () => {
    amazon.answers.set('GetMetricData', answer([complete('m0', seconds(3, 2), [120, 240])]))
    const outcome = await read(metricPoll([classic]))
    expect(outcome).toMatchObject({ answered: true, refusals: [], metricsAsked: queries().length })
    expect(outcome.readings).toEqual([
      { role: 'balancer.requests', resource: 'shop', at: noon - 3 * minute, value: 120 },
      { role: 'balancer.requests', resource: 'shop', at: noon - 2 * minute, value: 240 },
    ])
    expect(outcome.facts.session).toEqual({ profile: 'prod', endsAt: null, renews: false })
  })
  test('on several pages are put together', async () => {
    amazon.answers.set('GetMetricData', ({ json: input }) =>
      input['NextToken'] === 'second'
        ? json({ MetricDataResults: [complete('m0', seconds(2), [2])] })
        : json({ MetricDataResults: [{ ...complete('m0', seconds(3), [1]), StatusCode: 'PartialData' }], NextToken: 'second' }),
    )
    const outcome = await read(metricPoll([classic]))
    expect(outcome.readings.map(({ value }) => value)).toEqual([1, 2])
    expect(outcome.refusals).toEqual([])
  })
  test('of the first page stay when the second is throttled', async () => {
    amazon.answers.set('GetMetricData', ({ json: input }) =>
      input['NextToken']
        ? no('ThrottlingException', 'Rate exceeded')
        : json({ MetricDataResults: [complete('m0', seconds(3), [1])], NextToken: 'second' }),
    )
    const outcome = await read(metricPoll([classic]))
    expect(outcome.readings).toHaveLength(1)
    expect(outcome).toMatchObject({ answered: true, refusals: [{ code: 'aws-throttled' }] })
  })
  test('that cannot be true are left out one by one, counted, and the rest is kept', async () => {
    amazon.answers.set(
      'GetMetricData',
      answer([
        complete('m0', [...seconds(5, 4, 3, 3), (noon + 10 * minute) / 1000, (noon - 90_000) / 1000], [10, 'NaN', -1, 12, 9, 9]),
        complete('m1', seconds(2, 2), [7, 8]),
        complete('m2', seconds(2, 1), [5]),
        complete('m99', seconds(2), [5]),
      ]),
    )
    const outcome = await read(metricPoll([classic]))
    expect(outcome.readings.map(({ role, value }) => [role, value])).toEqual([
      ['balancer.requests', 10],
      ['balancer.requests', 12],
      ['balancer.rejected', 7],
      ['balancer.surge', 5],
    ])
    expect(outcome.refusals).toEqual([{ code: 'points-refused', parameters: { source: 'aws', count: 6 } }])
  })
  test('of five hundred and more series take as many calls as they need', async () => {
    const many = Array.from({ length: 600 }, (_, index): Resource => ({
      kind: 'custom',
      name: `connections ${index}`,
      dimensions: { Host: `db${index}` },
      metric: { namespace: 'Shop', metricName: 'Connections', statistic: 'Maximum', role: 'database.connections' },
    }))
    amazon.answers.set('GetMetricData', ({ json: input }) =>
      json({
        MetricDataResults: (input['MetricDataQueries'] as readonly Query[]).map(({ Id }) => complete(Id, seconds(2), [1])),
      }),
    )
    const outcome = await read(metricPoll(many))
    expect(amazon.asked.map((_, index) => queries(index).length).sort()).toEqual([100, 500])
    expect(outcome.readings).toHaveLength(600)
    expect(outcome.readings.at(-1)?.resource).toBe('connections 599')
  })
  test('of an application balancer count whoever was refused a connection among its failures', async () => {
    const failed = () => queries().filter(({ MetricStat: { Metric } }) => /ELB_5XX|Rejected/.test(Metric.MetricName))
    amazon.answers.set('GetMetricData', ({ json: input }) => {
      const asked = (input['MetricDataQueries'] as readonly Query[]).filter(({ MetricStat }) =>
        /^(HTTPCode_ELB_5XX_Count|RejectedConnectionCount)$/.test(MetricStat.Metric.MetricName),
      )
      return json({ MetricDataResults: asked.map(({ Id }) => complete(Id, seconds(3), [7])) })
    })
    const balancer: Resource = { kind: 'application-balancer', name: 'front', dimensions: { LoadBalancer: 'app/front/1' } }
    const { readings } = await read(metricPoll([balancer]))
    expect(failed(), 'what is filed twice is asked for and paid for once').toHaveLength(2)
    const sum = (role: string) => readings.filter(each => each.role === role).reduce((total, { value }) => total + value, 0)
    expect([sum('balancer.errors'), sum('balancer.rejected')]).toEqual([14, 7])
  })
  test.each<[Resource['kind'], Record<string, string>, readonly string[]]>([
    ['elasticache', { CacheClusterId: 'holds' }, ['cache.cpu', 'cache.evictions']],
    ['sqs', { QueueName: 'mails' }, ['mail.oldest']],
    [
      'waf',
      { WebACL: 'wall', Rule: 'ALL', Region: 'eu-central-1' },
      ['firewall.allowed', 'firewall.blocked', 'firewall.challenged', 'firewall.proved'],
    ],
    ['cloudfront', { DistributionId: 'E1', Region: 'Global' }, ['cdn.bytes', 'cdn.requests']],
    ['database-on-ec2', { InstanceId: 'i-1' }, ['database.cpu', 'database.credits', 'database.io-balance', 'database.memory']],
    [
      'database-on-ec2',
      { InstanceId: 'i-1', VolumeId: 'vol-1' },
      [
        'database.cpu',
        'database.credits',
        'database.disk-queue',
        'database.io-balance',
        'database.memory',
        'database.read-latency',
        'database.write-latency',
      ],
    ],
    [
      'aurora',
      { DBInstanceIdentifier: 'seats' },
      [
        'database.connections',
        'database.cpu',
        'database.credits',
        'database.load',
        'database.load-cpu',
        'database.load-waiting',
        'database.read-latency',
        'database.write-latency',
      ],
    ],
  ])('of %s filed under %o become its measures', async (kind, dimensions, roles) => {
    amazon.answers.set('GetMetricData', ({ json: input }) =>
      json({
        MetricDataResults: (input['MetricDataQueries'] as readonly Query[]).map(({ Id }) => complete(Id, seconds(3), [1])),
      }),
    )
    const { readings } = await read(metricPoll([{ kind, name: 'it', dimensions }]))
    expect([...new Set(readings.map(({ role }) => role))].toSorted()).toEqual(roles)
    const filed = queries().flatMap(
      ({ MetricStat }) => MetricStat.Metric.Dimensions as readonly { Name: string; Value: string }[],
    )
    expect(filed.every(({ Name, Value }) => dimensions[Name] === Value)).toBe(true)
  })
  test('of a volume say how long reading and writing took: the seconds of a minute by its operations', async () => {
    const told: Record<string, readonly number[]> = {
      VolumeTotalReadTime: [1.2, 0],
      VolumeReadOps: [400, 0],
      VolumeTotalWriteTime: [6, 9],
      VolumeWriteOps: [200, 0],
    }
    amazon.answers.set('GetMetricData', ({ json: input }) =>
      json({
        MetricDataResults: (input['MetricDataQueries'] as readonly Query[]).map(({ Id, MetricStat }) =>
          complete(Id, seconds(3, 2), told[MetricStat.Metric.MetricName] ?? []),
        ),
      }),
    )
    const database: Resource = {
      kind: 'database-on-ec2',
      name: 'db',
      dimensions: { InstanceId: 'i-1', VolumeId: 'vol-1' },
    }
    const outcome = await read(metricPoll([database]))
    // in the second minute nothing was read and nothing finished: nobody knows how long it takes
    expect(outcome.readings.filter(({ role }) => role.endsWith('latency'))).toEqual([
      { role: 'database.read-latency', resource: 'db vol-1', at: noon - 3 * minute, value: 0.003 },
      { role: 'database.write-latency', resource: 'db vol-1', at: noon - 3 * minute, value: 0.03 },
    ])
    expect(queries().filter(({ MetricStat }) => /^Volume(Total|Read|Write)/.test(MetricStat.Metric.MetricName))).toHaveLength(4)
    expect(new Set(queries().map(({ Id }) => Id)).size).toBe(queries().length)
    expect(outcome.metricsAsked).toBe(queries().length)
  })
  test('of all volumes of a server are asked for, each filed by itself', async () => {
    amazon.answers.set('GetMetricData', ({ json: input }) =>
      json({
        MetricDataResults: (input['MetricDataQueries'] as readonly Query[]).map(({ Id }) => complete(Id, seconds(3), [2])),
      }),
    )
    const old = { InstanceId: 'i-1', VolumeId: 'vol-1' }
    const { readings } = await read(
      metricPoll([{ kind: 'database-on-ec2', name: 'db', dimensions: old, volumes: ['vol-1', 'vol-2'] }]),
    )
    expect(readings.filter(({ role }) => role === 'database.disk-queue').map(({ resource }) => resource)).toEqual([
      'db vol-1',
      'db vol-2',
    ])
  })
  test('of many volumes keep both queries of a quotient in one call', async () => {
    const many = Array.from({ length: 120 }, (_, index): Resource => ({
      kind: 'database-on-ec2',
      name: `db ${index}`,
      dimensions: { InstanceId: `i-${index}`, VolumeId: `vol-${index}` },
    }))
    amazon.answers.set('GetMetricData', ({ json: input }) =>
      json({
        MetricDataResults: (input['MetricDataQueries'] as readonly Query[]).map(({ Id }) => complete(Id, seconds(2), [4])),
      }),
    )
    const outcome = await read(metricPoll(many))
    expect(Math.max(...amazon.asked.map((_, index) => queries(index).length))).toBeLessThanOrEqual(500)
    expect(outcome.readings.filter(({ role, value }) => role === 'database.write-latency' && value === 1)).toHaveLength(120)
    expect(outcome.metricsAsked).toBe(120 * 10)
  })
  test('of a balancer with two target groups are asked for once', async () => {
    amazon.answers.set('GetMetricData', answer([]))
    const balancer = (target: string): Resource => ({
      kind: 'application-balancer',
      name: `shop ${target}`,
      dimensions: { LoadBalancer: 'app/shop/1', TargetGroup: `targetgroup/${target}/2` },
    })
    await read(metricPoll([balancer('a'), balancer('b')]))
    const asked = queries().map(({ MetricStat }) => MetricStat.Metric.MetricName)
    expect(asked.filter(name => name === 'RequestCount')).toHaveLength(1)
    expect(asked.filter(name => name === 'HealthyHostCount')).toHaveLength(2)
  })
  test('of hours come newest first and piece by piece; what came before a hang stays, and is not asked for again', async () => {
    const spans = (from: number) =>
      amazon.asked
        .slice(from)
        .map(({ json: { StartTime, EndTime } }) => [(noon / 1000 - Number(StartTime)) / 60, (noon / 1000 - Number(EndTime)) / 60])
    const leaving = new AbortController()
    amazon.answers.set('GetMetricData', ({ json: input }) => {
      if (amazon.asked.length === 3) queueMicrotask(() => leaving.abort())
      return amazon.asked.length === 3
        ? { kind: 'hang' }
        : json({ MetricDataResults: [complete('m0', [Number(input['StartTime'])], [amazon.asked.length])] })
    })
    const poll = metricPoll([classic])
    const window = { from: noon - 240 * minute, to: noon + minute }
    const hung = await poll.read(window, leaving.signal)
    expect(spans(0)).toEqual([
      [29, -1],
      [89, 29],
      [149, 89],
    ])
    expect(hung.readings.map(({ value }) => value)).toEqual([1, 2])
    expect(hung).toMatchObject({ answered: true, metricsAsked: 3 * queries().length, refusals: [{ retry: { afterMs: 20_000 } }] })
    const rest = await poll.read(window, new AbortController().signal)
    expect(spans(3)).toEqual([
      [29, -1],
      [149, 89],
      [209, 149],
      [240, 209],
    ])
    expect(rest).toMatchObject({ answered: true, refusals: [] })
    await poll.read(window, new AbortController().signal)
    expect(spans(7), 'only what may still change').toEqual([[29, -1]])
  })
  test('of hours in which a part failed inside are asked for again', async () => {
    amazon.answers.set('GetMetricData', answer([{ Id: 'm0', StatusCode: 'InternalError' }]))
    const poll = metricPoll([classic])
    await read(poll, 120)
    amazon.answers.set('GetMetricData', answer([]))
    await read(poll, 120)
    expect(amazon.asked).toHaveLength(6)
  })
  test('of older hours rest while the newest miss a part as well: what fails for long costs one call a tick', async () => {
    amazon.answers.set('GetMetricData', answer([{ Id: 'm0', StatusCode: 'InternalError' }]))
    let now = noon
    const poll = metricPoll([classic], { ...worldAt(), clock: { ...worldAt().clock, now: () => now } })
    await read(poll, 120)
    expect(amazon.asked).toHaveLength(3)
    now += 20_000
    expect((await read(poll, 120)).refusals, 'and stay owed').toMatchObject([{ retry: {} }])
    expect(amazon.asked).toHaveLength(4)
    now += 2 * minute
    await read(poll, 120)
    expect(amazon.asked, 'tried now and then').toHaveLength(7)
    now += 20_000
    amazon.answers.set('GetMetricData', answer([]))
    await read(poll, 120)
    expect(amazon.asked, 'and at once when it is over').toHaveLength(10)
  })
  test('of a region that does not answer are owed, while those of the other stay', async () => {
    amazon.answers.set('GetMetricData', asked =>
      asked.region === 'us-east-1' ? { kind: 'cut' } : json({ MetricDataResults: [] }),
    )
    const far: Resource = { kind: 'cloudfront', name: 'E1', dimensions: { DistributionId: 'E1', Region: 'Global' } }
    const outcome = await read(metricPoll([classic, far]))
    expect(outcome).toMatchObject({ answered: true, refusals: [{ code: 'source-unreachable', retry: { afterMs: 20_000 } }] })
  })
  test('of CloudFront are asked for in the one region that has them', async () => {
    amazon.answers.set('GetMetricData', answer([]))
    await read(metricPoll([classic, { kind: 'cloudfront', name: 'E1', dimensions: { DistributionId: 'E1', Region: 'Global' } }]))
    expect(amazon.asked.map(({ region }) => region).sort()).toEqual(['eu-central-1', 'us-east-1'])
  })
  test('five minutes apart say that detailed monitoring is off', async () => {
    const spaced = (...ago: number[]): void =>
      void amazon.answers.set('GetMetricData', answer([complete('m0', seconds(...ago), ago)]))
    spaced(12, 7, 2)
    expect((await read(metricPoll([servers]))).facts.cpuSpacingMs).toBe(5 * minute)
    spaced(4, 3, 2)
    expect((await read(metricPoll([servers]))).facts.cpuSpacingMs).toBe(minute)
    spaced(2)
    expect((await read(metricPoll([servers]))).facts.cpuSpacingMs).toBeUndefined()
    // the minutes of one group do not fill the gaps of another
    const reading = (resource: string) => (at: number) => ({ role: 'web.cpu' as const, resource, at: at * minute, value: 40 })
    const two = [...[2, 7, 12].map(reading('old')), ...[2, 3, 4, 5, 6, 7, 8].map(reading('new'))]
    expect(cpuSpacingMs(two)).toBe(5 * minute)
  })
  test('stay when one series is forbidden, another has failed and Amazon has something to say', async () => {
    amazon.answers.set(
      'GetMetricData',
      answer(
        [
          complete('m0', seconds(2), [1]),
          { Id: 'm1', StatusCode: 'Forbidden', Timestamps: [], Values: [] },
          { Id: 'm2', StatusCode: 'InternalError' },
        ],
        { Messages: [{ Code: 'MaxMetricsExceeded', Value: 'Maximum number of allowed metrics exceeded' }] },
      ),
    )
    const outcome = await read(metricPoll([classic]))
    expect(outcome.readings).toHaveLength(1)
    expect(outcome.refusals.map(({ code, parameters }) => [code, parameters['text'] ?? parameters['right']])).toEqual([
      ['aws-refused', 'Maximum number of allowed metrics exceeded'],
      ['aws-forbidden', 'cloudwatch:GetMetricData'],
      ['aws-refused', 'InternalError'],
    ])
  })
})

describe('a read that gives nothing says why', () => {
  const refusalOf = async (said: Said, world = worldAt(Date.now())): Promise<unknown> => {
    amazon.answers.set('GetMetricData', () => said)
    const poll = metricPoll([classic], world)
    const outcome = await poll.read({ from: noon, to: noon + minute }, AbortSignal.timeout(400))
    expect(outcome.answered).toBe(false)
    return outcome.refusals[0]
  }
  test.each([
    ['Throttling', 'aws-throttled'],
    ['ThrottlingException', 'aws-throttled'],
    ['RequestLimitExceeded', 'aws-throttled'],
    ['AccessDenied', 'aws-forbidden'],
    ['AccessDeniedException', 'aws-forbidden'],
    ['ExpiredToken', 'aws-signed-out'],
    ['ExpiredTokenException', 'aws-signed-out'],
    ['UnrecognizedClientException', 'aws-signed-out'],
    ['InvalidClientTokenId', 'aws-signed-out'],
    ['RequestExpired', 'aws-signed-out'],
    ['InvalidParameterValueException', 'aws-refused'],
    ['SignatureDoesNotMatch', 'aws-refused'],
  ])('%s: %s', async (name, code) => {
    expect(await refusalOf(no(name, 'In words'))).toMatchObject({ code })
  })
  test('by the name in the query error header as well', async () => {
    const said = no('ThrottlingException', 'Rate exceeded', 400, { 'x-amzn-query-error': 'Throttling;Sender' })
    expect(await refusalOf(said)).toMatchObject({ code: 'aws-throttled' })
  })
  test('a right that is missing has its name', async () => {
    expect(await refusalOf(no('AccessDenied', 'no', 403))).toEqual({
      code: 'aws-forbidden',
      parameters: { right: 'cloudwatch:GetMetricData' },
    })
  })
  test('a clock that is off by a quarter of an hour, in minutes, by Amazon’s own', async () => {
    const said = no('SignatureDoesNotMatch', 'Signature expired: 20261123T114500Z is now earlier than 20261123T115500Z')
    expect(await refusalOf(said, worldAt(Date.now() - 15 * minute))).toEqual({
      code: 'aws-clock-wrong',
      parameters: { minutes: 15 },
    })
  })
  test('what EC2 says of a late request and of a session that is over alike is told apart by the clocks', async () => {
    const said = no('RequestExpired', 'Request has expired.')
    expect(await refusalOf(said, worldAt(Date.now() - 20 * minute))).toMatchObject({ code: 'aws-clock-wrong' })
    expect(await refusalOf(said)).toMatchObject({ code: 'aws-signed-out', parameters: { profile: 'prod' } })
  })
  test('a page of HTML, a cut answer and figures that are none cannot be read', async () => {
    expect(await refusalOf({ kind: 'raw', status: 200, body: '<html>captive portal</html>' })).toMatchObject({
      code: 'aws-answer-unreadable',
    })
    expect(await refusalOf({ kind: 'raw', status: 502, body: '<html>Bad gateway</html>' })).toMatchObject({
      code: 'aws-answer-unreadable',
    })
    expect(await refusalOf(json({ MetricDataResults: [{ Id: 'm0', Timestamps: ['yesterday'], Values: [1] }] }))).toMatchObject({
      code: 'aws-answer-unreadable',
    })
  })
  test('an Amazon in trouble is quoted and asked again', async () => {
    expect(await refusalOf(no('InternalServiceFault', 'Internal failure', 500))).toMatchObject({
      code: 'aws-failed',
      parameters: { text: 'Internal failure' },
      retry: {},
    })
  })
  test('a connection that hangs ends with the tick, one that breaks is unreachable', async () => {
    const host = new URL(amazon.endpoint).host
    expect(await refusalOf({ kind: 'hang' })).toMatchObject({ code: 'source-slow', parameters: { source: 'aws', host } })
    expect(await refusalOf({ kind: 'cut' })).toMatchObject({ code: 'source-unreachable', parameters: { host } })
  })
  test('a hang of forty seconds is not waited for: half a tick is the most', async () => {
    const world = worldAt()
    const limits: number[] = []
    const network: World['network'] = {
      request: async request => {
        limits.push(request.timeoutMs)
        return { kind: 'failure', reason: 'timeout' }
      },
    }
    const poll = metricPoll([classic], { ...world, network })
    expect(await read(poll)).toMatchObject({ refusals: [{ code: 'source-slow', parameters: { seconds: 10 } }] })
    expect(limits).toEqual([poll.everyMs / 2])
  })
  test('a region that does not exist', async () => {
    const world = worldAt(Date.now(), { endpoint: null })
    const poll = awsPolls({
      world: { ...world, network: { request: async () => ({ kind: 'failure', reason: 'unreachable' }) } },
      aws: { profile: 'prod', region: 'eu-nowhere-7', resources: [classic] },
    })[0]
    const outcome = await poll?.read({ from: noon, to: noon + minute }, new AbortController().signal)
    expect(outcome?.refusals).toEqual([{ code: 'aws-region-wrong', parameters: { region: 'eu-nowhere-7' } }])
  })
  test('plain http to another computer is not spoken', async () => {
    const world = worldAt(Date.now(), { endpoint: 'http://192.0.2.1:4566' })
    expect(await refusalOf(json({}), world)).toEqual({
      code: 'endpoint-insecure',
      parameters: { url: 'http://192.0.2.1:4566' },
    })
    expect(amazon.asked).toEqual([])
  })
  test.each([
    ['no-profile', 'aws-no-profile'],
    ['signed-out', 'aws-signed-out'],
    ['unreachable', 'source-unreachable'],
  ] as const)('a sign-in that is %s: %s', async (reason, code) => {
    const world = worldAt()
    const refusal = await refusalOf(json({}), {
      ...world,
      aws: { ...world.aws, session: async () => ({ kind: 'none', reason }) },
    })
    expect(refusal).toMatchObject({ code })
  })
  test('how far this clock is from Amazon’s is measured at every answer', async () => {
    amazon.answers.set('GetMetricData', answer([]))
    const poll = metricPoll([classic], worldAt(Date.now() + 45_000))
    const outcome = await poll.read({ from: noon, to: noon + minute }, new AbortController().signal)
    expect(outcome.facts.skewMs).toBeGreaterThan(43_000)
    expect(outcome.facts.skewMs).toBeLessThan(105_000)
  })
})
