import { refuse, type AwsRefusal } from './aws-refusal.ts'
import type { QueryForm, XmlValue } from './aws-query.ts'
import type { CloudNames } from './aws-names.ts'
import type { Scenario } from './scenario.ts'
import type { Stage } from './stage.ts'

/** DescribeDBInstances of RDS: the database where Amazon runs it, be it Aurora's. */
export function describeDatabases(form: QueryForm, { scenario }: Stage, names: CloudNames): XmlValue | AwsRefusal {
  const { kind, instanceType } = scenario.database
  const there = kind !== 'ec2'
  const wanted = form.text('DBInstanceIdentifier')
  if (wanted !== null && (!there || wanted !== names.database))
    return refuse(404, 'DBInstanceNotFound', `DBInstance ${wanted} not found.`)
  const database = {
    DBInstanceIdentifier: names.database,
    DBInstanceClass: instanceType,
    Engine: engineOf(scenario),
    DBInstanceStatus: 'available',
    DBInstanceArn: `arn:aws:rds:${names.region}:${names.account}:db:${names.database}`,
    DBClusterIdentifier: kind === 'aurora' ? names.databaseCluster : null,
    // Aurora grows its storage by itself and says 1
    AllocatedStorage: kind === 'aurora' ? 1 : 500,
    MultiAZ: kind !== 'aurora',
  }
  return { DBInstances: there ? [database] : [] }
}

/** DescribeDBClusters of RDS: Aurora's. */
export function describeClusters(form: QueryForm, { scenario }: Stage, names: CloudNames): XmlValue | AwsRefusal {
  const there = scenario.database.kind === 'aurora'
  const wanted = form.text('DBClusterIdentifier')
  if (wanted !== null && (!there || wanted !== names.databaseCluster))
    return refuse(404, 'DBClusterNotFoundFault', `DBCluster ${wanted} not found.`)
  const cluster = {
    DBClusterIdentifier: names.databaseCluster,
    DBClusterArn: `arn:aws:rds:${names.region}:${names.account}:cluster:${names.databaseCluster}`,
    Engine: engineOf(scenario),
    Status: 'available',
    DBClusterMembers: [{ DBInstanceIdentifier: names.database, IsClusterWriter: true, PromotionTier: 1 }],
  }
  return { DBClusters: there ? [cluster] : [] }
}

function engineOf({ database: { kind, engine } }: Scenario): string {
  const plain = engine === 'mysql' ? 'mysql' : 'postgres'
  return kind === 'aurora' ? `aurora-${engine}` : plain
}
