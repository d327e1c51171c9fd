import { describe, expect, test } from 'vitest'
import { judge } from '#domain/onsale/judge'
import { freshMemory } from '#domain/onsale/memory'
import { afterAnHour, group, sceneOf, steady } from './night.ts'
import { last, minute, pausedFor, timeline } from './timeline.ts'

describe('servers out', () => {
  const out = (...minutes: readonly number[]) => ({
    columns: {
      'balancer.unhealthy': afterAnHour(0, ...minutes),
      'balancer.healthy': afterAnHour(10, ...steady(10, minutes.length)),
    },
  })
  test('warn after two minutes and are over after three without', () =>
    expect(timeline(5, out(2, 0, 2, 2, 2, 0, 0, 0))).toBe('---NWWW-'))
  test('say how many of how many', () => expect(last(5, out(2, 2))?.figures).toEqual({ outServers: 2, total: 12 }))
  test('are critical when none is left', () => {
    const none = { columns: { 'balancer.unhealthy': afterAnHour(0, 9, 9), 'balancer.healthy': afterAnHour(9, 0, 0) } }
    expect(last(5, none)).toMatchObject({ severity: 'critical', variant: 'none-left' })
  })
  test('are told as well when fewer are healthy than the group was told to have', () => {
    const columns = { 'balancer.healthy': afterAnHour(12, 12, 10, 10), 'web.desired': afterAnHour(12, 12, 12, 12) }
    expect(last(5, { columns })).toMatchObject({ variant: 'fewer', figures: { healthy: 10, planned: 12 } })
  })
  test('are not those that were ordered a few minutes ago and are on their way', () => {
    const columns = { 'balancer.healthy': afterAnHour(12, ...steady(12, 9)), 'web.desired': afterAnHour(12, ...steady(14, 9)) }
    expect(timeline(5, { columns, measuredLeadMs: 240_000 })).toBe('-------NW')
  })
  test('are not told from a balancer that counts otherwise than the group', () => {
    const columns = { 'balancer.healthy': afterAnHour(6, 6, 6, 6), 'web.desired': afterAnHour(12, 12, 12, 12) }
    expect(timeline(5, { columns })).toBe('---')
  })
  test('without health checks nothing is known', () =>
    expect(pausedFor(5, { columns: { 'web.cpu': steady(1, 61) } })).toBe('never-reported'))
})

describe('slow answers', () => {
  const answers = (requests: number, ...seconds: readonly number[]) => ({
    'balancer.p95': afterAnHour(0.6, ...seconds),
    'balancer.requests': afterAnHour(5_000, ...steady(requests, seconds.length)),
  })
  test('warn after three minutes over the limit and are over after three well below', () =>
    expect(timeline(6, { columns: answers(5_000, 2, 2, 2, 0.9, 0.7, 0.7, 0.7) })).toBe('--WWWW-'))
  test('of few requests are chance', () => expect(pausedFor(6, { columns: answers(150, 2, 2, 2) })).toBe('too-few-samples'))
  test('twice as slow as before the sale is found below the limit of the plan', () => {
    const columns = { ...answers(5_000, 0.7, 0.7, 0.7), 'balancer.p95': afterAnHour(0.3, 0.7, 0.7, 0.7) }
    expect(last(6, { columns })).toMatchObject({ variant: 'slower', figures: { usualSeconds: 0.3, limitSeconds: 0.6 } })
  })
  test('of a shop that is very fast otherwise are no trouble', () =>
    expect(timeline(6, { columns: { ...answers(5_000, 0.2, 0.2, 0.2), 'balancer.p95': afterAnHour(0.05, 0.2, 0.2, 0.2) } })).toBe(
      '---',
    ))
  test('a 99th percentile is told from a thousand requests on', () => {
    const p99 = { 'balancer.p99': afterAnHour(1, 4, 4, 4) }
    expect(last(6, { columns: { ...answers(5_000, 2, 2, 2), ...p99 } })?.figures['longestSeconds']).toBe(4)
    expect(last(6, { columns: { ...answers(900, 2, 2, 2), ...p99 } })?.figures['longestSeconds']).toBeUndefined()
  })
})

describe('hot servers', () => {
  const cpu = (...percent: readonly number[]) => ({ 'web.cpu': afterAnHour(20, ...percent) })
  test('warn after three minutes over 80 %, turn critical over 90 %, and cool down in between', () =>
    expect(timeline(8, { columns: cpu(85, 85, 85, 95, 95, 95, 86, 84, 84, 84, 74, 74, 74) })).toBe('--WWWCCCCWWW-'))
  test('ask for more of them while the database has room', () =>
    expect(last(8, { columns: cpu(85, 85, 85) })?.lever).toBe('add-servers'))
  test('ask for a slower inlet when the database has none', () => {
    const columns = { ...cpu(85, 85, 85), 'database.connections': afterAnHour(100, 600, 640, 660) }
    expect(last(8, { columns })).toMatchObject({ variant: 'no-room', lever: 'slow-inlet' })
  })
  test.each([
    ['the group is at its maximum', { servers: group({ desired: 20, maximum: 20 }) }],
    ['the event allows no more', { servers: group({ desired: 12 }), limits: { servers: 12 } }],
    ['the cores of the account are used up', { servers: group({ desired: 12 }), limits: { coreQuota: 51, coresPerServer: 4 } }],
  ])('ask for a slower inlet when %s', (_why, night) =>
    expect(last(8, { columns: cpu(95, 95, 95), ...night })).toMatchObject({
      variant: 'at-most',
      severity: 'critical',
      lever: 'slow-inlet',
      figures: { allowedServers: night.servers.desired },
    }),
  )
  test('are told of the most that is allowed by its measures, too, while the group itself was not read', () => {
    const group20 = { 'web.desired': afterAnHour(12, 20, 20, 20), 'web.maximum': afterAnHour(20, 20, 20, 20) }
    expect(last(8, { columns: { ...cpu(95, 95, 95), ...group20 } })?.variant).toBe('at-most')
    const group19 = { ...group20, 'web.desired': afterAnHour(12, 19, 19, 19) }
    expect(last(8, { columns: { ...cpu(95, 95, 95), ...group19 } })?.variant).toBe('hot')
  })
  test('one among cool ones is told apart', () => {
    const columns = { ...cpu(40, 40, 40), 'web.cpu-hottest': afterAnHour(30, 95, 95, 95) }
    expect(last(8, { columns })).toMatchObject({ variant: 'one', figures: { hottestPercent: 95, cpuPercent: 40 } })
  })
  test('a gap is not fine', () =>
    expect(timeline(8, { columns: { ...cpu(85, Number.NaN, 85, 85, 85), 'web.memory': steady(1, 65) } })).toBe('--ppW'))
})

