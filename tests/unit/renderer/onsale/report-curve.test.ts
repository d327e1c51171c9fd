import { describe, expect, test } from 'vitest'
import { brokenPath, minutePlace, reportCurve } from '../../../../src/renderer/onsale/report-curve.ts'

const minute = (place: number, figures: Readonly<Record<string, number>>) => ({ at: place * 60_000, figures })

describe('the curve of a report', () => {
  test('people are drawn where they were counted', () => {
    const curve = reportCurve({
      minutes: [minute(0, { 'edge.visits': 10, 'sales.orders': 2 }), minute(1, { 'edge.visits': 40 })],
    })
    expect(curve?.line).toEqual({ of: 'users', top: 40, values: [10, 40] })
    expect(curve?.orders.values).toEqual([2, null])
  })

  test('where nobody counted people, requests to the servers stand in, and say so', () => {
    expect(reportCurve({ minutes: [minute(0, { 'balancer.requests': 7 })] })?.line.of).toBe('requests')
  })

  test('without a minute there is nothing to draw', () => expect(reportCurve({ minutes: [] })).toBeNull())

  test('what is not known breaks the line: it is neither joined nor zero', () => {
    expect(brokenPath([10, null, 5, 0], 10, 100)).toBe('M0.5,0M2.5,50L3.5,100')
  })

  test('a moment has its place in minutes', () => expect(minutePlace({ from: 60_000 }, 150_000)).toBe(1.5))
})
