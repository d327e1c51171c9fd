import type { Resource, ResourceKind } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'

/** One series to ask CloudWatch for, and what it stands for. */
export type Series = {
  readonly resource: string
  readonly role: Role
  readonly namespace: string
  readonly metricName: string
  readonly statistic: string
  readonly dimensions: Readonly<Record<string, string>>
  /** The metric that counts what this one adds up, asked beside it: a reading is one divided by the other. Null: a reading is what was answered. */
  readonly per: string | null
}

/** `dimensions`: those that the metric is published with; `filedAs` tells two series of one resource and role apart. */
type Row = {
  readonly role: Role
  readonly metric: string
  readonly statistic: string
  readonly namespace?: string
  readonly dimensions?: readonly string[]
  readonly filedAs?: string
  readonly per?: string
}
type Table = { readonly namespace: string; readonly rows: readonly Row[] }

const balancerOnly = ['LoadBalancer']
const balancerAndTargets = ['LoadBalancer', 'TargetGroup']
const group = { namespace: 'AWS/AutoScaling', statistic: 'Average' }

const percentiles = (metric: string, dimensions?: readonly string[]): readonly Row[] =>
  (['p50', 'p95', 'p99'] as const).map(statistic => ({
    role: `balancer.${statistic}` as const,
    metric,
    statistic,
    ...(dimensions ? { dimensions } : {}),
  }))

const database: readonly Row[] = [
  { role: 'database.cpu', metric: 'CPUUtilization', statistic: 'Average' },
  { role: 'database.connections', metric: 'DatabaseConnections', statistic: 'Maximum' },
  { role: 'database.read-latency', metric: 'ReadLatency', statistic: 'p90' },
  { role: 'database.write-latency', metric: 'WriteLatency', statistic: 'p90' },
  { role: 'database.disk-queue', metric: 'DiskQueueDepth', statistic: 'Average' },
  { role: 'database.load', metric: 'DBLoad', statistic: 'Average' },
  { role: 'database.load-cpu', metric: 'DBLoadCPU', statistic: 'Average' },
  { role: 'database.load-waiting', metric: 'DBLoadNonCPU', statistic: 'Average' },
  { role: 'database.io-balance', metric: 'EBSIOBalance%', statistic: 'Minimum' },
  { role: 'database.io-balance', metric: 'EBSByteBalance%', statistic: 'Minimum', filedAs: 'bytes' },
  { role: 'database.io-balance', metric: 'BurstBalance', statistic: 'Minimum', filedAs: 'burst' },
  { role: 'database.credits', metric: 'CPUCreditBalance', statistic: 'Minimum' },
]

/**
 * A volume under a database that somebody runs on a server. How long it takes is reckoned from the seconds of all operations and their number ("Amazon CloudWatch metrics for Amazon EBS"): volumes of every
 * generation of servers publish both, the ready-made VolumeAvgReadLatency only those on Nitro. Where nothing was read nobody knows how long reading takes.
 */
const volumeRows: readonly Row[] = [
  { role: 'database.disk-queue', metric: 'VolumeQueueLength', statistic: 'Average' },
  { role: 'database.io-balance', metric: 'BurstBalance', statistic: 'Minimum', filedAs: 'burst' },
  { role: 'database.read-latency', metric: 'VolumeTotalReadTime', statistic: 'Sum', per: 'VolumeReadOps' },
  { role: 'database.write-latency', metric: 'VolumeTotalWriteTime', statistic: 'Sum', per: 'VolumeWriteOps' },
]

/**
 * What is asked of each kind of resource. Statistics after the metric pages of each service: a queue is never summed, a balancer's unhealthy servers are counted
 * at their fewest, so that a passing failed check is no alarm; a hot server hides in the mean, so that the maximum is asked for too.
 */
