import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIn, daysIn } from '#domain/calendar'

const hourMs = 3_600_000
const zones = Intl.supportedValuesOf('timeZone')
const from = Date.UTC(1995)
const until = Date.UTC(2040)

describe('the day on which a moment falls', () => {
  it('is the same for many moments in a row as for each of them, in every zone of the world', () => {
    const moments = fc.tuple(
      fc.integer({ min: from, max: until }),
      fc.array(fc.integer({ min: -2 * hourMs, max: 26 * hourMs }), { maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, (zone, [start, steps]) => {
        const days = daysIn(zone)
        for (const step of [0, ...steps]) {
          expect(days(start + step)).toBe(dayIn(zone, start + step))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('begins at midnight there, to the millisecond', () => {
    const day = daysIn('Asia/Kathmandu')
    const midnight = Date.parse('2026-06-01T00:00:00+05:45')
    expect([day(midnight - 1), day(midnight), day(midnight + 24 * hourMs - 1)]).toEqual([
      '2026-05-31',
      '2026-06-01',
      '2026-06-01',
    ])
  })
})
