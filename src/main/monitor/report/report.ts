import type { Mark } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { OnsaleReport } from '#contract/onsale-report'
import { readyOf } from '#contract/onsale-step'
import type { Role } from '#contract/onsale-roles'
import { roles } from '#contract/onsale-roles'
import { serverHourCents, serverHours as hoursOf, watchingCents } from '#monitor/watch/cost'
import { countedAtEdge } from '#domain/onsale/counted'
import { soldOutAt } from '#domain/onsale/phase'
import { leastRequests, roleTable } from '#domain/onsale/role-table'
import type { MinuteTable } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'

/** What a report is made of: everything is kept, nothing is asked for again. */
export type Told = {
  readonly plan: OnsalePlan
  readonly table: MinuteTable
  readonly marks: readonly Mark[]
  readonly findings: OnsaleReport['findings']
  readonly metricsAsked: number
  readonly madeAt: number
  readonly standing: OnsaleReport['standing']
}

/** List price of a gigabyte that leaves the cloud, in US cents: what each cached one saved ("Amazon EC2 on-demand pricing", first 10 TB a month). */
const egressCentsPerGigabyte = 9
const hoursInMonth = 730

/** The case study of one sale. Figures of minutes nobody saw are left out, and what was never measured is null. */
export const reportOf = (told: Told): OnsaleReport => {
  const { plan, table, marks, findings, madeAt, standing } = told
  const column = (role: Role): Float64Array => table.column(role)
  const peak = (role: Role): { value: number; at: number } | null => peakOf(table, column(role))
  return {
    plan,
    madeAt,
    standing,
    coverage: {
      from: table.from,
      to: table.from + table.count * minuteMs,
      minutes: table.count,
      unknownMinutes: unknownMinutes(plan, table),
    },
    peakUsersPerMinute: peakUsersOf(table),
    peakRequestsPerMinute: peak('edge.requests') ?? peak('balancer.requests'),
    longestWaitMinutes: peak('queue.wait'),
    longestLine: peak('queue.waiting'),
    requests: sumOf(column('balancer.requests')),
    ...errorsOf(table),
    slowMinutes: slowMinutes(plan, table),
    transfer: transferOf(table),
    sold: soldOf(table),
    actions: marks.filter(isAction).map(mark => actionOf(mark, marks, table)),
    timeline: timelineOf(told),
    findings: findings.toSorted((one, other) => one.since - other.since),
    cost: costOf(told),
    minutes: minutesOf(table),
  }
}

/** The most people in a minute, and what was counted in it. */
const peakUsersOf = (table: MinuteTable): OnsaleReport['peakUsersPerMinute'] => {
  const atEdge = peakOf(table, table.column('edge.visits'))
  if (atEdge) {
    const flag = table.column('edge.addresses')[(atEdge.at - table.from) / minuteMs]
    return { ...atEdge, counted: countedAtEdge(flag ?? null) }
  }
  const admitted = peakOf(table, table.column('queue.admitted'))
  return admitted && { ...admitted, counted: 'admitted' }
}

/** Minutes of which nothing was seen: of what tells of the traffic, or, where no balancer belongs to the sale, of everything that Amazon reports of it. A setting that was read once and a silence that counts as zero are not seen. */
const unknownMinutes = ({ cloud }: OnsalePlan, table: MinuteTable): number => {
  const columns = witnesses(cloud).map(role => table.column(role))
  return Array.from({ length: table.count }, (_, minute) => minute).filter(minute =>
    columns.every(values => Number.isNaN(values[minute] ?? Number.NaN)),
  ).length
}

const witnesses = ({ aws }: OnsalePlan['cloud']): readonly Role[] => {
  if (!aws) return ['sales.orders']
  const balanced = aws.resources.some(({ kind }) => kind === 'classic-balancer' || kind === 'application-balancer')
  if (balanced) return ['balancer.requests']
  return roles.filter(role => roleTable[role].source === 'aws' && roleTable[role].missing === 'unknown')
}

const minutesOf = (table: MinuteTable): OnsaleReport['minutes'] => {
  const columns = roles.map(role => [role, table.column(role)] as const).filter(([, values]) => !values.every(Number.isNaN))
  return Array.from({ length: table.count }, (_, minute) => ({
    at: table.from + minute * minuteMs,
    figures: Object.fromEntries(columns.flatMap(([role, values]) => known(values[minute]).map(value => [role, value]))),
  }))
}

const known = (value: number | undefined): readonly number[] => (value === undefined || Number.isNaN(value) ? [] : [value])

const sumOf = (values: Float64Array): number | null => {
  const seen = values.filter(value => !Number.isNaN(value))
  return seen.length === 0 ? null : seen.reduce((sum, value) => sum + value, 0)
}

const addKnown = (...parts: readonly (number | null)[]): number | null => {
  const seen = parts.filter(part => part !== null)
  return seen.length === 0 ? null : seen.reduce((sum, value) => sum + value, 0)
}

const peakOf = (table: MinuteTable, values: Float64Array): { value: number; at: number } | null => {
  const place = values.reduce((most, value, minute) => (value > (values[most] ?? Number.NEGATIVE_INFINITY) ? minute : most), -1)
  const value = values[place]
  return value === undefined ? null : { value, at: table.from + place * minuteMs }
}

