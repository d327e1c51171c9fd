import { z } from 'zod'
import { showingShape } from './showing.ts'
import { roles } from './onsale-roles.ts'
import { rulesToCalibrate } from './onsale-finding.ts'

/** What of AWS belongs to a sale, found by Kasa and confirmed by a person. `name` is the name its metrics are filed under. */
export const resourceKinds = [
  'classic-balancer',
  'application-balancer',
  'auto-scaling-group',
  'database-on-ec2',
  'rds',
  'aurora',
  'elasticache',
  'sqs',
  'waf',
  'cloudfront',
  'custom',
] as const
export type ResourceKind = (typeof resourceKinds)[number]

const name = z.string().trim().min(1).max(200)
const url = z.url({ protocol: /^https?$/ }).max(500)
const moment = z.int().min(0)
const count = z.int().min(0).max(10_000_000)

export const resourceShape = z.object({
  kind: z.enum(resourceKinds),
  name,
  /** What its metrics are asked by, as CloudWatch names it: `LoadBalancer`, `TargetGroup`, `AutoScalingGroupName` … */
  dimensions: z.record(z.string().max(100), z.string().max(300)),
  /** Ids of the volumes that hang on a database's server. */
  volumes: z.array(z.string().max(100)).max(40).optional(),
  /** Of a single metric from an agent or from the shop itself, such as the database's connections: which one, and what it stands for. */
  metric: z.object({ namespace: name, metricName: name, statistic: z.string().max(20), role: z.enum(roles) }).optional(),
})
export type Resource = z.output<typeof resourceShape>

export const cloudShape = z.object({
  aws: z
    .object({
      profile: name,
      /** The profile whose right to add servers the lever uses; null, and in plans of before: the same. */
      leverProfile: name.nullable().optional(),
      region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
      resources: z.array(resourceShape).max(60),
    })
    .nullable(),
  /** `address` is null for Cloudflare itself. */
  cloudflare: z
    .object({
      address: url.nullable(),
      zone: z.string().regex(/^[0-9a-f]{32}$/),
      room: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .nullable(),
    })
    .nullable(),
  /** The shop's own page, asked every ten seconds. */
  shop: z.object({ url, iksoris: z.boolean() }).nullable(),
  /** The shop's own queue, where it has an address that answers JSON; `waiting`, `admitted`, `wait`: field names, nested ones with dots. */
  queue: z.object({ url, waiting: name, admitted: name.nullable(), wait: name.nullable() }).nullable(),
})
export type Cloud = z.output<typeof cloudShape>

/** What a person promises or knows and no system says. Null: not given, and what hangs on it stays silent. */
export const limitsShape = z.object({
  databaseConnections: count.nullable(),
  connectionsPerServer: count.nullable(),
  /** Connections that are there without any web server. */
  standingConnections: count,
  databaseCores: count.nullable(),
  /** Servers the event may have at most, whatever the group allows. */
  servers: count.nullable(),
  coresPerServer: count.nullable(),
  coreQuota: count.nullable(),
  /** US cents for servers added during this sale. */
  spendingCents: count.nullable(),
  /** Hourly price of one web server, in millionths of a US dollar. */
  serverHourMicroDollars: count,
  /** Users at once that a rehearsal has stood. */
  rehearsedUsers: count.nullable(),
  /** Share of requests that must succeed, in percent times a hundred: 9950 is 99.5 %. */
  objectiveBasisPoints: z.int().min(9000).max(9999),
  /** Answers slower than this are slow, in milliseconds. */
  slowMs: z.int().min(50).max(60_000),
  /** Until one is measured: from asking for a server to its first request, in milliseconds. */
  serverLeadMs: z.int().min(10_000).max(3_600_000),
})
export type Limits = z.output<typeof limitsShape>

export const planShape = z.object({
  name,
  showing: showingShape,
  startsAt: moment,
  plannedEndAt: moment,
  /** Tickets on sale online; null: what the platform says is left when the sale starts. */
  stock: count.nullable(),
  limits: limitsShape,
  /** Rules that rehearsals have calibrated for this sale, as a person took them over; absent in plans of before: none. */
  calibrated: z.array(z.literal(rulesToCalibrate)).max(rulesToCalibrate.length).readonly().optional(),
  cloud: cloudShape,
})
/** What a person enters about an on-sale. Times are Unix milliseconds. */
export type PlanEntry = z.output<typeof planShape>

export const onsaleIdShape = z.string().min(1).max(60)
/** An on-sale as kept. `watched`: Kasa polls and stores its minutes. */
export type OnsalePlan = PlanEntry & {
  readonly id: string
  readonly watched: boolean
  readonly currency: string
  readonly timezone: string
  readonly createdAt: number
  readonly changedAt: number
}

/** The limits a form starts with. Sources: docs/onsale-rules.md. */
export const usualLimits: Limits = {
  databaseConnections: null,
  connectionsPerServer: null,
  standingConnections: 0,
  databaseCores: null,
  servers: null,
  coresPerServer: null,
  coreQuota: null,
  spendingCents: 5_000,
  serverHourMicroDollars: 239_000,
  rehearsedUsers: null,
  objectiveBasisPoints: 9_950,
  slowMs: 1_000,
  serverLeadMs: 420_000,
}
