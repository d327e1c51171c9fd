import { describe, expect, test } from 'vitest'
import { afterAnHour, steady } from './night.ts'
import { last, pausedFor, timeline } from './timeline.ts'

const requests = (minutes: number, each = 10_000) => afterAnHour(each, ...steady(each, minutes))

describe.each([
  [3, 'balancer.errors', 'the balancer'],
  [4, 'balancer.target-errors', 'the shop'],
] as const)('rule %d', (rule, role, who) => {
  test(`${who} failing three in a hundred is critical in the first minute`, () =>
    expect(timeline(rule, { columns: { 'balancer.requests': requests(3), [role]: afterAnHour(0, 0, 350, 350) } })).toBe('-CC'))
  test(`${who} failing one in eighty is critical after five minutes`, () =>
    expect(timeline(rule, { columns: { 'balancer.requests': requests(6), [role]: afterAnHour(0, ...steady(130, 6)) } })).toBe(
      '----CC',
    ))
  test(`${who} failing one in a hundred warns after a quarter of an hour`, () =>
    expect(timeline(rule, { columns: { 'balancer.requests': requests(16), [role]: afterAnHour(0, ...steady(105, 16)) } })).toBe(
      `${'-'.repeat(14)}WW`,
    ))
  test(`it is over when five minutes have been calm`, () =>
    expect(
      timeline(rule, { columns: { 'balancer.requests': requests(9), [role]: afterAnHour(0, 400, 400, 55, 0, 0, 0, 0, 0, 0) } }),
    ).toBe('CCCCCCW--'))
  test('few requests say nothing about a share of them', () =>
    expect(pausedFor(rule, { columns: { 'balancer.requests': afterAnHour(4, 4), [role]: afterAnHour(0, 3) } })).toBe(
      'too-few-samples',
    ))
  test('nothing reported is not fine', () =>
    expect(pausedFor(rule, { columns: { 'balancer.requests': requests(2) } })).toBe('never-reported'))
})

describe('the cause of failing', () => {
  const columns = { 'balancer.requests': requests(2), 'balancer.errors': afterAnHour(0, 500, 500) }
  const codes = (bad: number, none: number, slow: number) => ({
    'balancer.502': afterAnHour(0, bad, bad),
    'balancer.503': afterAnHour(0, none, none),
    'balancer.504': afterAnHour(0, slow, slow),
  })
  test.each([
    ['broken', 400, 50, 50],
    ['unserved', 10, 400, 50],
    ['unanswered', 0, 0, 500],
    ['plain', 170, 160, 170],
  ])('is %s by the leading code', (variant, bad, none, slow) =>
    expect(last(3, { columns: { ...columns, ...codes(bad, none, slow) } })?.variant).toBe(variant),
  )
  test('is open where no codes are reported', () => expect(last(3, { columns })?.variant).toBe('plain'))
  test('rejected requests are counted among all, so that the share never passes the whole', () =>
    expect(
      last(3, { columns: { 'balancer.requests': requests(2, 0), 'balancer.errors': afterAnHour(0, 500, 500) } })?.figures[
        'failedPercent'
      ],
    ).toBe(100))
  test('the budget of this sale is told', () => {
    const figures = last(3, { columns })?.figures
    expect(Number(figures?.['budgetUsedPercent'])).toBeGreaterThan(0)
    expect(Number(figures?.['budgetUsedPercent'])).toBeLessThanOrEqual(100)
  })
})
