import type { World } from '#main/world'
import { testWorld } from '../../../world-for-tests.ts'
import type { FakeAmazon, Said, Tags } from './amazon-fake.ts'
import { json, tags, xml } from './amazon-fake.ts'

/** A world that is signed in to the fake, at a time of its own. */
export const worldOf = (amazon: FakeAmazon, now = Date.now()): World => {
  const world = testWorld()
  return { ...world, clock: { ...world.clock, now: () => now }, aws: { ...world.aws, session: async () => amazon.session } }
}

/** A group of servers in the words of Auto Scaling: `states` is one lifecycle state a server. */
export const groupTags = (
  name: string,
  { desired, most, states }: { desired: number; most: number; states: readonly string[] },
): Tags => ({
  AutoScalingGroupName: name,
  AutoScalingGroupARN: `arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:1:autoScalingGroupName/${name}`,
  MinSize: 2,
  MaxSize: most,
  DesiredCapacity: desired,
  Instances: states.map((state, index) => ({
    InstanceId: `i-${name}${index}`,
    InstanceType: 'c3.xlarge',
    AvailabilityZone: 'eu-central-1a',
    LifecycleState: state,
    HealthStatus: 'Healthy',
  })),
})

/** A server as EC2 tells of it; `volumes`: what hangs on it. */
export type ServerTold = {
  readonly id: string
  readonly tags?: Readonly<Record<string, string>>
  readonly type?: string
  readonly volumes?: readonly string[]
}

/** DescribeInstances in the XML of EC2, which wraps nothing in a result and calls the elements of lists `item`. */
export const instances = (servers: readonly ServerTold[], next?: string): Said => {
  const item = ({ id, tags: named = {}, type = 'c3.4xlarge', volumes = [] }: ServerTold): string =>
    `<item><instanceId>${id}</instanceId><instanceType>${type}</instanceType><tagSet>${Object.entries(named)
      .map(([key, value]) => `<item><key>${key}</key><value>${value}</value></item>`)
      .join('')}</tagSet><blockDeviceMapping>${volumes
      .map(volume => `<item><deviceName>/dev/xvdf</deviceName><ebs><volumeId>${volume}</volumeId></ebs></item>`)
      .join('')}</blockDeviceMapping></item>`
  const reservations = servers.map(
    server => `<item><reservationId>r-1</reservationId><instancesSet>${item(server)}</instancesSet></item>`,
  )
  return {
    kind: 'raw',
    status: 200,
    body: `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>request-1</requestId><reservationSet>${reservations.join('')}</reservationSet>${next ? `<nextToken>${next}</nextToken>` : ''}</DescribeInstancesResponse>`,
  }
}

/** An account with a bit of everything; `metrics`: names by namespace. */
export const furnish = (amazon: FakeAmazon, metrics: readonly (readonly [string, string, Record<string, string>])[]): void => {
  amazon.answers.set('GetMetricData', () => json({ MetricDataResults: [] }))
  amazon.answers.set('ListMetrics', ({ json: input, region }) => {
    const wanted = metrics.filter(
      ([namespace, name]) =>
        (input['Namespace'] === undefined || input['Namespace'] === namespace) &&
        (input['MetricName'] === undefined || input['MetricName'] === name) &&
        (namespace === 'AWS/CloudFront') === (region === 'us-east-1'),
    )
    const from = Number(input['NextToken'] ?? 0)
    return json({
      Metrics: wanted.slice(from, from + 2).map(([Namespace, MetricName, dimensions]) => ({
        Namespace,
        MetricName,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      })),
      ...(from + 2 < wanted.length ? { NextToken: String(from + 2) } : {}),
    })
  })
  const web = groupTags('web', { desired: 2, most: 8, states: ['InService', 'InService'] })
  amazon.answers.set('DescribeAutoScalingGroups', () => xml(tags({ AutoScalingGroups: [web] })))
  amazon.answers.set('DescribeScalingActivities', () => xml(tags({ Activities: [] })))
  amazon.answers.set('DescribeScheduledActions', () => xml(tags({ ScheduledUpdateGroupActions: [] })))
  amazon.answers.set('DescribeLoadBalancers', ({ form }) =>
    form.get('Version') === '2012-06-01'
      ? xml(tags({ LoadBalancerDescriptions: [{ LoadBalancerName: 'shop' }] }))
      : xml(
          tags({
            LoadBalancers: [
              {
                LoadBalancerName: 'front',
                Type: 'application',
                LoadBalancerArn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/front/1',
              },
              { LoadBalancerName: 'wire', Type: 'network', LoadBalancerArn: 'arn:x:loadbalancer/net/wire/1' },
            ],
          }),
        ),
  )
  amazon.answers.set('DescribeTargetGroups', () =>
    xml(
      tags({
        TargetGroups: [
          {
            TargetGroupName: 'pool',
            TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/pool/2',
            LoadBalancerArns: '<member>arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/front/1</member>',
          },
        ],
      }).replaceAll('&lt;', '<'),
    ),
  )
  amazon.answers.set('DescribeInstances', () =>
    instances([
      { id: 'i-web0', tags: { Name: 'web', 'aws:autoscaling:groupName': 'web' }, volumes: ['vol-root'] },
      { id: 'i-database', tags: { Name: 'seats-db' }, volumes: ['vol-1', 'vol-2'] },
    ]),
  )
  amazon.answers.set('DescribeDBInstances', () =>
    xml(
      '<DBInstances><DBInstance><DBInstanceIdentifier>seats</DBInstanceIdentifier><Engine>aurora-mysql</Engine></DBInstance></DBInstances>',
    ),
  )
}
