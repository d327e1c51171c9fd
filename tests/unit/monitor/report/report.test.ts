import { describe, expect, test } from 'vitest'
import type { Resource } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import { soldOutAt } from '#domain/onsale/phase'
import { reportOf } from '#monitor/report/report'
import { sayIn } from '#words/say'
import { studyFigures } from '#words/study-words'
import {
  inventedFigures,
  inventedFindings,
  inventedMarks,
  inventedPlan,
  inventedTable,
  saleFrom,
  saleMinutes,
  saleStartsAt,
} from '../../../invented-sale.ts'

const minuteMs = 60_000
const standing = { kind: 'final', at: inventedPlan.plannedEndAt } as const
const told = {
  plan: inventedPlan,
  table: inventedTable(),
  marks: inventedMarks,
  findings: inventedFindings,
  metricsAsked: 54_000,
  madeAt: saleStartsAt + 150 * minuteMs,
  standing,
}
const report = reportOf(told)

/** The same night reckoned from its minutes one by one, in the plainest way there is. */
const minutes = Array.from({ length: saleMinutes }, (_, minute) => ({
  at: saleFrom + minute * minuteMs,
  ...inventedFigures(minute),
}))
const total = (role: Role): number => minutes.reduce((sum, minute) => sum + (minute[role] ?? 0), 0)
const highest = (role: Role): { value: number; at: number } => {
  let best = { value: -1, at: 0 }
  for (const minute of minutes) if ((minute[role] ?? -1) > best.value) best = { value: minute[role] ?? -1, at: minute.at }
  return best
}