describe('basic monitoring', () => {
  const everyFive = Array.from({ length: 75 }, (_, index) => (index % 5 === 0 ? 40 : Number.NaN))
  test('is told by points five minutes apart', () =>
    expect(last(9, { columns: { 'web.cpu': everyFive } })).toMatchObject({ severity: 'warning', figures: { everyMs: 300_000 } }))
  test('is over when points come every minute', () =>
    expect(timeline(9, { columns: { 'web.cpu': [...everyFive, 40, 40] } }).slice(-3)).toBe('WW-'))
  test('of one group is told though those of another report every minute', () => {
    const scene = sceneOf({ columns: { 'web.cpu': steady(40, 75) } })
    const each = () => [Float64Array.from(steady(40, 75)), Float64Array.from(everyFive)]
    const { findings } = judge({ ...scene, table: { ...scene.table, each } }, freshMemory)
    expect(findings.find(({ rule }) => rule === 9)).toMatchObject({ severity: 'warning', figures: { everyMs: 300_000 } })
  })
  test('of servers that never reported nothing is known', () =>
    expect(pausedFor(9, { columns: { 'balancer.requests': steady(1, 61) } })).toBe('never-reported'))
})

describe('CPU credits', () => {
  const falling = Array.from({ length: 96 }, (_, index) => (index % 5 === 0 ? Math.max(0, 100 - index) : Number.NaN))
  test('that end within half an hour are told with the time', () => {
    const found = last(14, { columns: { 'web.credits': falling } }, 'web')
    expect(found).toMatchObject({ variant: 'web', severity: 'warning' })
    expect(Number(found?.figures['slowAt'])).toBeGreaterThan(minute(36))
  })
  test('that last are no finding', () =>
    expect(timeline(14, { columns: { 'web.credits': steady(500, 66) } }, 'web')).toBe('------'))
  test('servers and database are told apart', () => {
    const columns = { 'web.credits': falling, 'database.credits': falling }
    expect(last(14, { columns }, 'database')?.variant).toBe('database')
    expect(last(14, { columns }, 'web')?.variant).toBe('web')
  })
  test('of servers that have none nothing is known', () =>
    expect(pausedFor(14, { columns: { 'web.cpu': steady(1, 61) } })).toBe('never-reported'))
})

describe('servers that do not come', () => {
  const ordered = (minutes: number) => ({
    'web.in-service': afterAnHour(12, ...steady(12, minutes), 14, 14),
    'web.desired': afterAnHour(12, ...steady(14, minutes), 14, 14),
  })
  test('are late after one and a half times the lead, and over when they are there', () =>
    expect(timeline(15, { columns: ordered(8), measuredLeadMs: 240_000 })).toBe('------WW--'))
  test("are told at once with Amazon's own words when a launch failed", () => {
    const failure = { at: minute(1), text: 'We currently do not have sufficient c3.xlarge capacity.' }
    const columns = { 'web.in-service': afterAnHour(12, 12, 12), 'web.desired': afterAnHour(12, 14, 14) }
    const found = last(15, { columns, servers: group({ failure }) })
    expect(found).toMatchObject({
      variant: 'failed',
      severity: 'warning',
      figures: { reasonText: failure.text, missingServers: 2 },
    })
  })
  test('are not known while nobody reports them', () =>
    expect(pausedFor(15, { columns: { 'web.cpu': steady(1, 61) } })).toBe('never-reported'))
})

describe('a group at its maximum', () => {
  const full = (...percent: readonly number[]) => ({
    'web.cpu': afterAnHour(20, ...percent),
    'web.desired': afterAnHour(20, ...steady(20, percent.length)),
    'web.maximum': afterAnHour(20, ...steady(20, percent.length)),
  })
  test('warns while it is busy and is over when it has cooled', () =>
    expect(timeline(16, { columns: full(75, 75, 75, 68, 60, 60, 60) })).toBe('--WWWW-'))
  test('with room to grow is none', () =>
    expect(timeline(16, { columns: { ...full(75, 75, 75), 'web.maximum': afterAnHour(30, 30, 30, 30) } })).toBe('---'))
  test('of which the maximum is not known is not judged', () => {
    const { 'web.maximum': _unknown, ...columns } = full(75, 75, 75)
    expect(pausedFor(16, { columns })).toBe('never-reported')
  })
})
