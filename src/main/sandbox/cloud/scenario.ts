import { z } from 'zod'
import { faultShape } from './fault.ts'

const words = z.strictObject({ pl: z.string().min(1).max(400), en: z.string().min(1).max(400) })
const count = z.number().min(0).max(10_000_000)
const whole = z.int().min(0).max(10_000_000)
const percent = z.number().min(0).max(100)
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,60}$/, { error: 'must be letters, digits and hyphens' })

/** The people: how they come is the curve of the scenario, this is what they do then. */
const peopleShape = z.strictObject({
  /** So long somebody stays in line before giving up, in the mean. */
  patienceMinutes: z.number().min(1).max(600).default(25),
  /** Pages from the first to the basket, and how long each is looked at. */
  pages: z.number().min(1).max(100).default(9.2),
  thinkSeconds: z.number().min(1).max(600).default(17.3),
  /** So many of those who get to the end buy. */
  buyPercent: percent.default(17),
  paymentSeconds: z.number().min(1).max(1_800).default(80),
  paymentFailsPercent: percent.default(4),
  /** A page slower than this makes some give up. */
  bearableSeconds: z.number().min(1).max(120).default(8),
})

const edgeShape = z.strictObject({
  requestsPerPage: z.number().min(1).max(500).default(35),
  cachedPercent: percent.default(90),
  bytesPerRequest: whole.default(18_000),
})

const saleMinute = z.number().min(-240).max(720)

/** A scheduled event of the waiting room. Cloudflare: "The prequeue must start at least five minutes before", "at least one minute before event_end_time", a rate "only … if total_active_users is also set". */
const roomEventShape = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/, { error: 'must be letters, digits, hyphens and underscores' }),
    prequeueMinute: saleMinute.optional(),
    fromMinute: saleMinute,
    toMinute: saleMinute,
    newUsersPerMinute: whole.min(200).optional(),
    totalActiveUsers: whole.min(200).optional(),
    suspended: z.boolean().default(false),
  })
  .refine(({ fromMinute, toMinute }) => toMinute >= fromMinute + 1, {
    path: ['toMinute'],
    error: 'must be a minute after fromMinute',
  })
  .refine(({ prequeueMinute = -Infinity, fromMinute }) => prequeueMinute <= fromMinute - 5, {
    path: ['prequeueMinute'],
    error: 'must be five minutes before fromMinute',
  })
  .refine(({ newUsersPerMinute, totalActiveUsers }) => newUsersPerMinute === undefined || totalActiveUsers !== undefined, {
    path: ['totalActiveUsers'],
    error: 'must be given with newUsersPerMinute',
  })

const roomShape = z
  .strictObject({
    newUsersPerMinute: whole.min(200).default(1_200),
    totalActiveUsers: whole.min(200).default(4_500),
    sessionMinutes: whole.min(1).max(30).default(10),
    events: z.array(roomEventShape).max(9).default([]),
  })
  .refine(({ events }) => events.every((event, at) => at === 0 || startOf(event) >= (events[at - 1]?.toMinute ?? 0)), {
    path: ['events'],
    error: 'must follow one another',
  })

function startOf({
  prequeueMinute,
  fromMinute,
}: {
  readonly prequeueMinute?: number | undefined
  readonly fromMinute: number
}): number {
  return prequeueMinute ?? fromMinute
}

/** A change of the group that Amazon makes by itself, once. */
const scheduledShape = z
  .strictObject({
    name,
    minute: saleMinute,
    minimum: whole.optional(),
    maximum: whole.max(1_000).optional(),
    desired: whole.optional(),
  })
  .refine(({ minimum, maximum, desired }) => [minimum, maximum, desired].some(size => size !== undefined), {
    error: 'must set minimum, maximum or desired',
  })

const webShape = z.strictObject({
  group: name.default('onsale-web'),
  instanceType: z.string().max(40),
  cores: whole.min(1).max(192),
  /** Processor time of one request that is not answered from the edge. */
  serviceMs: z.number().min(1).max(10_000),
  /** Time of a request in which no processor and no database is busy. */
  elsewhereMs: z.number().min(0).max(10_000).default(180),
  /** Requests a server works on at once. */
  workers: whole.min(1).max(10_000).default(64),
  /** Connections to the database a server opens at most. */
  pool: whole.min(1).max(10_000),
  minimum: whole,
  desired: whole,
  maximum: whole.max(1_000),
  /** From asking for a server to its first request. */
  leadSeconds: z.number().min(10).max(3_600).default(420),
  scheduled: z.array(scheduledShape).max(125).default([]),
})

const databaseShape = z.strictObject({
  kind: z.enum(['ec2', 'rds', 'aurora']),
  /** Of a database that Amazon runs. */
  engine: z.enum(['mysql', 'postgresql']).default('mysql'),
  instanceType: z.string().max(40),
  cores: whole.min(1).max(192),
  /** What one request that is not answered from the edge costs the database. */
  serviceMs: z.number().min(0.1).max(10_000),
  connections: whole.min(10),
  standing: whole.default(0),
})

