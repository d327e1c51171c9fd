import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  axisMinutes,
  coursePath,
  minuteAtPlace,
  movedTo,
  peakMinute,
  placeOfMinute,
  remainingMs,
  spanOf,
} from '../../../../src/renderer/onsale/rehearsal-course.ts'

const course = {
  minutes: 60,
  startMinute: 10,
  arrivals: Array.from({ length: 60 }, (_, minute) => (minute === 12 ? 500 : minute)),
}

describe('the course of a rehearsal', () => {
  test('a minute of the sale has one place on the axis, and back', () => {
    expect(placeOfMinute(course, -10)).toBe(0)
    expect(placeOfMinute(course, 0)).toBeCloseTo(1 / 6)
    expect(placeOfMinute(course, 500)).toBe(1)
    expect(minuteAtPlace(course, placeOfMinute(course, 20))).toBeCloseTo(20)
  })

  test('the busiest minute is counted from the start of the sale', () => expect(peakMinute(course)).toBe(2))

  test('the axis names the start, and no minute outside of the scenario', () => {
    const minutes = axisMinutes(course)
    expect(minutes).toContain(0)
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(-10)
    expect(Math.max(...minutes)).toBeLessThanOrEqual(50)
  })

  test('the curve reaches its top once and never leaves the drawing', () => {
    expect(coursePath(course).startsWith('M0.5,100')).toBe(true)
    expect(coursePath(course)).toContain('L12.5,0L')
  })

  test('a fault keeps its length wherever it is dragged, and begins within the scenario', () =>
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), fc.integer({ min: 1, max: 40 }), (minute, lasts) => {
        const moved = movedTo({ fromMinute: 5, toMinute: 5 + lasts }, minute, course)
        expect(moved.toMinute - moved.fromMinute).toBe(lasts)
        expect(moved.fromMinute).toBeGreaterThanOrEqual(-10)
        expect(moved.toMinute).toBeLessThanOrEqual(50)
      }),
    ))

  test('a fault without an end lasts to the end of the scenario', () =>
    expect(spanOf({ fromMinute: 20, toMinute: Number.MAX_SAFE_INTEGER }, course)).toEqual({ from: 0.5, to: 1 }))

  test('the rest takes less the faster it is played', () => {
    expect(remainingMs({ now: 0, endsAt: 600_000, effectiveSpeed: 10 })).toBe(60_000)
    expect(remainingMs({ now: 700_000, endsAt: 600_000, effectiveSpeed: 10 })).toBe(0)
  })
})
