import type { CloudNames } from './aws-series.ts'
import type { Scenario } from './scenario.ts'

/** What of the sandbox's account belongs to the sale, as somebody would confirm it. */
export type CloudResource = {
  readonly kind: string
  readonly name: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly metric?: { readonly namespace: string; readonly metricName: string; readonly statistic: string; readonly role: string }
}

/** Everything of the scenario that can be watched. */
export function cloudResources({ balancer, web, database }: Scenario, names: CloudNames): readonly CloudResource[] {
  const balancers: CloudResource[] =
    balancer.kind === 'classic'
      ? [{ kind: 'classic-balancer', name: names.balancerName, dimensions: { LoadBalancerName: names.balancerName } }]
      : [
          {
            kind: 'application-balancer',
            name: names.balancerName,
            dimensions: { LoadBalancer: names.balancerTail, TargetGroup: names.targetGroupTail },
          },
        ]
  const databases: CloudResource[] =
    database.kind === 'rds'
      ? [{ kind: 'rds', name: names.database, dimensions: { DBInstanceIdentifier: names.database } }]
      : [
          {
            kind: 'database-on-ec2',
            name: names.database,
            dimensions: { InstanceId: names.databaseInstance },
            volumes: names.databaseVolumes.map(({ id }) => id),
          },
          {
            kind: 'custom',
            name: `${names.database} connections`,
            dimensions: { Database: names.database },
            metric: { namespace: 'Shop/Database', metricName: 'Connections', statistic: 'Maximum', role: 'database.connections' },
          },
        ]
  return [
    ...balancers,
    { kind: 'auto-scaling-group', name: web.group, dimensions: { AutoScalingGroupName: web.group } },
    ...databases,
  ]
}
