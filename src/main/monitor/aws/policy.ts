import type { Policies } from '#contract/onsale-hands'
import { scheduleRight } from './schedule.ts'

/** What Kasa asks while it watches and searches. CloudWatch and the describe calls know no narrower resource than all. */
const watchActions = [
  'cloudwatch:GetMetricData',
  'cloudwatch:ListMetrics',
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeScalingActivities',
  scheduleRight,
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTargetGroups',
  'rds:DescribeDBInstances',
  'ec2:DescribeInstances',
]

/**
 * The smallest policies as JSON, to be pasted into IAM: one to watch, one to add servers to one group and nothing else. What would change the group's maximum is left
 * out, so that the maximum stays the hard ceiling. Null: no group, nothing to act on.
 */
export const awsPolicies = (group: string | null, region: string): Pick<Policies, 'watch' | 'act'> => ({
  watch: policy({ Sid: 'Watch', Effect: 'Allow', Action: watchActions, Resource: '*' }),
  act:
    group === null
      ? null
      : policy({
          Sid: 'AddServers',
          Effect: 'Allow',
          Action: 'autoscaling:SetDesiredCapacity',
          Resource: groupArn(group, region),
        }),
})

const policy = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)

/** Every account: the policy holds in the one it is pasted into. */
const groupArn = (group: string, region: string): string =>
  `arn:${partitionOf(region)}:autoscaling:${region}:*:autoScalingGroup:*:autoScalingGroupName/${group}`

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}
