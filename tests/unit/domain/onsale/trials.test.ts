import { describe, expect, test } from 'vitest'
import { usualLimits } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import type { Spoken } from '#contract/rehearsal'
import { calibratedIn, isCalibrated } from '#contract/rehearsal'
import { trialsIn } from '#domain/onsale/trials'

const minute = 60_000
const startsAt = 100 * minute
const plan = { startsAt, limits: { ...usualLimits, slowMs: 1_000, objectiveBasisPoints: 9_950 } }
const at = (minutes: number): number => startsAt + minutes * minute
/** An hour of a shop that answers in time but for these minutes. */
const hour = (slow: readonly number[], columns: Partial<Record<Role, readonly number[]>> = {}) => ({
  from: startsAt,
  count: 60,
  column: (role: Role) =>
    Float64Array.from({ length: 60 }, (_, place) => {
      if (columns[role]) return columns[role][place] ?? Number.NaN
      if (role === 'balancer.requests') return 10_000
      if (role !== 'balancer.p95') return Number.NaN
      return slow.includes(place) ? 3 : 0.2
    }),
})
const spoke = (rule: Spoken['rule'], from: number, to: number): Spoken => ({ rule, from: at(from), to: at(to) })
const tried = (slow: readonly number[], spoken: readonly Spoken[], relieved: readonly number[] = []) =>
  trialsIn(hour(slow), plan, { spoken, relievedAt: relieved.map(at) })

describe('a rule that said critical in a rehearsal', () => {
  test('was right when the shop is too slow within ten minutes, and tells how long ahead it was', () => {
    expect(tried([16], [spoke(2, 10, 12)])).toEqual([{ rule: 2, right: 1, wrong: 0, unsure: 0, aheadMs: 6 * minute }])
    expect(tried([23], [spoke(2, 10, 12)])).toEqual([{ rule: 2, right: 0, wrong: 1, unsure: 0, aheadMs: null }])
  })
  test('was right when the shop was too slow already, and then not ahead', () =>
    expect(tried([7], [spoke(19, 10, 12)])).toMatchObject([{ right: 1, aheadMs: -3 * minute }]))
  test('was right when more failed or was turned away than the objective allows, even if nearly nothing got through', () => {
    const column = (value: number) => Array.from({ length: 60 }, (_, place) => (place === 14 ? value : 0))
    const requests = Array.from({ length: 60 }, (_, place) => (place === 14 ? 50 : 10_000))
    const turnedAway = hour([], {
      'balancer.requests': requests,
      'balancer.rejected': column(900),
      'balancer.errors': column(900),
    })
    expect(trialsIn(turnedAway, plan, { spoken: [spoke(22, 10, 12)], relievedAt: [] })).toMatchObject([{ right: 1 }])
  })
  test('cannot be said to have been wrong after somebody pulled a lever, or when the rehearsal ended first', () => {
    expect(tried([], [spoke(2, 10, 12)], [14])).toMatchObject([{ unsure: 1, wrong: 0 }])
    expect(tried([], [spoke(2, 10, 12)], [40])).toMatchObject([{ unsure: 0, wrong: 1 }])
    expect(tried([], [spoke(2, 50, 55)])).toMatchObject([{ unsure: 1, wrong: 0 }])
  })
  test('is told with its shortest time ahead; one that never spoke is not told at all', () =>
    expect(tried([12, 40], [spoke(2, 10, 11), spoke(2, 35, 36)])).toEqual([
      { rule: 2, right: 2, wrong: 0, unsure: 0, aheadMs: 2 * minute },
    ]))
})

describe('calibrated', () => {
  const trial = { rule: 2, right: 1, wrong: 0, unsure: 3, aheadMs: 0 } as const
  const kept = (
    ...trials: readonly (typeof trial | { rule: 19 | 2; right: number; wrong: number; unsure: number; aheadMs: null })[]
  ) => ({ id: '1', endedAt: 0, report: { trials } }) as unknown as Parameters<typeof calibratedIn>[0][number]
  test('is what was right at least once and never wrong', () => {
    expect(isCalibrated(trial)).toBe(true)
    expect(isCalibrated({ ...trial, wrong: 1 })).toBe(false)
    expect(isCalibrated({ ...trial, right: 0 })).toBe(false)
  })
  test('is decided for each rule by the newest rehearsal in which it spoke', () => {
    const wrong = { rule: 2, right: 0, wrong: 1, unsure: 0, aheadMs: null } as const
    const other = { rule: 19, right: 1, wrong: 0, unsure: 0, aheadMs: null } as const
    expect(calibratedIn([kept(other), kept(trial), kept(wrong)])).toEqual([2, 19])
    expect(calibratedIn([kept(wrong), kept(trial)])).toEqual([])
    expect(calibratedIn([])).toEqual([])
  })
})
