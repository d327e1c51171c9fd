import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { AwsTried, FoundResource, RightTried } from '#contract/onsale-hands'
import type { Resource } from '#contract/onsale-plan'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal } from '#contract/refusal'
import type { World } from '#main/world'
import type { AwsDoor } from './aws-clients.ts'
import { openAws } from './aws-clients.ts'
import { isSameResource, resourcesIn } from './aws-found.ts'
import { namedApart } from './aws-names.ts'
import {
  listBalancers,
  listClassicBalancers,
  listDatabases,
  listGroups,
  listMetrics,
  listServers,
  listTargetGroups,
  tryActivities,
  tryMetricData,
} from './aws-inventory.ts'
import type { Inventory } from './aws-listing.ts'
import { worldRegion } from './aws-metric-table.ts'
import type { AwsPlan } from './aws-polls.ts'
import { scheduleRight, trySchedule } from './aws-schedule.ts'
import { tryServersRole } from './aws-servers-role.ts'

/** The metric that every resource of a namespace has, so that one name finds them all; of volumes both that a person may choose where nobody may say which server they hang on. */
const telltales = [
  ['AWS/ELB', 'RequestCount'],
  ['AWS/ApplicationELB', 'RequestCount'],
  ['AWS/EC2', 'CPUUtilization'],
  ['AWS/RDS', 'CPUUtilization'],
  ['AWS/ElastiCache', 'EngineCPUUtilization'],
  ['AWS/SQS', 'ApproximateAgeOfOldestMessage'],
  ['AWS/WAFV2', 'AllowedRequests'],
  ['AWS/EBS', 'VolumeQueueLength'],
  ['AWS/EBS', 'BurstBalance'],
] as const
const worldTelltales = [
  ['AWS/CloudFront', 'Requests'],
  ['AWS/WAFV2', 'AllowedRequests'],
] as const

/**
 * Tries each right that watching needs, one by one, and finds what the account has. A right that is missing costs what hangs on it and nothing else.
 * `aws.resources` are those already chosen: they stay as a person named them, and one that is no longer there is said beside the right that told.
 */
export const tryAws = async (world: World, aws: AwsPlan): Promise<AwsTried> => {
  const door = openAws(world, aws)
  const [data, metrics, groups, activities, schedule, classic, balancers, targets, databases, servers, lever] = await Promise.all(
    [
      tryMetricData(door, world.clock.now()),
      allMetrics(door, aws.region),
      listGroups(door),
      tryActivities(door),
      trySchedule(door),
      listClassicBalancers(door),
      listBalancers(door),
      listTargetGroups(door),
      listDatabases(door),
      listServers(door),
      tryServersRole(world, aws),
    ],
  )
  const inventory: Inventory = {
    classic: known(classic),
    balancers: known(balancers),
    targets: known(targets),
    groups: known(groups),
    databases: known(databases),
    servers: known(servers),
    metrics: known(metrics) ?? [],
  }
  const found = resourcesIn(inventory)
  return {
    rights: [
      tried('cloudwatch:GetMetricData', true, data),
      { ...tried('cloudwatch:ListMetrics', true, metrics), ...nothingHere(metrics, found, aws) },
      goneAmong(tried('autoscaling:DescribeAutoScalingGroups', true, groups), aws, found, ['auto-scaling-group']),
      tried('autoscaling:DescribeScalingActivities', true, activities),
      tried(scheduleRight, false, schedule),
      goneAmong(tried('elasticloadbalancing:DescribeLoadBalancers', true, classic, balancers), aws, found, [
        'classic-balancer',
        'application-balancer',
      ]),
      tried('elasticloadbalancing:DescribeTargetGroups', false, targets),
      goneAmong(tried('rds:DescribeDBInstances', false, databases), aws, found, ['rds', 'aurora']),
      tried('ec2:DescribeInstances', false, servers),
      ...(lever ? [lever] : []),
    ],
    found: namedApart([
      ...aws.resources.map(resource => ({ ...completed(resource, found), chosen: true })),
      ...found
        .filter(resource => !aws.resources.some(chosen => isSameResource(chosen, resource)))
        .map(resource => ({ ...resource, chosen: false })),
    ]),
    session: door.session(),
    skewMs: door.skewMs(),
    account: accountOf(inventory),
  }
}

/** A chosen server with the volumes and the type that it has now; everything else stays as a person chose it. */
const completed = (chosen: Resource, found: readonly FoundResource[]): FoundResource => {
  const now = found.find(one => isSameResource(chosen, one))
  if (!now?.volumes) return chosen
  const { volumes, instanceType } = now
  return { ...chosen, volumes, ...(instanceType ? { instanceType } : {}) }
}

const known = <Item>(list: Result<readonly Item[]>): readonly Item[] | null => (list.ok ? list.value : null)

/** By telltales, and whatever an agent or the shop itself has put there. CloudFront's are looked for where they are; its absence is no refusal. */
const allMetrics = async (door: AwsDoor, region: string): Promise<Result<readonly Metric[]>> => {
  const asked = await Promise.all([
    ...telltales.map(([namespace, name]) => listMetrics(door, { namespace, name })),
    ...worldTelltales.map(([namespace, name]) => listMetrics(door, { namespace, name, region: worldRegion })),
    listMetrics(door, { namespace: null, name: null }),
  ])
  const atHome = asked.filter((_list, index) => index < telltales.length || index >= telltales.length + worldTelltales.length)
  const refusedOne = (region === worldRegion ? asked : atHome).find(list => !list.ok)
  const metrics = asked.flatMap(list => known(list) ?? [])
  return refusedOne && metrics.length === 0 ? refusedOne : done(metrics)
}

const tried = (right: string, needed: boolean, ...answers: readonly Result<unknown>[]): RightTried => {
  const no = answers.flatMap(answer => (answer.ok ? [] : [answer.refusal]))[0] ?? null
  return { right, held: no === null, needed, refusal: no }
}

const nothingHere = (
  metrics: Result<readonly Metric[]>,
  found: readonly Resource[],
  { region }: AwsPlan,
): { readonly refusal?: Refusal } =>
  metrics.ok && found.length === 0 ? { refusal: refusal('aws-region-wrong', { region }) } : {}

/** A resource that was chosen before and is listed no more was renamed or removed. */
const goneAmong = (
  right: RightTried,
  { resources }: AwsPlan,
  found: readonly Resource[],
  kinds: readonly Resource['kind'][],
): RightTried => {
  if (right.refusal) return right
  const gone = resources.find(chosen => kinds.includes(chosen.kind) && !found.some(one => isSameResource(chosen, one)))
  return gone ? { ...right, refusal: refusal('resource-gone', { name: gone.name }) } : right
}

/** The account's number stands in the names of its things; no further right is needed to know it. */
const accountOf = ({ groups, balancers, targets, databases }: Inventory): string | null => {
  const names = [
    ...(groups ?? []).map(group => group.AutoScalingGroupARN),
    ...(balancers ?? []).map(balancer => balancer.LoadBalancerArn),
    ...(targets ?? []).map(target => target.TargetGroupArn),
    ...(databases ?? []).map(database => database.DBInstanceArn),
  ]
  return names.map(name => name?.split(':')[4] ?? '').find(account => /^\d{12}$/.test(account)) ?? null
}
