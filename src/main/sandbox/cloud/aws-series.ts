import type { Fleet } from './fleet.ts'
import type { Measure } from './measure.ts'
import type { Step } from './model.ts'
import type { Scenario } from './scenario.ts'

/** One metric as CloudWatch files it. */
export type Series = {
  readonly namespace: string
  readonly name: string
  readonly dimensions: readonly { readonly Name: string; readonly Value: string }[]
  /** `count`: every event is a sample of one. `sum`: adds up, in parts. `level`: a sample every short while. `latency`: a sample a request. */
  readonly kind: 'count' | 'sum' | 'level' | 'latency'
  readonly value: (step: Step) => number
  /** The most and the least among what is averaged, where that is more than one. */
  readonly spread?: { readonly most: (step: Step) => number; readonly least: (step: Step) => number }
  /** Reported when it is not zero only, so that a silent minute means zero. */
  readonly onlyIfNotZero: boolean
  /** EC2 without detailed monitoring: a point every five minutes. */
  readonly everyMinutes: 1 | 5
}

/** `reads`, `writes`: operations of one request that reaches the database. */
export type DatabaseVolume = { readonly id: string; readonly device: string; readonly reads: number; readonly writes: number }

/** What the parts of the sandbox's account are called. */
export type CloudNames = {
  readonly account: string
  readonly region: string
  readonly databaseInstance: string
  /** What hangs on the database's server: its data and its log. */
  readonly databaseVolumes: readonly DatabaseVolume[]
  readonly database: string
  readonly balancerName: string
  /** As its metrics are filed: the end of its ARN. */
  readonly balancerTail: string
  readonly targetGroupTail: string
}

export function cloudNames({ balancer }: Scenario): CloudNames {
  return {
    account: '111122223333',
    region: 'eu-central-1',
    databaseInstance: 'i-0d8a7ba5e00c34f1a',
    databaseVolumes: [
      { id: 'vol-0d8a7ba5e5d0c4a21', device: '/dev/xvdf', reads: 1, writes: 0.2 },
      { id: 'vol-0d8a7ba5e5d0c4b38', device: '/dev/xvdg', reads: 0, writes: 0.15 },
    ],
    database: 'onsale-db',
    balancerName: balancer.name,
    balancerTail: `app/${balancer.name}/50dc6c495c0c9188`,
    targetGroupTail: `targetgroup/${balancer.name}-web/73e2d6bc24d8a067`,
  }
}

const measured =
  (measure: Measure, times = 1) =>
  (step: Step): number =>
    step.measured[measure] * times

type Wanted = Partial<Pick<Series, 'onlyIfNotZero' | 'everyMinutes' | 'spread'>>

/** Every metric that this scenario's account has, in a stable order. */
export function allSeries(scenario: Scenario, names: CloudNames, fleet: Fleet): readonly Series[] {
  return [
    ...(scenario.balancer.kind === 'classic' ? classicBalancer(names) : applicationBalancer(names)),
    ...webServers(scenario, fleet),
    ...(scenario.database.kind === 'ec2' ? databaseOnEc2(scenario, names) : rds(scenario, names)),
  ]
}

function filed(namespace: string, dimensions: Readonly<Record<string, string>>) {
  const named = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }))
  const make =
    (kind: Series['kind']) =>
    (name: string, value: Series['value'], wanted: Wanted = {}): Series => ({
      namespace,
      name,
      dimensions: named,
      kind,
      value,
      onlyIfNotZero: false,
      everyMinutes: 1,
      ...wanted,
    })
  return { count: make('count'), sum: make('sum'), level: make('level'), latency: make('latency') }
}

const whenNotZero = { onlyIfNotZero: true } as const

function classicBalancer({ balancerName }: CloudNames): Series[] {
  const { count, level, latency } = filed('AWS/ELB', { LoadBalancerName: balancerName })
  return [
    count('RequestCount', measured('requests'), whenNotZero),
    latency('Latency', measured('responseSeconds'), whenNotZero),
    level('SurgeQueueLength', measured('surge')),
    count('SpilloverCount', measured('refused'), whenNotZero),
    count('HTTPCode_ELB_5XX', measured('refused'), whenNotZero),
    count('HTTPCode_ELB_4XX', measured('gaveUp'), whenNotZero),
    count('HTTPCode_Backend_2XX', step => step.measured.requests - step.measured.failed, whenNotZero),
    count('HTTPCode_Backend_5XX', measured('failed'), whenNotZero),
    level('HealthyHostCount', measured('inService')),
    level('UnHealthyHostCount', () => 0),
  ]
}

