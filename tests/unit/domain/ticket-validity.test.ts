import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dynamicValidity } from '#domain/validity'
import { fromWallTime, toWallTime } from '#contract/wall-time'

type Duration = { readonly months?: number; readonly days?: number; readonly hours?: number; readonly minutes?: number }
const item = (duration: Duration) => ({
  validity_mode: 'dynamic',
  ...Object.fromEntries(Object.entries(duration).map(([part, count]) => [`validity_dynamic_duration_${part}`, count])),
})

/** Sold at, valid for, until: as the platform's own rule reckons it in Warsaw. */
const cases: readonly (readonly [string, Duration, string])[] = [
  ['2026-11-23T12:30:00Z', { hours: 24 }, '2026-11-24T12:30:00Z'],
  ['2026-11-23T12:30:00Z', { days: 1 }, '2026-11-23T22:59:59Z'],
  ['2026-11-23T23:30:00Z', { days: 3 }, '2026-11-26T22:59:59Z'],
  ['2026-03-01T09:00:00Z', { months: 1 }, '2026-03-31T21:59:59Z'],
  ['2026-01-31T09:00:00Z', { months: 1 }, '2026-02-28T22:59:59Z'],
  ['2026-11-23T12:30:00Z', { months: 12 }, '2027-11-22T22:59:59Z'],
  ['2026-11-23T12:30:00Z', { months: 1, days: 2, hours: 6 }, '2026-12-25T04:59:59Z'],
  ['2027-03-27T11:30:00Z', { hours: 14 }, '2027-03-28T01:30:00Z'],
  ['2027-03-27T01:30:00Z', { hours: 24 }, '2027-03-28T01:30:00Z'],
  ['2027-10-30T12:00:00Z', { hours: 24 }, '2027-10-31T13:00:00Z'],
  ['2027-10-30T00:30:00Z', { hours: 24 }, '2027-10-31T00:30:00Z'],
  ['2026-11-23T12:30:00Z', { days: 2, minutes: 90 }, '2026-11-25T00:29:59Z'],
]

describe('a ticket that counts from its sale', () => {
  it.each(cases)('sold %s for %j is valid until %s', (sold, duration, until) => {
    const validity = dynamicValidity(item(duration), 'Europe/Warsaw', Date.parse(sold))
    expect(validity).toEqual({ from: Date.parse(sold), until: Date.parse(until) })
  })

  it('is the only one that the till reckons', () => {
    for (const mode of [null, 'fixed', 'something-new'])
      expect(dynamicValidity({ validity_mode: mode }, 'Europe/Warsaw', 0)).toBeNull()
  })
})

it('the clock on the wall goes there and back, except in the hours that come twice', () => {
  const at = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) })
  fc.assert(
    fc.property(at, fc.constantFrom('Europe/Warsaw', 'America/St_Johns', 'Asia/Kathmandu', 'Nowhere/Unknown'), (at, zone) => {
      const back = fromWallTime(zone, toWallTime(zone, at))
      expect([0, 3_600_000]).toContain(at - back)
      expect(toWallTime(zone, back)).toBe(toWallTime(zone, at))
    }),
  )
})
