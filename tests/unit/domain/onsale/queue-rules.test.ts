import { describe, expect, test } from 'vitest'
import { afterAnHour, room, startsAt, steady } from './night.ts'
import { last, pausedFor, timeline } from './timeline.ts'

const idle = (web: readonly number[], database = 40) => ({
  'web.cpu': afterAnHour(10, ...web),
  'database.cpu': afterAnHour(10, ...steady(database, web.length)),
  'balancer.p95': afterAnHour(0.2, ...steady(0.3, web.length)),
  'balancer.requests': afterAnHour(9_000, ...steady(9_000, web.length)),
  'sales.left': afterAnHour(40_000, ...steady(30_000, web.length)),
})

describe('letting in more', () => {
  const plan = { startsAt: startsAt - 10 * 60_000 }
  test('is advised after three idle minutes with a queue, and no longer in the first busy one', () =>
    expect(timeline(18, { columns: idle([70, 50, 50, 50, 63, 70]), room: room(), plan })).toBe('---NN-'))
  test('tells how many, and the orders they would bring where that is known', () => {
    expect(last(18, { columns: idle([50, 50, 50]), room: room(), plan })).toMatchObject({
      variant: 'plain',
      lever: 'open-inlet',
      figures: { nowPerMinute: 1_000, thenPerMinute: 1_100 },
    })
    const columns = {
      ...idle([50, 50, 50]),
      'queue.admitted': afterAnHour(1_000, 1_000, 1_000, 1_000),
      'sales.orders': afterAnHour(200, 200, 200, 200),
    }
    const found = last(18, { columns, room: room(), plan })
    expect(found).toMatchObject({ variant: 'sales', figures: { ordersPerMinute: 20 } })
  })
  test.each([
    ['without a queue', room({ state: 'not_queueing' }), idle([50, 50, 50])],
    ['when nobody waits', room({ waiting: 0 }), idle([50, 50, 50])],
    ['while the database is busy', room(), idle([50, 50, 50], 70)],
    ['when all is sold', room(), { ...idle([50, 50, 50]), 'sales.left': afterAnHour(10, 0, 0, 0) }],
    ['while something else warns', room(), { ...idle([50, 50, 50]), 'balancer.rejected': afterAnHour(0, 0, 0, 4) }],
  ])('is not advised %s', (_why, now, columns) => expect(timeline(18, { columns, room: now, plan }).at(-1)).toBe('-'))
  test('is not advised in the first minutes of a sale, when nobody has reached the servers yet', () =>
    expect(timeline(18, { columns: idle([50, 50, 50, 50]), room: room() })).toBe('----'))
  test('is not advised while traffic still grows', () => {
    const growing = { ...idle([50, 50, 50]), 'balancer.requests': afterAnHour(9_000, 9_000, 14_000, 20_000) }
    expect(timeline(18, { columns: growing, room: room(), plan })).toBe('N--')
  })
  test('is not judged while nobody sees the database', () => {
    const { 'database.cpu': _unknown, ...columns } = idle([50, 50, 50])
    expect(pausedFor(18, { columns, room: room(), plan })).toBe('never-reported')
  })
})

describe('too many let in', () => {
  const overloaded = { 'balancer.rejected': afterAnHour(0, 0, 40, 0, 0, 0) }
  test('is told with the overload and ends with it; critical once a rehearsal has calibrated it', () => {
    expect(timeline(19, { columns: overloaded, room: room(), plan: { calibrated: [19] } })).toBe('-CCC-')
    expect(timeline(19, { columns: overloaded, room: room() })).toBe('-WWW-')
  })
  test('says from how many to how many', () =>
    expect(last(19, { columns: { 'balancer.rejected': afterAnHour(0, 40) }, room: room() })?.figures).toEqual({
      nowPerMinute: 1_000,
      thenPerMinute: 700,
    }))
  test('is not said without a queue', () =>
    expect(timeline(19, { columns: overloaded, room: room({ state: 'not_queueing' }) })).toBe('-----'))
  test('is not judged while nobody sees the room', () =>
    expect(pausedFor(19, { columns: overloaded, faces: { queue: { state: 'blind' } } })).toBe('blind'))
})

describe('people inside', () => {
  const inside = (...people: readonly number[]) => ({ columns: { 'queue.active': afterAnHour(100, ...people) } })
  const limits = { rehearsedUsers: 10_000 }
  test('above three quarters of what a rehearsal has stood warn, and are over below seven tenths', () =>
    expect(timeline(20, { ...inside(7_400, 7_600, 7_600, 7_600, 7_200, 6_900, 6_900, 6_900), limits })).toBe('--NWWWW-'))
  test('without a rehearsal are not judged', () => expect(pausedFor(20, inside(9_000, 9_000))).toBe('never-reported'))
  test('nobody counts are not judged', () =>
    expect(pausedFor(20, { columns: { 'web.cpu': steady(1, 61) }, limits })).toBe('never-reported'))
})

describe('those in line', () => {
  const selling = (left: number) => ({
    'queue.admitted': afterAnHour(1_000, ...steady(1_000, 3)),
    'sales.orders': afterAnHour(250, ...steady(250, 3)),
    'sales.left': afterAnHour(40_000, ...steady(left, 3)),
  })
  const basket = { tickets: 2, grossMinor: 50_000 }
  test('who will find nothing are counted', () => {
    const found = last(21, { columns: selling(8_000), basket, room: room({ waiting: 20_000 }) })
    expect(found).toMatchObject({ variant: 'line', severity: 'notice', figures: { emptyHanded: 4_000, left: 8_000 } })
  })
  test('find enough when there is enough', () =>
    expect(timeline(21, { columns: selling(10_100), basket, room: room() })).toBe('---'))
  test('are not judged while nobody knows who buys', () =>
    expect(pausedFor(21, { columns: { 'sales.left': afterAnHour(9, 9) }, basket, room: room() })).toBe('too-few-samples'))
  test('are not judged while the queue is out of sight', () =>
    expect(pausedFor(21, { columns: selling(100), basket, faces: { queue: { state: 'late' } } })).toBe('late'))
})

describe('categories of tickets', () => {
  const categories = [
    { name: 'Golden Circle', left: 120, capacity: 1_000, perMinute: 30 },
    { name: 'Płyta', left: 30, capacity: 9_000, perMinute: 20 },
    { name: 'Trybuny', left: 9_000, capacity: 9_000, perMinute: 20 },
  ]
  const night = { columns: { 'sales.left': afterAnHour(9_150, 9_150) }, room: room({ waiting: 0 }), categories }
  test('that end within ten minutes are each told', () => {
    expect(last(21, night, 'Golden Circle')).toMatchObject({ variant: 'category', figures: { goneMs: 240_000, left: 120 } })
    expect(last(21, night, 'Płyta')?.variant).toBe('category')
    expect(last(21, night, 'Trybuny')).toBeUndefined()
  })
})
