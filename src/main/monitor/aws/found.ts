import type { LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { FoundResource } from '#contract/onsale-hands'
import type { Resource, ResourceKind } from '#contract/onsale-plan'
import type { OwnRole } from '#contract/own-metric'
import { ownMetrics } from '#contract/own-metric'
import type { Inventory } from './listing.ts'
import { dimensionsOf, metricsOf, named } from './listing.ts'
import { dimensionKey } from './metric-table.ts'
import { groupedServers, serversAlone, volumesOnServers } from './servers-found.ts'

/** A person picks from these; a longer list is no help. */
const mostOfAKind = 100

/** `cutKinds`: of which there are more than a person can pick from. */
export type Found = { readonly resources: readonly FoundResource[]; readonly cutKinds: readonly ResourceKind[] }

/** Everything in the account that Kasa can watch, from the lists and from the names of metrics, each once. */
export const resourcesIn = (inventory: Inventory): Found =>
  unique([
    ...classicBalancers(inventory),
    ...applicationBalancers(inventory),
    ...groups(inventory),
    ...databases(inventory),
    ...serversAlone(inventory),
    ...byDimension(inventory, 'AWS/ElastiCache', 'elasticache', 'CacheClusterId'),
    ...byDimension(inventory, 'AWS/SQS', 'sqs', 'QueueName'),
    ...firewalls(inventory),
    ...byDimension(inventory, 'AWS/CloudFront', 'cloudfront', 'DistributionId'),
    ...customMetrics(inventory),
  ])

/**
 * Whether two mean the same thing: one may know more of it than the other, such as a database's volume beside its server. What a person calls it does not matter.
 */
export const isSameResource = (one: Resource, other: Resource): boolean =>
  one.kind === other.kind &&
  one.metric?.namespace === other.metric?.namespace &&
  one.metric?.metricName === other.metric?.metricName &&
  // a firewall without a region guards CloudFront: it is not one that knows less of its region
  (one.kind !== 'waf' || one.dimensions['Region'] === other.dimensions['Region']) &&
  (agrees(one.dimensions, other.dimensions) || agrees(other.dimensions, one.dimensions))

const agrees = (less: Resource['dimensions'], more: Resource['dimensions']): boolean =>
  Object.entries(less).every(([name, value]) => more[name] === value)

const resourceKey = ({ kind, dimensions, metric }: Resource): string =>
  JSON.stringify([kind, dimensionKey(dimensions), metric?.namespace, metric?.metricName])

const unique = (resources: readonly FoundResource[]): Found => {
  const known = new Map<string, FoundResource>()
  const counts = new Map<string, number>()
  const cutKinds = new Set<ResourceKind>()
  for (const resource of resources) {
    const count = counts.get(resource.kind) ?? 0
    if (known.has(resourceKey(resource))) continue
    if (count >= mostOfAKind) {
      cutKinds.add(resource.kind)
      continue
    }
    counts.set(resource.kind, count + 1)
    known.set(resourceKey(resource), resource)
  }
  return { resources: [...known.values()], cutKinds: [...cutKinds] }
}

const classicBalancers = (inventory: Inventory): readonly Resource[] => {
  const names =
    inventory.classic?.map(({ LoadBalancerName }) => LoadBalancerName) ??
    metricsOf(inventory, 'AWS/ELB').map(metric => dimensionsOf(metric)['LoadBalancerName'])
  return names.flatMap(name => (name ? [named('classic-balancer', name, { LoadBalancerName: name })] : []))
}

/** A balancer with each of its target groups; its own metrics are asked once however many there are. */
const applicationBalancers = (inventory: Inventory): readonly Resource[] =>
  inventory.balancers?.flatMap(balancer => withTargets(balancer, inventory.targets ?? [])) ??
  metricsOf(inventory, 'AWS/ApplicationELB').flatMap(metric => {
    const { LoadBalancer } = dimensionsOf(metric)
    return LoadBalancer ? [named('application-balancer', LoadBalancer.split('/')[1] ?? LoadBalancer, { LoadBalancer })] : []
  })

const withTargets = (
  { Type, LoadBalancerArn: arn, LoadBalancerName: name }: LoadBalancer,
  targets: readonly TargetGroup[],
): readonly Resource[] => {
  const LoadBalancer = arn?.split(':loadbalancer/')[1]
  if (Type !== 'application' || !arn || !name || !LoadBalancer) return []
  const own = targets.filter(target => target.LoadBalancerArns?.includes(arn))
  if (own.length === 0) return [named('application-balancer', name, { LoadBalancer })]
  return own.map(({ TargetGroupArn = '', TargetGroupName = '' }) =>
    named('application-balancer', own.length === 1 ? name : `${name} ${TargetGroupName}`, {
      LoadBalancer,
      TargetGroup: TargetGroupArn.split(':').at(-1) ?? '',
    }),
  )
}

const groups = (inventory: Inventory): readonly Resource[] => {
  const names =
    inventory.groups?.map(({ AutoScalingGroupName }) => AutoScalingGroupName) ??
    metricsOf(inventory, 'AWS/EC2').map(metric => dimensionsOf(metric)['AutoScalingGroupName'])
  return names.flatMap(name => (name ? [named('auto-scaling-group', name, { AutoScalingGroupName: name })] : []))
}

const databases = (inventory: Inventory): readonly Resource[] =>
  inventory.databases?.flatMap(({ DBInstanceIdentifier: name, Engine }) =>
    name ? [named(Engine?.startsWith('aurora') ? 'aurora' : 'rds', name, { DBInstanceIdentifier: name })] : [],
  ) ??
  metricsOf(inventory, 'AWS/RDS').flatMap(metric => {
    const { DBInstanceIdentifier: name } = dimensionsOf(metric)
    return name ? [named('rds', name, { DBInstanceIdentifier: name })] : []
  })

/** A cluster that is filed as a whole and by its nodes is offered once, as a whole: both together would count everything twice. */
const byDimension = (inventory: Inventory, namespace: string, kind: Resource['kind'], dimension: string): readonly Resource[] => {
  const all = metricsOf(inventory, namespace).flatMap(metric => {
    const dimensions = dimensionsOf(metric)
    const name = dimensions[dimension]
    return name ? [named(kind, name, dimensions)] : []
  })
  const size = ({ dimensions }: Resource): number => Object.keys(dimensions).length
  return all.filter(one => !all.some(other => size(other) < size(one) && agrees(other.dimensions, one.dimensions)))
}

/** A list of rules counts each request once under `ALL`; its single rules would count some twice. */
const firewalls = (inventory: Inventory): readonly Resource[] =>
  metricsOf(inventory, 'AWS/WAFV2').flatMap(metric => {
    const dimensions = dimensionsOf(metric)
    return dimensions['WebACL'] && dimensions['Rule'] === 'ALL' ? [named('waf', dimensions['WebACL'], dimensions)] : []
  })

/** What single metrics usually stand for, by their names. Others are not offered: nobody could say what they mean. */
const customRoles: readonly { readonly name: RegExp; readonly role: OwnRole }[] = [
  { name: /connections?$|connected$|numbackends|max_used_connections/i, role: 'database.connections' },
  { name: /^mem_used_percent$/, role: 'database.memory' },
  { name: /^VolumeQueueLength$/, role: 'database.disk-queue' },
  { name: /^BurstBalance$/, role: 'database.io-balance' },
]

const customMetrics = (inventory: Inventory): readonly Resource[] => {
  const attached = volumesOnServers(inventory)
  const grouped = groupedServers(inventory)
  return inventory.metrics.flatMap(metric => {
    const { Namespace, MetricName } = metric
    if (!Namespace || !MetricName || (Namespace.startsWith('AWS/') && Namespace !== 'AWS/EBS')) return []
    const known = customRoles.find(({ name }) => name.test(MetricName))
    const dimensions = dimensionsOf(metric)
    if (!known || attached.has(dimensions['VolumeId'] ?? '')) return []
    if (known.role === 'database.memory' && !isMemoryOfItsOwn(dimensions, grouped)) return []
    const name = [MetricName, ...Object.values(dimensions)].join(' ').slice(0, 200)
    const measured = { namespace: Namespace, metricName: MetricName, statistic: ownMetrics[known.role], role: known.role }
    return [{ kind: 'custom' as const, name, dimensions, metric: measured }]
  })
}

/** An agent's memory of a server outside of every group, filed by more than the server: what is filed by the server alone is asked with it. */
const isMemoryOfItsOwn = (dimensions: Resource['dimensions'], grouped: ReadonlySet<string>): boolean => {
  const { InstanceId, AutoScalingGroupName } = dimensions
  return !AutoScalingGroupName && !grouped.has(InstanceId ?? '') && Object.keys(dimensions).join() !== 'InstanceId'
}