function applicationBalancer({ balancerTail, targetGroupTail }: CloudNames): Series[] {
  const { count, level, latency } = filed('AWS/ApplicationELB', { LoadBalancer: balancerTail })
  const both = filed('AWS/ApplicationELB', { TargetGroup: targetGroupTail, LoadBalancer: balancerTail })
  return [
    count('RequestCount', measured('requests'), whenNotZero),
    latency('TargetResponseTime', measured('responseSeconds'), whenNotZero),
    count('HTTPCode_ELB_5XX_Count', measured('refused'), whenNotZero),
    count('HTTPCode_ELB_502_Count', step => (step.measured.inService > 0 ? step.measured.refused : 0), whenNotZero),
    count('HTTPCode_ELB_503_Count', step => (step.measured.inService > 0 ? 0 : step.measured.refused), whenNotZero),
    count('HTTPCode_ELB_4XX_Count', measured('gaveUp'), whenNotZero),
    count('HTTPCode_Target_2XX_Count', step => step.measured.requests - step.measured.failed, whenNotZero),
    count('HTTPCode_Target_5XX_Count', measured('failed'), whenNotZero),
    count('TargetConnectionErrorCount', measured('refused'), whenNotZero),
    count('ActiveConnectionCount', measured('active'), whenNotZero),
    level('HealthyHostCount', measured('inService')),
    both.level('HealthyHostCount', measured('inService')),
    both.level('UnHealthyHostCount', () => 0),
    both.count('RequestCount', measured('requests'), whenNotZero),
    both.latency('TargetResponseTime', measured('responseSeconds'), whenNotZero),
  ]
}

/** So much of the database's answer is one reading from its disk, and one writing: an assumption. */
const readShare = 0.08
const writeShare = 0.2

/** A server at rest still does a little. */
const idleCpu = 1.5
const idleMemory = 22

function webServers({ web, detailedMonitoring }: Scenario, fleet: Fleet): Series[] {
  const ec2 = filed('AWS/EC2', { AutoScalingGroupName: web.group })
  const group = filed('AWS/AutoScaling', { AutoScalingGroupName: web.group })
  const everyMinutes = detailedMonitoring ? 1 : 5
  const cpu = (step: Step): number => Math.min(100, idleCpu + step.measured.webCpu)
  const spread = {
    most: (step: Step) => Math.min(100, idleCpu + step.measured.webHottest),
    least: (step: Step) => cpu(step) * 0.93,
  }
  return [
    ec2.level('CPUUtilization', cpu, { everyMinutes, spread }),
    ec2.level('NetworkOut', measured('requests', 40_000), { everyMinutes }),
    ec2.level('StatusCheckFailed', () => 0, { everyMinutes }),
    filed('CWAgent', { AutoScalingGroupName: web.group }).level(
      'mem_used_percent',
      step => idleMemory + step.measured.webCpu * 0.45,
    ),
    group.level('GroupDesiredCapacity', measured('desired')),
    group.level('GroupInServiceInstances', measured('inService')),
    group.level('GroupPendingInstances', measured('pending')),
    group.level('GroupTotalInstances', step => step.measured.inService + step.measured.pending),
    group.level('GroupMinSize', measured('minimum')),
    group.level('GroupMaxSize', measured('maximum')),
    ...fleet.instances.map(({ id }, at) =>
      filed('AWS/EC2', { InstanceId: id }).level('CPUUtilization', step => cpu(step) * (0.95 + (at % 5) * 0.025), {
        everyMinutes,
      }),
    ),
  ]
}

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

function rds({ database }: Scenario, names: CloudNames): Series[] {
  const { level } = filed('AWS/RDS', { DBInstanceIdentifier: names.database })
  const working = (step: Step): number => (step.measured.databaseCpu / 100) * database.cores
  return [
    level('CPUUtilization', databaseCpu),
    level('DatabaseConnections', measured('connections')),
    level('DiskQueueDepth', diskQueue),
    level('ReadLatency', measured('databaseSeconds', readShare)),
    level('WriteLatency', measured('databaseSeconds', writeShare)),
    level('DBLoad', measured('databaseLoad')),
    level('DBLoadCPU', step => Math.min(step.measured.databaseLoad, working(step))),
    level('DBLoadNonCPU', step => Math.max(0, step.measured.databaseLoad - working(step))),
    level('FreeableMemory', step => 16e9 - step.measured.connections * 8e6),
    level('EBSIOBalance%', () => 99),
  ]
}

function databaseCpu(step: Step): number {
  return Math.min(100, idleCpu + step.measured.databaseCpu)
}

/** A request reads its disk once and writes it 0.35 times: so much of the database's load waits for a disk. */
function diskQueue(step: Step): number {
  return step.measured.databaseLoad * (readShare + 0.35 * writeShare)
}
