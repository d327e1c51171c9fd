import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling'
import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { Instance } from '@aws-sdk/client-ec2'
import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing'
import type { LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { DBInstance } from '@aws-sdk/client-rds'
import type { Resource } from '#contract/onsale-plan'

/**
 * What the account's lists say. Null: it could not be read, and names of metrics stand in for it; they outlive by two weeks what they were of, so that a list is
 * believed where there is one.
 */
export type Inventory = {
  readonly classic: readonly LoadBalancerDescription[] | null
  readonly balancers: readonly LoadBalancer[] | null
  readonly targets: readonly TargetGroup[] | null
  readonly groups: readonly AutoScalingGroup[] | null
  readonly databases: readonly DBInstance[] | null
  readonly servers: readonly Instance[] | null
  readonly metrics: readonly Metric[]
}

/** What a metric is filed under. */
export const dimensionsOf = (metric: Metric): Readonly<Record<string, string>> =>
  Object.fromEntries((metric.Dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']))

/** The names of metrics of one namespace. */
export const metricsOf = (inventory: Inventory, namespace: string): readonly Metric[] =>
  inventory.metrics.filter(metric => metric.Namespace === namespace)

/** A resource by the name that it goes by, and what its metrics are asked by. */
export const named = (kind: Resource['kind'], name: string, dimensions: Readonly<Record<string, string>>): Resource => ({
  kind,
  name,
  dimensions: { ...dimensions },
})
