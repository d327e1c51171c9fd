import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling'
import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { Instance } from '@aws-sdk/client-ec2'
import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing'
import type { LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { DBInstance } from '@aws-sdk/client-rds'
import type { Result } from '#contract/refusal'
import { done } from '#contract/refusal'
import type { AwsDoor } from './clients.ts'

/** An account with more of one kind than these pages hold is searched no further: the first ones are offered, and that there are more is said. */
const mostPages = 8
const pageSize = 100

/** One list of the account: asked page by page, each page within the network's bounds. */
type Page<Item> = { readonly items: readonly Item[]; readonly next: string | undefined }
/** `isCut`: the account has more than was read. */
export type Listed<Item> = { readonly items: readonly Item[]; readonly isCut: boolean }
const everyPage = async <Item>(
  ask: (token: string | undefined) => Promise<Result<Page<Item>>>,
): Promise<Result<Listed<Item>>> => {
  const items: Item[] = []
  let token: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await ask(token)
    if (!answer.ok) return answer
    items.push(...answer.value.items)
    token = answer.value.next
    if (!token) break
  }
  return done({ items, isCut: token !== undefined && token !== '' })
}

/** Names of metrics that the account has; `name` null: all of the namespace, `namespace` null: all there are. */
export const listMetrics = (
  door: AwsDoor,
  { namespace, name, region }: { readonly namespace: string | null; readonly name: string | null; readonly region?: string },
): Promise<Result<Listed<Metric>>> =>
  everyPage(token =>
    door.ask<Page<Metric>>({
      right: 'cloudwatch:ListMetrics',
      ...(region ? { region } : {}),
      ask: async open => {
        const { CloudWatchClient, ListMetricsCommand } = await import('@aws-sdk/client-cloudwatch')
        const input = {
          ...(namespace ? { Namespace: namespace } : {}),
          ...(name ? { MetricName: name } : {}),
          ...(token ? { NextToken: token } : {}),
        }
        const answer = await open(CloudWatchClient).send(new ListMetricsCommand(input))
        return { items: answer.Metrics ?? [], next: answer.NextToken }
      },
    }),
  )

export const listGroups = (door: AwsDoor): Promise<Result<Listed<AutoScalingGroup>>> =>
  everyPage(token =>
    door.ask<Page<AutoScalingGroup>>({
      right: 'autoscaling:DescribeAutoScalingGroups',
      ask: async open => {
        const { AutoScalingClient, DescribeAutoScalingGroupsCommand } = await import('@aws-sdk/client-auto-scaling')
        const input = { MaxRecords: pageSize, ...(token ? { NextToken: token } : {}) }
        const answer = await open(AutoScalingClient).send(new DescribeAutoScalingGroupsCommand(input))
        return { items: answer.AutoScalingGroups ?? [], next: answer.NextToken }
      },
    }),
  )

/** Only whether it may be asked: one activity is enough. */
export const tryActivities = (door: AwsDoor): Promise<Result<null>> =>
  door.ask({
    right: 'autoscaling:DescribeScalingActivities',
    ask: async open => {
      const { AutoScalingClient, DescribeScalingActivitiesCommand } = await import('@aws-sdk/client-auto-scaling')
      await open(AutoScalingClient).send(new DescribeScalingActivitiesCommand({ MaxRecords: 1 }))
      return null
    },
  })

/** Only whether it may be asked: a minute of one metric, which costs a thousandth of a cent. */
export const tryMetricData = (door: AwsDoor, now: number): Promise<Result<null>> =>
  door.ask({
    right: 'cloudwatch:GetMetricData',
    ask: async open => {
      const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch')
      const Metric = { Namespace: 'AWS/EC2', MetricName: 'CPUUtilization' }
      const input = {
        MetricDataQueries: [{ Id: 'm0', MetricStat: { Metric, Period: 60, Stat: 'Average' } }],
        StartTime: new Date(now - 60_000),
        EndTime: new Date(now),
      }
      await open(CloudWatchClient).send(new GetMetricDataCommand(input))
      return null
    },
  })

export const listClassicBalancers = (door: AwsDoor): Promise<Result<Listed<LoadBalancerDescription>>> =>
  everyPage(token =>
    door.ask<Page<LoadBalancerDescription>>({
      right: 'elasticloadbalancing:DescribeLoadBalancers',
      ask: async open => {
        const { ElasticLoadBalancingClient, DescribeLoadBalancersCommand } =
          await import('@aws-sdk/client-elastic-load-balancing')
        const input = token ? { Marker: token } : {}
        const answer = await open(ElasticLoadBalancingClient).send(new DescribeLoadBalancersCommand(input))
        return { items: answer.LoadBalancerDescriptions ?? [], next: answer.NextMarker }
      },
    }),
  )

export const listBalancers = (door: AwsDoor): Promise<Result<Listed<LoadBalancer>>> =>
  everyPage(token =>
    door.ask<Page<LoadBalancer>>({
      right: 'elasticloadbalancing:DescribeLoadBalancers',
      ask: async open => {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2')
        const input = token ? { Marker: token } : {}
        const answer = await open(sdk.ElasticLoadBalancingV2Client).send(new sdk.DescribeLoadBalancersCommand(input))
        return { items: answer.LoadBalancers ?? [], next: answer.NextMarker }
      },
    }),
  )

export const listTargetGroups = (door: AwsDoor): Promise<Result<Listed<TargetGroup>>> =>
  everyPage(token =>
    door.ask<Page<TargetGroup>>({
      right: 'elasticloadbalancing:DescribeTargetGroups',
      ask: async open => {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2')
        const input = token ? { Marker: token } : {}
        const answer = await open(sdk.ElasticLoadBalancingV2Client).send(new sdk.DescribeTargetGroupsCommand(input))
        return { items: answer.TargetGroups ?? [], next: answer.NextMarker }
      },
    }),
  )

export const listDatabases = (door: AwsDoor): Promise<Result<Listed<DBInstance>>> =>
  everyPage(token =>
    door.ask<Page<DBInstance>>({
      right: 'rds:DescribeDBInstances',
      ask: async open => {
        const { RDSClient, DescribeDBInstancesCommand } = await import('@aws-sdk/client-rds')
        const input = { MaxRecords: pageSize, ...(token ? { Marker: token } : {}) }
        const answer = await open(RDSClient).send(new DescribeDBInstancesCommand(input))
        return { items: answer.DBInstances ?? [], next: answer.Marker }
      },
    }),
  )

/** Servers that run, with the volumes that hang on them. Amazon's answer to a hundred is about half a megabyte. */
export const listServers = (door: AwsDoor): Promise<Result<Listed<Instance>>> =>
  everyPage(token =>
    door.ask<Page<Instance>>({
      right: 'ec2:DescribeInstances',
      ask: async open => {
        const { EC2Client, DescribeInstancesCommand } = await import('@aws-sdk/client-ec2')
        const Filters = [{ Name: 'instance-state-name', Values: ['running'] }]
        const input = { MaxResults: pageSize, Filters, ...(token ? { NextToken: token } : {}) }
        const answer = await open(EC2Client).send(new DescribeInstancesCommand(input))
        return { items: (answer.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []), next: answer.NextToken }
      },
    }),
  )