/** Where the shop keeps who is inside and which seats they hold. */
const cacheShape = z.strictObject({
  name: name.default('onsale-holds'),
  /** Questions of one request, and how long the engine, which does one at a time, works on each. */
  operationsPerRequest: z.number().min(0).max(1_000).default(8),
  operationMs: z.number().min(0.001).max(100).default(0.04),
  /** What somebody inside and their seats take up, and how long it is kept after they came in, in the mean. */
  entryKilobytes: z.number().min(0.1).max(100_000).default(48),
  keptMinutes: z.number().min(1).max(240).default(20),
  memoryMegabytes: whole.min(1),
})

/** Tickets leave by mail: orders wait here for whoever writes the mails. */
const mailShape = z.strictObject({
  name: name.default('onsale-mails'),
  perOrder: z.number().min(0.1).max(20).default(1),
  /** So many mails a minute are sent at most. */
  sentPerMinute: z.number().min(0.1).max(100_000),
})

/** Amazon's firewall; where there is one, it stops the bots and not Cloudflare. */
const firewallShape = z.strictObject({
  name: name.default('onsale-wall'),
  /** In front of the balancer, or at the edge of CloudFront. */
  before: z.enum(['balancer', 'cloudfront']).default('balancer'),
})

const cloudFrontShape = z.strictObject({
  distribution: z
    .string()
    .regex(/^E[A-Z0-9]{6,14}$/, { error: 'must be the id of a distribution, such as E2K4S4ONSALE1' })
    .default('E2K4S4ONSALE1'),
  /** So many of a hundred requests of people go through it; at 100 Cloudflare is not there. */
  percent: percent.min(1).default(100),
})

/** A rehearsal as somebody writes it down. Minutes are counted from the start of the sale; times of the day are given when it is played. */
export const scenarioShape = z
  .strictObject({
    name: words,
    about: words,
    /** The event of the sandbox that is sold; its tickets are what the stock is. */
    event: z.enum(['bieber', 'richie', 'mpe']),
    stock: whole.min(1).max(40_000),
    /** Minutes played before the sale starts, and altogether. */
    startMinute: whole.max(240),
    minutes: whole.min(2).max(720),
    /** People who come in a minute on a usual day. */
    everydayPerMinute: count.default(3.5),
    /** New people a minute: straight lines between these points, nobody before the first and after the last. */
    arrivals: z
      .array(z.tuple([z.number().min(-240).max(720), count]))
      .min(2)
      .max(500),
    people: peopleShape.prefault({}),
    edge: edgeShape.prefault({}),
    room: roomShape.nullable(),
    balancer: z.strictObject({ kind: z.enum(['classic', 'application']), name: name.default('onsale') }),
    web: webShape,
    database: databaseShape,
    cache: cacheShape.nullable().default(null),
    mail: mailShape.nullable().default(null),
    firewall: firewallShape.nullable().default(null),
    cloudfront: cloudFrontShape.nullable().default(null),
    /** Amazon reports servers every minute, or every five. */
    detailedMonitoring: z.boolean().default(true),
    faults: z.array(faultShape).max(20).default([]),
  })
  .refine(({ startMinute, minutes }) => startMinute < minutes, { path: ['startMinute'], error: 'must be before the end' })
  .refine(({ cloudfront, room }) => cloudfront?.percent !== 100 || room === null, {
    path: ['room'],
    error: 'is Cloudflare’s, and at 100 percent through CloudFront there is no Cloudflare',
  })
  .refine(({ cloudfront, firewall }) => firewall?.before !== 'cloudfront' || cloudfront?.percent === 100, {
    path: ['firewall', 'before'],
    error: 'needs everything to go through CloudFront',
  })
  .refine(({ web }) => web.minimum <= web.desired && web.desired <= web.maximum, {
    path: ['web', 'desired'],
    error: 'must lie between minimum and maximum',
  })
  .refine(({ arrivals }) => arrivals.every(([minute], at) => at === 0 || minute > (arrivals[at - 1]?.[0] ?? minute)), {
    path: ['arrivals'],
    error: 'must have rising minutes',
  })
export type Scenario = z.output<typeof scenarioShape> & { readonly id: string }

/** New people a minute at a moment of the scenario. */
export function arrivalsAt(scenario: Scenario, minute: number): number {
  const points = scenario.arrivals
  for (let at = 1; at < points.length; at += 1) {
    const [fromMinute, from] = points[at - 1] ?? [0, 0]
    const [toMinute, to] = points[at] ?? [0, 0]
    if (minute >= fromMinute && minute < toMinute) return from + ((to - from) * (minute - fromMinute)) / (toMinute - fromMinute)
  }
  return 0
}
