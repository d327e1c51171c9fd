import { describe, expect, test } from 'vitest'
import { afterAnHour, steady } from './night.ts'
import { last, lived, minute, pausedFor, timeline } from './timeline.ts'

describe('money that stops', () => {
  const sale = (...orders: readonly number[]) => ({
    columns: {
      'sales.orders': afterAnHour(0, ...steady(200, 8), ...orders),
      'balancer.requests': afterAnHour(5_000, ...steady(50_000, 8 + orders.length)),
      'sales.left': afterAnHour(40_000, ...steady(20_000, 8 + orders.length)),
    },
  })
  const calibrated = { plan: { calibrated: [22] } } as const
  test('while people are in is critical after two minutes, once a rehearsal has calibrated it', () =>
    expect(timeline(22, { ...sale(80, 80, 80, 150, 190, 190), ...calibrated }).slice(8)).toBe('-CCC--'))
  test('is a warning until then', () => expect(last(22, sale(80, 80, 80))?.severity).toBe('warning'))
  test('is measured against what was usual when it began', () =>
    expect(last(22, { ...sale(...steady(60, 20)), ...calibrated })?.figures).toMatchObject({
      ordersPerMinute: 60,
      usualOrdersPerMinute: 200,
    }))
  test('because people have left is no trouble with the payments', () => {
    const { columns } = sale(80, 80, 80)
    const left = afterAnHour(5_000, ...steady(50_000, 8), 20_000, 20_000, 20_000)
    expect(timeline(22, { columns: { ...columns, 'balancer.requests': left } }).slice(8)).toBe('---')
  })
  test('because all is sold is none either', () => {
    const { columns } = sale(0, 0, 0)
    expect(
      timeline(22, { columns: { ...columns, 'sales.left': afterAnHour(40_000, ...steady(20_000, 8), 0, 0, 0) } }).slice(8),
    ).toBe('---')
  })
  test('is seen by the edge where the balancer tells nothing', () => {
    const { 'balancer.requests': requests, ...columns } = sale(80, 80, 80).columns
    expect(last(22, { columns: { ...columns, 'edge.requests': requests }, ...calibrated })?.severity).toBe('critical')
  })
  test('cannot be told without requests', () => {
    const { 'balancer.requests': _unknown, ...columns } = sale(80).columns
    expect(pausedFor(22, { columns })).toBe('never-reported')
  })
})

describe('the shop', () => {
  test('in maintenance is told apart from an outage, and is over when it is, though orders cannot be judged', () => {
    const columns = { 'shop.maintenance': afterAnHour(0, 0, 1, 1, 0, 0), 'shop.answered': afterAnHour(1, 1, 1, 1, 1, 1) }
    expect(timeline(22, { columns }, 'shop')).toBe('ppCCp')
    expect(lived({ columns }).at(-1)?.passed).toMatchObject([{ rule: 22, variant: 'maintenance' }])
    const closed = { columns: { 'shop.maintenance': afterAnHour(0, 0, 1, 1) } }
    expect(last(22, closed, 'shop')).toMatchObject({ variant: 'maintenance', figures: { closedAt: minute(1) } })
  })
  test('that does not answer for two minutes is critical', () =>
    expect(last(22, { columns: { 'shop.answered': afterAnHour(1, 0, 0) } }, 'shop')).toMatchObject({
      variant: 'unanswered',
      source: 'shop',
      severity: 'critical',
    }))
  test('that is slow once is not', () =>
    expect(timeline(22, { columns: { 'shop.answered': afterAnHour(1, 0, 1, 1) } })).toBe('ppp'))
})
