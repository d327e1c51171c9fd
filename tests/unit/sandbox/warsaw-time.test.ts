import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoTime, localMoment, parseTime } from '#sandbox/warsaw-time'

const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
})
const moments = integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2060, 0, 1) })

describe('The zone of the programme', () => {
  it('agrees with the time zone database', () => {
    assert(property(moments, at => isoTime(at).slice(0, 19).replace('T', ' ') === wall.format(at)))
  })

  it('reads back what it wrote', () => {
    assert(property(moments, at => parseTime(isoTime(at)) === at))
  })

  it('knows summer from winter', () => {
    expect(isoTime(localMoment('2027-07-01', 20))).toBe('2027-07-01T20:00:00+02:00')
    expect(isoTime(localMoment('2027-01-01', 20))).toBe('2027-01-01T20:00:00+01:00')
  })

  it('refuses a bare plus that a query turned into a space', () => {
    expect(parseTime('2027-01-01T00:00:00 01:00')).toBeNull()
  })
})