describe('the report of a sale', () => {
  test('tells the peaks with their minutes', () => {
    expect(report.peakUsersPerMinute).toEqual({ ...highest('edge.visits'), counted: 'addresses' })
    expect(report.peakUsersPerMinute?.value).toBe(13_000)
    expect(report.peakRequestsPerMinute).toEqual(highest('edge.requests'))
    expect(report.longestLine).toEqual(highest('queue.waiting'))
    expect(report.longestWaitMinutes).toEqual(highest('queue.wait'))
  })

  test('names what was counted at the peak: visits are not addresses, and who was let in is neither', () => {
    const without = (...left: readonly Role[]): typeof told => ({
      ...told,
      table: {
        ...told.table,
        column: role => (left.includes(role) ? new Float64Array(told.table.count).fill(NaN) : told.table.column(role)),
      },
    })
    const visits = {
      ...told.table,
      column: (role: Role) => (role === 'edge.addresses' ? new Float64Array(told.table.count) : told.table.column(role)),
    }
    const counted = (sale: typeof told) => reportOf(sale).peakUsersPerMinute?.counted
    expect(counted({ ...told, table: visits })).toBe('visits')
    expect(counted(without('edge.addresses'))).toBe('unknown')
    const { table: unseen } = without('edge.visits', 'edge.addresses')
    const admitted = new Float64Array(told.table.count).fill(600)
    const room = { ...unseen, column: (role: Role) => (role === 'queue.admitted' ? admitted : unseen.column(role)) }
    expect(counted({ ...told, table: room })).toBe('admitted')
    for (const language of ['pl', 'en'] as const) {
      const named = (sale: typeof told) => studyFigures(reportOf(sale), sayIn(language))[0]?.[0]
      expect(named(told)).not.toBe(named({ ...told, table: visits }))
    }
  })

  test('counts what failed against everything that was sent to the servers or turned away before them', () => {
    const failed = 5 * 310 + 40
    expect(report.errors).toBe(failed)
    expect(report.requests).toBe(total('balancer.requests'))
    expect(report.errorShare).toBeCloseTo(failed / (total('balancer.requests') + 5 * 310), 12)
  })

  test('counts slow minutes only where enough was asked for p95 to mean something', () => {
    const slow = minutes.filter(minute => (minute['balancer.p95'] ?? 0) > 1 && (minute['balancer.requests'] ?? 0) >= 200)
    expect(report.slowMinutes).toBe(slow.length)
    expect(minutes.filter(minute => (minute['balancer.p95'] ?? 0) > 1).length, 'the quiet ones are left out').toBeGreaterThan(
      slow.length,
    )
  })

  test('tells what the edge saved: bytes, money, and servers that were not needed', () => {
    const gigabytes = total('edge.cached-bytes') / 1_000_000_000
    expect(report.transfer).toMatchObject({
      bytes: total('edge.bytes'),
      cachedBytes: total('edge.cached-bytes'),
      centsPerGigabyte: 9,
    })
    expect(report.transfer?.savedCents).toBe(Math.round(gigabytes * 9))
    const busiest = minutes.reduce((most, minute) =>
      (minute['balancer.requests'] ?? 0) > (most['balancer.requests'] ?? 0) ? minute : most,
    )
    const perServer = (busiest['balancer.requests'] ?? 0) / (busiest['web.in-service'] ?? 1)
    expect(report.transfer?.serversSpared).toBe(Math.round((busiest['edge.cached-requests'] ?? 0) / perServer))
  })

  test('does not reckon spared servers from a sale without load: what a server carries is not known from a handful of requests', () => {
    const { table } = told
    const column: typeof table.column = role =>
      role === 'balancer.requests' ? table.column(role).map(value => value / 1_000) : table.column(role)
    const quiet = reportOf({ ...told, table: { ...table, column } })
    expect(quiet.transfer?.bytes).toBe(report.transfer?.bytes)
    expect(quiet.transfer?.serversSpared).toBeNull()
  })

  test('sets the rented hours against keeping the same servers all month', () => {
    // a minute nobody saw counts as the one before it: ten servers
    const hours = (60 * 10 + 100 * 12) / 60
    const hourCents = 23.9
    expect(report.cost).toEqual({
      rentedCents: Math.round(hours * hourCents),
      serverHours: hours,
      hourCents,
      mostServers: 12,
      monthHours: 730,
      alwaysMonthCents: Math.round(12 * 730 * hourCents),
      watchingCents: 54,
    })
  })

  test('tells what was sold and what is left', () => {
    expect(report.sold).toEqual({
      orders: total('sales.orders'),
      tickets: total('sales.tickets'),
      grossMinor: total('sales.gross'),
      left: 15_000 - 14_600,
      soldOutAt: null,
    })
    expect(report.sold.tickets, 'the minute nobody saw is missing, and only that').toBe(14_600 - 140)
  })

  test('tells the last ticket at the moment the cockpit does: a basket that came back and went again counts', () => {
    const { table } = told
    const left = Float64Array.from({ length: table.count }, (_, minute) => (minute < 70 || minute === 75 ? 3 : 0))
    const column: typeof table.column = role => (role === 'sales.left' ? left : table.column(role))
    const soldOut = { ...table, column }
    const now = table.from + table.count * minuteMs
    const lastGone = table.from + 77 * minuteMs
    expect(soldOutAt({ table: soldOut, now })).toBe(lastGone)
    const { sold, timeline } = reportOf({ ...told, table: soldOut })
    expect(sold.soldOutAt).toBe(lastGone)
    expect(timeline.find(({ kind }) => kind === 'sold-out')?.at).toBe(lastGone)
  })

  test('sets each deed between the minute before and five minutes after it took effect: servers once they serve', () => {
    const [asked, inlet] = report.actions
    expect(report.actions.map(({ mark }) => mark.kind)).toEqual(['servers-asked', 'inlet'])
    const place = 20 + 35
    expect(asked?.before).toMatchObject({
      cpuPercent: Math.round((inventedFigures(place - 1)['web.cpu'] ?? 0) * 100) / 100,
      inService: 10,
    })
    const ready = inventedMarks.find(({ kind }) => kind === 'servers-ready')
    if (!ready || !asked?.ready) throw new Error('the servers came')
    expect(asked.ready).toEqual({ at: ready.at, leadMs: ready.at - asked.mark.at })
    const bites = Math.floor((ready.at - report.coverage.from) / minuteMs) + 5
    expect(asked.after).toMatchObject({ connections: inventedFigures(bites)['database.connections'], inService: 12 })
    expect(inlet?.ready).toBeNull()
    expect(inlet?.after).toMatchObject({ requestsPerMinute: inventedFigures(20 + 38 + 5)['balancer.requests'] })
  })

  test('says nothing of what servers did that never came', () => {
    const never = reportOf({ ...told, marks: inventedMarks.filter(({ kind }) => kind !== 'servers-ready') })
    expect(never.actions[0]).toMatchObject({ ready: null, after: {} })
  })

  test('tells the evening in order, with its start and end and what people wrote', () => {
    expect(report.timeline.map(({ kind }) => kind)).toEqual([
      'armed',
      'start',
      'servers-asked',
      'inlet',
      'servers-ready',
      'note',
      'end',
      'watch-ended',
    ])
    expect(
      reportOf({ ...told, standing: { kind: 'running', at: standing.at } }).timeline.some(({ kind }) => kind === 'end'),
    ).toBe(false)
  })

  test('tells what was found in the order it began', () => expect(report.findings.map(({ rule }) => rule)).toEqual([11, 3]))

  test('holds every measure that was ever reported, minute by minute, and nothing for the minute nobody saw', () => {
    expect(report.minutes).toHaveLength(saleMinutes)
    expect(report.minutes[40]?.figures).toEqual({})
    expect(report.minutes[57]).toEqual({ at: saleFrom + 57 * minuteMs, figures: inventedFigures(57) })
    expect(report.coverage).toMatchObject({ minutes: saleMinutes, unknownMinutes: 1 })
  })

  test('of servers without a balancer covers the minutes in which anything of them was seen', () => {
    const { table } = told
    const withResources = (...resources: Resource[]) => ({
      ...inventedPlan,
      cloud: { ...inventedPlan.cloud, aws: { profile: 'sale', region: 'eu-central-1', resources } },
    })
    const column: typeof table.column = role =>
      // a setting is held on to in minutes that nobody saw
      role.startsWith('balancer.') || role === 'web.desired'
        ? new Float64Array(table.count).fill(role === 'web.desired' ? 10 : Number.NaN)
        : table.column(role)
    const unseen = { ...told, table: { ...table, column } }
    const group: Resource = { kind: 'auto-scaling-group', name: 'web', dimensions: { AutoScalingGroupName: 'web' } }
    const balancer: Resource = { kind: 'application-balancer', name: 'shop', dimensions: { LoadBalancer: 'app/shop/1' } }
    expect(reportOf({ ...unseen, plan: withResources(group) }).coverage.unknownMinutes).toBe(1)
    expect(reportOf({ ...unseen, plan: withResources(group, balancer) }).coverage.unknownMinutes).toBe(saleMinutes)
  })
})
