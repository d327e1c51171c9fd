import { describe, expect, test } from 'vitest'
import { usualLimits } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import { stoodIn } from '#domain/onsale/stood'

const minute = 60_000
const startsAt = 100 * minute
const plan = { startsAt, limits: { ...usualLimits, slowMs: 1_000, objectiveBasisPoints: 9_950 } }
/** Minutes from two before the start. */
const night = (columns: Partial<Record<Role, readonly number[]>>) => ({
  from: startsAt - 2 * minute,
  count: 6,
  column: (role: Role) => Float64Array.from({ length: 6 }, (_, place) => columns[role]?.[place] ?? Number.NaN),
  each: () => [],
})
const good: Partial<Record<Role, readonly number[]>> = {
  'edge.visits': [20_000, 20_000, 5_000, 9_000, 13_000, 8_000],
  'queue.active': [0, 0, 2_000, 3_000, 4_400, 3_900],
  'web.in-service': [10, 10, 10, 12, 12, 12],
  'balancer.requests': [500, 500, 10_000, 20_000, 30_000, 20_000],
  'balancer.p95': [0.2, 0.2, 0.3, 0.9, 1, 0.4],
}

describe('what the shop stood', () => {
  test('is the busiest minute of the sale at unchanged speed, with the servers it had; minutes before the start are none', () => {
    expect(stoodIn(night(good), plan)).toEqual({ usersPerMinute: 13_000, insideAtOnce: 4_400, servers: 12 })
  })
  test('does not count a minute in which answers were slow, or were not measured', () => {
    expect(stoodIn(night({ ...good, 'balancer.p95': [0, 0, 0.3, 0.9, 1.01, 0.4] }), plan)).toEqual({
      usersPerMinute: 9_000,
      insideAtOnce: 3_900,
      servers: 12,
    })
    expect(stoodIn(night({ ...good, 'balancer.p95': [0, 0, 0.3] }), plan).usersPerMinute).toBe(5_000)
  })
  test('does not count a minute in which more failed than the objective allows', () => {
    const failing = (errors: number) => ({ ...good, 'balancer.errors': [0, 0, 0, 0, errors, 0] })
    expect(stoodIn(night(failing(150)), plan).usersPerMinute).toBe(13_000)
    expect(stoodIn(night(failing(151)), plan).usersPerMinute).toBe(9_000)
  })
  test('believes no percentile of a handful of answers', () => {
    expect(stoodIn(night({ ...good, 'balancer.requests': [0, 0, 199, 200, 0, 0] }), plan).usersPerMinute).toBe(9_000)
  })
  test('counts people as the room lets them in where the edge counts nobody; of nothing it says nothing', () => {
    const { 'edge.visits': _, ...without } = good
    const admitted = { ...without, 'queue.admitted': [0, 0, 900, 1_200, 1_300, 700] }
    expect(stoodIn(night(admitted), plan).usersPerMinute).toBe(1_300)
    expect(stoodIn(night({}), plan)).toEqual({ usersPerMinute: null, insideAtOnce: null, servers: null })
  })
})
