import type { CloudNames } from './aws-names.ts'
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
export function cloudResources(scenario: Scenario, names: CloudNames): readonly CloudResource[] {
  const { group } = scenario.web
  return [
    balancerOf(scenario, names),
    { kind: 'auto-scaling-group', name: group, dimensions: { AutoScalingGroupName: group } },
    ...databaseOf(scenario, names),
    ...besideOf(scenario, names),
  ]
}

function balancerOf({ balancer }: Scenario, names: CloudNames): CloudResource {
  if (balancer.kind === 'classic')
    return { kind: 'classic-balancer', name: names.balancerName, dimensions: { LoadBalancerName: names.balancerName } }
  const dimensions = { LoadBalancer: names.balancerTail, TargetGroup: names.targetGroupTail }
  return { kind: 'application-balancer', name: names.balancerName, dimensions }
}

function databaseOf({ database: { kind } }: Scenario, names: CloudNames): readonly CloudResource[] {
  if (kind !== 'ec2') return [{ kind, name: names.database, dimensions: { DBInstanceIdentifier: names.database } }]
  return [
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
}

function besideOf({ cache, mail, firewall, cloudfront }: Scenario, { region }: CloudNames): readonly CloudResource[] {
  const wall = firewall && {
    WebACL: firewall.name,
    Rule: 'ALL',
    ...(firewall.before === 'balancer' ? { Region: region } : {}),
  }
  return [
    ...(cache ? [{ kind: 'elasticache', name: cache.name, dimensions: { CacheClusterId: cache.name } }] : []),
    ...(mail ? [{ kind: 'sqs', name: mail.name, dimensions: { QueueName: mail.name } }] : []),
    ...(firewall && wall ? [{ kind: 'waf', name: firewall.name, dimensions: wall }] : []),
    ...(cloudfront
      ? [
          {
            kind: 'cloudfront',
            name: cloudfront.distribution,
            dimensions: { DistributionId: cloudfront.distribution, Region: 'Global' },
          },
        ]
      : []),
  ]
}
