import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { AwsTried, FoundResource, RightTried } from '#contract/onsale-hands'
import type { Resource } from '#contract/onsale-plan'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal } from '#contract/refusal'
import type { World } from '#main/world'
import type { AwsDoor } from './clients.ts'
import { openAws } from './clients.ts'
import type { Found } from './found.ts'
import { isSameResource, resourcesIn } from './found.ts'
import type { Listed } from './inventory.ts'
import { namedApart } from './names.ts'
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
} from './inventory.ts'
import type { Inventory } from './listing.ts'
import { worldRegion } from './metric-table.ts'
import type { AwsPlan } from './polls.ts'
import { scheduleRight, trySchedule } from './schedule.ts'
import { tryServersRole } from './servers-role.ts'

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
  const all = resourcesIn(inventory)
  const found = all.resources
  return {
    rights: [
      tried('cloudwatch:GetMetricData', true, data),
      { ...listed('cloudwatch:ListMetrics', true, metrics), ...nothingHere(metrics, found, aws) },
      goneAmong(listed('autoscaling:DescribeAutoScalingGroups', true, groups), aws, all, ['auto-scaling-group']),
      tried('autoscaling:DescribeScalingActivities', true, activities),
      tried(scheduleRight, false, schedule),
      goneAmong(listed('elasticloadbalancing:DescribeLoadBalancers', true, classic, balancers), aws, all, [
        'classic-balancer',
        'application-balancer',
      ]),
      listed('elasticloadbalancing:DescribeTargetGroups', false, targets),
      goneAmong(listed('rds:DescribeDBInstances', false, databases), aws, all, ['rds', 'aurora']),
      listed('ec2:DescribeInstances', false, servers),
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
    cutKinds: all.cutKinds,
  }
}

/** A chosen server with the volumes and the type that it has now; everything else stays as a person chose it. */
const completed = (chosen: Resource, found: readonly FoundResource[]): FoundResource => {
  const now = found.find(one => isSameResource(chosen, one))
  if (!now?.volumes) return chosen
  const { volumes, instanceType } = now
  return { ...chosen, volumes, ...(instanceType ? { instanceType } : {}) }
}

const known = <Item>(list: Result<Listed<Item>>): readonly Item[] | null => (list.ok ? list.value.items : null)

/** The agent's own namespace, which in a large account comes late in the list of everything. */
const agentNamespace = 'CWAgent'
/** So many more namespaces of the shop's own are read one by one: ListMetrics is asked 25 times a second at most, by everybody in the account together. */
const mostOwnNamespaces = 6

/** By telltales, and whatever an agent or the shop itself has put there. CloudFront's are looked for where they are; its absence is no refusal. */
const allMetrics = async (door: AwsDoor, region: string): Promise<Result<Listed<Metric>>> => {
  const [near, far, everything] = await Promise.all([
    Promise.all([
      ...telltales.map(([namespace, name]) => listMetrics(door, { namespace, name })),
      listMetrics(door, { namespace: agentNamespace, name: null }),
    ]),
    Promise.all(worldTelltales.map(([namespace, name]) => listMetrics(door, { namespace, name, region: worldRegion }))),
    listMetrics(door, { namespace: null, name: null }),
  ])
  const own = await Promise.all(ownNamespaces(everything).map(namespace => listMetrics(door, { namespace, name: null })))
  const atHome = [...near, everything, ...own]
  const refusedOne = (region === worldRegion ? [...atHome, ...far] : atHome).find(list => !list.ok)
  const items = [...near, ...far, everything, ...own].flatMap(list => known(list) ?? [])
  if (refusedOne && items.length === 0) return refusedOne
  return done({ items, isCut: atHome.some(list => !list.ok || list.value.isCut) })
}

/** The namespaces that are not Amazon's, as far as a list of everything that was cut still told of them. */
const ownNamespaces = (everything: Result<Listed<Metric>>): readonly string[] => {
  if (!everything.ok || !everything.value.isCut) return []
  const names = new Set(everything.value.items.flatMap(({ Namespace }) => (Namespace ? [Namespace] : [])))
  return [...names].filter(name => !name.startsWith('AWS/') && name !== agentNamespace).slice(0, mostOwnNamespaces)
}

/** A right by lists of the account, and whether they were read to their end. */
const listed = (right: string, needed: boolean, ...lists: readonly Result<Listed<unknown>>[]): RightTried => ({
  ...tried(right, needed, ...lists),
  ...(lists.some(list => list.ok && list.value.isCut) ? { cut: true as const } : {}),
})

const tried = (right: string, needed: boolean, ...answers: readonly Result<unknown>[]): RightTried => {
  const no = answers.flatMap(answer => (answer.ok ? [] : [answer.refusal]))[0] ?? null
  return { right, held: no === null, needed, refusal: no }
}

const nothingHere = (
  metrics: Result<Listed<Metric>>,
  found: readonly Resource[],
  { region }: AwsPlan,
): { readonly refusal?: Refusal } =>
  metrics.ok && found.length === 0 ? { refusal: refusal('aws-region-wrong', { region }) } : {}

/** A resource that was chosen before and is listed no more was renamed or removed; of a list that was not read to its end nothing follows. */
const goneAmong = (
  right: RightTried,
  { resources }: AwsPlan,
  { resources: found, cutKinds }: Found,
  kinds: readonly Resource['kind'][],
): RightTried => {
  if (right.refusal || right.cut) return right
  const gone = resources
    .filter(({ kind }) => kinds.includes(kind) && !cutKinds.includes(kind))
    .find(chosen => !found.some(one => isSameResource(chosen, one)))
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
