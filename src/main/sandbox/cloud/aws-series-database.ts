import type { CloudNames, DatabaseVolume } from './aws-names.ts'
import { filed, measured, whenNotZero, type Series } from './aws-filing.ts'
import type { Step } from './model.ts'
import type { Scenario } from './scenario.ts'

/** Everything Amazon reports of the database, and what an agent on its server does. */
export function databaseSeries(scenario: Scenario, names: CloudNames): readonly Series[] {
  switch (scenario.database.kind) {
    case 'ec2':
      return databaseOnEc2(scenario, names)
    case 'rds':
      return rds(scenario, names)
    case 'aurora':
      return aurora(scenario, names)
  }
}

/** A server at rest still does a little. */
const idleCpu = 1.5
/** So much of the database's answer is one reading from its disk, and one writing: an assumption. */
const readShare = 0.08
const writeShare = 0.2

/** No metric of Amazon's knows the connections of a database that somebody runs on EC2: an agent sends them. */
function databaseOnEc2(scenario: Scenario, names: CloudNames): Series[] {
  const everyMinutes = scenario.detailedMonitoring ? 1 : 5
  return [
    filed('AWS/EC2', { InstanceId: names.databaseInstance }).level('CPUUtilization', databaseCpu, { everyMinutes }),
    ...names.databaseVolumes.flatMap(volumeOf),
    filed('Shop/Database', { Database: names.database }).level('Connections', measured('connections')),
    filed('CWAgent', { InstanceId: names.databaseInstance }).level(
      'mem_used_percent',
      step => 48 + step.measured.connections * 0.03,
    ),
  ]
}

/** A server of 2015 reports of a volume only what was done ("For Xen instances, data is reported only when there is read activity"). What waits follows by Little's law. */
function volumeOf({ id, reads, writes }: DatabaseVolume): Series[] {
  const { count, level, sum } = filed('AWS/EBS', { VolumeId: id })
  const done = (perRequest: number) => (step: Step) => step.measured.requests * perRequest
  return [
    level('VolumeQueueLength', step => step.measured.databaseLoad * (reads * readShare + writes * writeShare)),
    count('VolumeReadOps', done(reads), whenNotZero),
    count('VolumeWriteOps', done(writes), whenNotZero),
    sum('VolumeTotalReadTime', step => done(reads)(step) * step.measured.databaseSeconds * readShare, whenNotZero),
    sum('VolumeTotalWriteTime', step => done(writes)(step) * step.measured.databaseSeconds * writeShare, whenNotZero),
  ]
}

function rds(scenario: Scenario, names: CloudNames): Series[] {
  const { level } = filed('AWS/RDS', { DBInstanceIdentifier: names.database })
  return [
    ...ofEveryEngine(scenario, { DBInstanceIdentifier: names.database }),
    level('DiskQueueDepth', diskQueue),
    level('EBSIOBalance%', () => 99),
  ]
}

function ofEveryEngine({ database }: Scenario, dimensions: Readonly<Record<string, string>>): Series[] {
  const { level } = filed('AWS/RDS', dimensions)
  const working = (step: Step): number => (step.measured.databaseCpu / 100) * database.cores
  return [
    level('CPUUtilization', databaseCpu),
    level('DatabaseConnections', measured('connections')),
    level('ReadLatency', measured('databaseSeconds', readShare)),
    level('WriteLatency', measured('databaseSeconds', writeShare)),
    level('DBLoad', measured('databaseLoad')),
    level('DBLoadCPU', step => Math.min(step.measured.databaseLoad, working(step))),
    level('DBLoadNonCPU', step => Math.max(0, step.measured.databaseLoad - working(step))),
    level('FreeableMemory', step => 16e9 - step.measured.connections * 8e6),
  ]
}

/**
 * Aurora has its storage elsewhere: neither a disk's queue nor its balance, but how long statements take, in milliseconds ("Amazon CloudWatch metrics for Amazon Aurora"). Filed by instance, by cluster and by role in
 * the cluster.
 */
function aurora(scenario: Scenario, { database, databaseCluster }: CloudNames): Series[] {
  const own = { DBInstanceIdentifier: database }
  const { level } = filed('AWS/RDS', own)
  return [
    ...ofEveryEngine(scenario, own),
    level('CommitLatency', measured('databaseSeconds', writeShare * 1_000)),
    level('SelectLatency', measured('databaseSeconds', 1_000)),
    level('BufferCacheHitRatio', () => 99.6),
    ...[{}, { Role: 'WRITER' }].flatMap(role =>
      ofEveryEngine(scenario, { DBClusterIdentifier: databaseCluster, ...role }).filter(({ name }) => !name.startsWith('DBLoad')),
    ),
  ]
}

function databaseCpu(step: Step): number {
  return Math.min(100, idleCpu + step.measured.databaseCpu)
}

/** A request reads its disk once and writes it 0.35 times: so much of the database's load waits for a disk. */
function diskQueue(step: Step): number {
  return step.measured.databaseLoad * (readShare + 0.35 * writeShare)
}