/** Those that were turned away are among the balancer's own, and reached no server; the shop's own failures are among the requests. */
const errorsOf = (table: MinuteTable): Pick<OnsaleReport, 'errors' | 'errorShare'> => {
  const turnedAway = sumOf(table.column('balancer.errors'))
  const errors = addKnown(turnedAway, sumOf(table.column('balancer.target-errors')))
  const asked = addKnown(sumOf(table.column('balancer.requests')), turnedAway)
  return { errors, errorShare: errors === null || asked === null || asked <= 0 ? null : errors / asked }
}

const enoughForP95 = leastRequests['balancer.p95']

const slowMinutes = (plan: OnsalePlan, table: MinuteTable): number | null => {
  const p95 = table.column('balancer.p95')
  const requests = table.column('balancer.requests')
  if (p95.every(Number.isNaN)) return null
  return p95.filter((seconds, minute) => seconds * 1000 > plan.limits.slowMs && (requests[minute] ?? 0) >= enoughForP95).length
}

/** What happened beside findings, in order of time: from the start to the end, with what people did and wrote. */
const timelineOf = ({ plan, marks, standing, table }: Told): OnsaleReport['timeline'] => {
  const soldAt = soldOf(table).soldOutAt
  const own = (kind: 'start' | 'end' | 'sold-out', at: number) => ({ id: kind, at, kind, figures: {}, by: null })
  return [
    ...(standing.kind === 'before' ? [] : [own('start', plan.startsAt)]),
    ...marks.filter(({ kind }) => kind !== 'finding'),
    ...(soldAt === null ? [] : [own('sold-out', soldAt)]),
    ...(standing.kind === 'final' ? [own('end', standing.at)] : []),
  ].toSorted((one, other) => one.at - other.at)
}

const transferOf = (table: MinuteTable): OnsaleReport['transfer'] => {
  const bytes = sumOf(table.column('edge.bytes'))
  const cachedBytes = sumOf(table.column('edge.cached-bytes'))
  if (bytes === null || cachedBytes === null) return null
  const savedCents = Math.round((cachedBytes / 1e9) * egressCentsPerGigabyte)
  return { bytes, cachedBytes, savedCents, centsPerGigabyte: egressCentsPerGigabyte, serversSpared: serversSpared(table) }
}

/** Fewer requests in the busiest minute are no load: what a server carries cannot be read from them. */
const leastForLoad = 1_000

/** At the busiest minute of the servers: how many more of them the cached requests would have wanted. */
const serversSpared = (table: MinuteTable): number | null => {
  const requests = table.column('balancer.requests')
  const busiest = peakOf(table, requests)
  if (!busiest) return null
  const minute = (busiest.at - table.from) / minuteMs
  const [cached] = known(table.column('edge.cached-requests')[minute])
  const [servers] = known(table.column('web.in-service')[minute])
  if (cached === undefined || servers === undefined || servers <= 0 || busiest.value < leastForLoad) return null
  return Math.round(cached / (busiest.value / servers))
}

const soldOf = (table: MinuteTable): OnsaleReport['sold'] => {
  const left = table.column('sales.left')
  return {
    orders: sumOf(table.column('sales.orders')) ?? 0,
    tickets: sumOf(table.column('sales.tickets')) ?? 0,
    grossMinor: sumOf(table.column('sales.gross')) ?? 0,
    left: left.findLast(value => !Number.isNaN(value)) ?? null,
    soldOutAt: soldOutAt({ table, now: table.from + table.count * minuteMs }),
  }
}

const isAction = ({ kind }: Mark): boolean => kind === 'servers-asked' || kind === 'inlet' || kind === 'servers-failed'

/** Long enough for a lever to have bitten, short enough to be its doing. */
const minutesToBite = 5

/** Servers bite from when they are in service, not from when they were asked for; those that never came have done nothing. */
const actionOf = (mark: Mark, marks: readonly Mark[], table: MinuteTable): OnsaleReport['actions'][number] => {
  const came = mark.kind === 'servers-asked' ? readyOf(mark, marks) : null
  const bites = mark.kind === 'inlet' ? mark.at : (came?.at ?? null)
  const minute = (at: number): number => Math.floor((at - table.from) / minuteMs)
  return {
    mark,
    ready: came && { at: came.at, leadMs: came.at - mark.at },
    before: looked(table, minute(mark.at) - 1),
    after: bites === null ? {} : looked(table, minute(bites) + minutesToBite),
  }
}

const looked = (table: MinuteTable, minute: number): Figures =>
  Object.fromEntries(
    watchedByLevers.flatMap(([name, role]) =>
      known(table.column(role)[minute]).map(value => [name, Math.round(value * 100) / 100]),
    ),
  )

const watchedByLevers = [
  ['usersPerMinute', 'edge.visits'],
  ['requestsPerMinute', 'balancer.requests'],
  ['p95Seconds', 'balancer.p95'],
  ['cpuPercent', 'web.cpu'],
  ['connections', 'database.connections'],
  ['inService', 'web.in-service'],
  ['ordersPerMinute', 'sales.orders'],
] as const satisfies readonly (readonly [string, Role])[]

const costOf = ({ plan, table, metricsAsked }: Told): OnsaleReport['cost'] => {
  const ran = hoursOf(table, table.from)
  if (!ran) return null
  const hourCents = serverHourCents(plan.limits)
  return {
    rentedCents: Math.round(hourCents * ran.hours),
    serverHours: Math.round(ran.hours * 10) / 10,
    hourCents,
    mostServers: ran.most,
    monthHours: hoursInMonth,
    alwaysMonthCents: Math.round(hourCents * ran.most * hoursInMonth),
    watchingCents: Math.round(watchingCents(metricsAsked) * 100) / 100,
  }
}
