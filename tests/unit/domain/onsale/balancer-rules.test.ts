import { describe, expect, test } from 'vitest'
import { afterAnHour, steady } from './night.ts'
import { last, minute, pausedFor, timeline } from './timeline.ts'

describe('buyers turned away', () => {
  const columns = { 'balancer.rejected': afterAnHour(0, 0, 0, 5, 0, 0, 0, 0) }
  test('are critical at once and over after three quiet minutes', () => expect(timeline(1, { columns })).toBe('--CCC--'))
  test('are counted, with the minutes they rest on', () => {
    const found = last(1, { columns: { 'balancer.rejected': afterAnHour(0, 0, 230) } })
    expect(found).toMatchObject({ figures: { buyers: 230 }, since: minute(1), evidence: { from: minute(1), to: minute(2) } })
    expect(found?.lever).toBe('slow-inlet')
  })
  test('are not known while the balancer has never reported, and that is not fine', () =>
    expect(pausedFor(1, { columns: { 'web.cpu': afterAnHour(10, 10) } })).toBe('never-reported'))
  test('stay in mind while data is missing, and are not called over', () => {
    const gap = {
      columns: { 'balancer.rejected': afterAnHour(0, 5, Number.NaN, Number.NaN, Number.NaN, 0), 'web.cpu': steady(1, 65) },
    }
    expect(timeline(1, gap)).toBe('CCCpp')
  })
})

describe('the surge queue', () => {
  test('warns after two minutes, alone only as a notice until it has lasted three', () =>
    expect(timeline(2, { columns: { 'balancer.surge': afterAnHour(0, 3, 0, 3, 3, 3, 0, 0, 0, 0) } })).toBe('---NWWW--'))
  test('half full is a warning until a rehearsal has calibrated it, then critical', () => {
    const columns = { 'balancer.surge': afterAnHour(0, 0, 600, 600, 600, 600) }
    expect(timeline(2, { columns })).toBe('-NNWW')
    expect(timeline(2, { columns, plan: { calibrated: [2] } })).toBe('-CCCC')
    expect(timeline(2, { columns, plan: { calibrated: [19, 22] }, limits: { rehearsedUsers: 13_000 } }), 'others').toBe('-NNWW')
    expect(last(2, { columns })?.variant).toBe('half')
  })
  test('that fills before a server can come says when, as a range, and against what', () => {
    const columns = { 'balancer.surge': afterAnHour(0, 100, 220, 330, 450, 560) }
    const found = last(2, { columns, measuredLeadMs: 420_000 })
    expect(found).toMatchObject({ variant: 'fills', figures: { leadMs: 420_000, mostRequests: 1024 } })
    expect(Number(found?.figures['fullFromMs'])).toBeLessThanOrEqual(Number(found?.figures['fullToMs']))
  })
  test('is not known where the balancer has none', () =>
    expect(pausedFor(2, { columns: { 'balancer.requests': afterAnHour(10, 10) } })).toBe('never-reported'))
})

describe('growth', () => {
  const columns = {
    'balancer.requests': afterAnHour(5_000, 5_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000),
  }
  const balancer = { kind: 'classic-balancer' as const, name: 'b', dimensions: {} }
  const cloud = {
    aws: { profile: 'p', region: 'eu-central-1', resources: [balancer] },
    cloudflare: null,
    shop: null,
    queue: null,
  }
  test('by more than half in five minutes is a notice for an application balancer', () =>
    expect(timeline(7, { columns })).toBe('-NNNNNNN--'))
  test('is a warning for a classic one, once it has lasted', () =>
    expect(timeline(7, { columns, plan: { cloud } })).toBe('-NNWWWWW--'))
  test('from next to nothing is no strain', () =>
    expect(timeline(7, { columns: { 'balancer.requests': afterAnHour(10, 900, 900, 900) } })).toBe('---'))
  test('is not judged over a gap', () =>
    expect(timeline(7, { columns: { 'balancer.requests': afterAnHour(Number.NaN, 9_000) } })).toBe('p'))
})