const tables: Readonly<Record<Exclude<ResourceKind, 'custom'>, Table>> = {
  'classic-balancer': {
    namespace: 'AWS/ELB',
    rows: [
      { role: 'balancer.requests', metric: 'RequestCount', statistic: 'Sum' },
      { role: 'balancer.rejected', metric: 'SpilloverCount', statistic: 'Sum' },
      { role: 'balancer.surge', metric: 'SurgeQueueLength', statistic: 'Maximum' },
      { role: 'balancer.errors', metric: 'HTTPCode_ELB_5XX', statistic: 'Sum' },
      { role: 'balancer.target-errors', metric: 'HTTPCode_Backend_5XX', statistic: 'Sum' },
      { role: 'balancer.gave-up', metric: 'HTTPCode_ELB_4XX', statistic: 'Sum' },
      ...percentiles('Latency'),
      { role: 'balancer.healthy', metric: 'HealthyHostCount', statistic: 'Average' },
      { role: 'balancer.unhealthy', metric: 'UnHealthyHostCount', statistic: 'Minimum' },
      { role: 'balancer.connection-errors', metric: 'BackendConnectionErrors', statistic: 'Sum' },
    ],
  },
  'application-balancer': {
    namespace: 'AWS/ApplicationELB',
    rows: [
      { role: 'balancer.requests', metric: 'RequestCount', statistic: 'Sum', dimensions: balancerOnly },
      { role: 'balancer.rejected', metric: 'RejectedConnectionCount', statistic: 'Sum', dimensions: balancerOnly },
      { role: 'balancer.errors', metric: 'HTTPCode_ELB_5XX_Count', statistic: 'Sum', dimensions: balancerOnly },
      // who was refused a connection got no answer that could be counted; a classic balancer counts its spill-over among its errors
      {
        role: 'balancer.errors',
        metric: 'RejectedConnectionCount',
        statistic: 'Sum',
        dimensions: balancerOnly,
        filedAs: 'rejected',
      },
      { role: 'balancer.502', metric: 'HTTPCode_ELB_502_Count', statistic: 'Sum', dimensions: balancerOnly },
      { role: 'balancer.503', metric: 'HTTPCode_ELB_503_Count', statistic: 'Sum', dimensions: balancerOnly },
      { role: 'balancer.504', metric: 'HTTPCode_ELB_504_Count', statistic: 'Sum', dimensions: balancerOnly },
      { role: 'balancer.target-errors', metric: 'HTTPCode_Target_5XX_Count', statistic: 'Sum', dimensions: balancerOnly },
      { role: 'balancer.gave-up', metric: 'HTTPCode_ELB_4XX_Count', statistic: 'Sum', dimensions: balancerOnly },
      ...percentiles('TargetResponseTime', balancerOnly),
      { role: 'balancer.healthy', metric: 'HealthyHostCount', statistic: 'Average', dimensions: balancerAndTargets },
      { role: 'balancer.unhealthy', metric: 'UnHealthyHostCount', statistic: 'Minimum', dimensions: balancerAndTargets },
      {
        role: 'balancer.connection-errors',
        metric: 'TargetConnectionErrorCount',
        statistic: 'Sum',
        dimensions: balancerOnly,
      },
    ],
  },
  'auto-scaling-group': {
    namespace: 'AWS/EC2',
    rows: [
      { role: 'web.cpu', metric: 'CPUUtilization', statistic: 'Average' },
      { role: 'web.cpu-hottest', metric: 'CPUUtilization', statistic: 'Maximum' },
      { role: 'web.credits', metric: 'CPUCreditBalance', statistic: 'Minimum' },
      { role: 'web.memory', metric: 'mem_used_percent', statistic: 'Average', namespace: 'CWAgent' },
      { role: 'web.in-service', metric: 'GroupInServiceInstances', ...group },
      { role: 'web.desired', metric: 'GroupDesiredCapacity', ...group },
      { role: 'web.pending', metric: 'GroupPendingInstances', ...group },
      { role: 'web.maximum', metric: 'GroupMaxSize', ...group },
    ],
  },
  'database-on-ec2': {
    namespace: 'AWS/EC2',
    rows: [
      { role: 'database.cpu', metric: 'CPUUtilization', statistic: 'Average', dimensions: ['InstanceId'] },
      { role: 'database.credits', metric: 'CPUCreditBalance', statistic: 'Minimum', dimensions: ['InstanceId'] },
      { role: 'database.io-balance', metric: 'EBSIOBalance%', statistic: 'Minimum', dimensions: ['InstanceId'] },
      {
        role: 'database.memory',
        metric: 'mem_used_percent',
        statistic: 'Average',
        namespace: 'CWAgent',
        dimensions: ['InstanceId'],
      },
    ],
  },
  rds: { namespace: 'AWS/RDS', rows: database },
  aurora: {
    namespace: 'AWS/RDS',
    rows: database.filter(row => !/Balance%?$|DiskQueue/.test(row.metric) || row.role === 'database.credits'),
  },
  elasticache: {
    namespace: 'AWS/ElastiCache',
    rows: [
      { role: 'cache.cpu', metric: 'EngineCPUUtilization', statistic: 'Average' },
      { role: 'cache.evictions', metric: 'Evictions', statistic: 'Sum' },
    ],
  },
  sqs: {
    namespace: 'AWS/SQS',
    rows: [{ role: 'mail.oldest', metric: 'ApproximateAgeOfOldestMessage', statistic: 'Maximum' }],
  },
  waf: {
    namespace: 'AWS/WAFV2',
    rows: [
      { role: 'firewall.allowed', metric: 'AllowedRequests', statistic: 'Sum' },
      { role: 'firewall.blocked', metric: 'BlockedRequests', statistic: 'Sum' },
      { role: 'firewall.challenged', metric: 'CaptchaRequests', statistic: 'Sum', filedAs: 'captcha' },
      { role: 'firewall.challenged', metric: 'ChallengeRequests', statistic: 'Sum', filedAs: 'challenge' },
      { role: 'firewall.proved', metric: 'RequestsWithValidCaptchaToken', statistic: 'Sum', filedAs: 'captcha' },
      { role: 'firewall.proved', metric: 'RequestsWithValidChallengeToken', statistic: 'Sum', filedAs: 'challenge' },
    ],
  },
  cloudfront: {
    namespace: 'AWS/CloudFront',
    rows: [
      { role: 'cdn.requests', metric: 'Requests', statistic: 'Sum' },
      { role: 'cdn.bytes', metric: 'BytesDownloaded', statistic: 'Sum' },
    ],
  },
}

/** The same for the same dimensions, in whatever order they are written. */
export const dimensionKey = (dimensions: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    Object.keys(dimensions)
      .sort()
      .map(name => [name, dimensions[name]]),
  )

/** Services of the whole world publish their metrics in one region. A firewall without a region guards CloudFront. */
export const worldRegion = 'us-east-1'
export const regionOf = (resource: Resource, region: string): string =>
  resource.kind === 'cloudfront' || (resource.kind === 'waf' && !resource.dimensions['Region']) ? worldRegion : region

/** Everything to ask about a resource. A metric whose dimensions the resource does not have is not asked for: CloudWatch would answer nothing. */
export const seriesOf = (resource: Resource): readonly Series[] => {
  if (resource.kind === 'custom') return customSeries(resource)
  const { namespace, rows } = tables[resource.kind]
  const { name } = resource
  return [
    ...rows.flatMap(row => {
      const dimensions = dimensionsFor(resource, row.dimensions)
      return dimensions ? [seriesIn(row, { name, namespace, dimensions })] : []
    }),
    ...volumesOf(resource).flatMap(volume =>
      volumeRows.map(row => seriesIn(row, { name: `${name} ${volume}`, namespace: 'AWS/EBS', dimensions: { VolumeId: volume } })),
    ),
  ]
}

type Filing = { readonly name: string; readonly namespace: string; readonly dimensions: Readonly<Record<string, string>> }
const seriesIn = (row: Row, { name, namespace, dimensions }: Filing): Series => ({
  resource: row.filedAs ? `${name} ${row.filedAs}` : name,
  role: row.role,
  namespace: row.namespace ?? namespace,
  metricName: row.metric,
  statistic: row.statistic,
  dimensions,
  per: row.per ?? null,
})

/** All volumes of a database's server: each is watched, and the worst of them counts. */
const volumesOf = ({ kind, dimensions, volumes = [] }: Resource): readonly string[] => {
  if (kind !== 'database-on-ec2') return []
  const { VolumeId } = dimensions
  return [...new Set([...(VolumeId ? [VolumeId] : []), ...volumes])]
}

const dimensionsFor = ({ dimensions }: Resource, wanted: readonly string[] | undefined): Record<string, string> | null => {
  if (!wanted) return { ...dimensions }
  const pairs = wanted.flatMap(name => {
    const value = dimensions[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return pairs.length === wanted.length ? Object.fromEntries(pairs) : null
}

const customSeries = ({ metric, name, dimensions }: Resource): readonly Series[] =>
  metric
    ? [
        {
          resource: name,
          role: metric.role,
          namespace: metric.namespace,
          metricName: metric.metricName,
          statistic: metric.statistic,
          dimensions,
          per: null,
        },
      ]
    : []
