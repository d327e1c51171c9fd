import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { erlangB, erlangC, meanInSystem, meanWait, sojournBeyond } from '#sandbox/cloud/erlang'
import { shareBeyond, timeBelow } from '#sandbox/cloud/latency'
import { steadyLine, steadyUpTo, workOff } from '#sandbox/cloud/station'
import { chanceFrom } from '../../seeded-chance.ts'

describe('a line before several servers', () => {
  test('loses as many calls as Erlang’s tables say', () => {
    expect(erlangB({ servers: 1, load: 1 })).toBeCloseTo(0.5, 12)
    expect(erlangB({ servers: 2, load: 1 })).toBeCloseTo(0.2, 12)
    expect(erlangB({ servers: 10, load: 5 })).toBeCloseTo(0.01838, 5)
    expect(erlangB({ servers: 20, load: 12 })).toBeCloseTo(0.0098, 4)
  })

  test('makes as many wait as Erlang’s formula for delay says', () => {
    expect(erlangC({ servers: 1, load: 0.7 })).toBeCloseTo(0.7, 12)
    expect(erlangC({ servers: 2, load: 1 })).toBeCloseTo(1 / 3, 12)
    expect(erlangC({ servers: 10, load: 8 })).toBeCloseTo(0.40918, 5)
    expect([erlangC({ servers: 4, load: 0 }), erlangC({ servers: 4, load: 4 })]).toEqual([0, 1])
  })

  test('is that of the eye clinic in Gross and Harris: three doctors, six patients an hour, twenty minutes each', () => {
    const clinic = { servers: 3, load: 2 }
    expect(meanInSystem(clinic)).toBeCloseTo(26 / 9, 12)
    expect(meanWait(clinic, 20)).toBeCloseTo((4 / 27) * 60, 10)
  })

  test('before one server lasts as long as the exponential law says', () => {
    const line = { servers: 1, load: 0.8 }
    for (const time of [0.5, 2, 10, 30]) expect(sojournBeyond(line, 1, time)).toBeCloseTo(Math.exp(-0.2 * time), 10)
    expect(timeBelow([{ requests: 100, shift: 0, line, serviceTime: 1 }], 0.95)).toBeCloseTo(-Math.log(0.05) / 0.2, 6)
  })

  test('is endless where more comes in than can be done', () => {
    expect(meanInSystem({ servers: 3, load: 3 })).toBe(Number.POSITIVE_INFINITY)
    expect(meanWait({ servers: 3, load: 5 }, 1)).toBe(Number.POSITIVE_INFINITY)
    expect(steadyLine(3, 5).load).toBeCloseTo(3 * steadyUpTo, 12)
  })

  test('played customer by customer comes to the same wait and the same 95th percentile', () => {
    const line = { servers: 4, load: 3.2 }
    const times = played(line, 200_000)
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length
    expect(mean / (1 + meanWait(line, 1))).toBeGreaterThan(0.96)
    expect(mean / (1 + meanWait(line, 1))).toBeLessThan(1.04)
    const p95 = timeBelow([{ requests: 1, shift: 0, line, serviceTime: 1 }], 0.95)
    const beyond = times.filter(time => time > p95).length / times.length
    expect(beyond).toBeGreaterThan(0.045)
    expect(beyond).toBeLessThan(0.055)
    expect(shareBeyond({ shift: 0, line, serviceTime: 1 }, p95)).toBeCloseTo(0.05, 6)
  })
})

/** Times in line and service of customers who come at random and are served at random, the mean service taking one. */
const played = ({ servers, load }: { servers: number; load: number }, customers: number): readonly number[] => {
  const chance = chanceFrom(1917)
  const exponential = (mean: number): number => -Math.log(1 - chance.unit()) * mean
  const freeAt = Array.from({ length: servers }, () => 0)
  let now = 0
  return Array.from({ length: customers }, () => {
    now += exponential(1 / load)
    const server = freeAt.reduce((first, at, index) => (at < (freeAt[first] ?? 0) ? index : first), 0)
    const begins = Math.max(now, freeAt[server] ?? 0)
    const ends = begins + exponential(1)
    freeAt[server] = ends
    return ends - now
  })
}

describe('percentiles of several spells', () => {
  test('are of their mixture, not a mean of percentiles', () => {
    const quick = { requests: 950, shift: 0, line: { servers: 1, load: 0.1 }, serviceTime: 0.01 }
    const slow = { requests: 50, shift: 10, line: { servers: 1, load: 0.1 }, serviceTime: 0.01 }
    expect(timeBelow([quick, slow], 0.94)).toBeLessThan(1)
    expect(timeBelow([quick, slow], 0.96)).toBeGreaterThan(10)
    expect(timeBelow([], 0.95)).toBe(0)
  })
})

describe('an overload', () => {
  const figure = (max: number) => fc.double({ min: 0, max, noNaN: true })
  test('loses nobody: who was there and who came is served, in the system or turned away', () =>
    fc.assert(
      fc.property(
        fc.record({
          before: figure(5_000),
          arrivals: figure(5_000),
          perSecond: figure(500),
          seconds: fc.double({ min: 0.1, max: 60, noNaN: true }),
          steadyNumber: figure(2_000),
          room: figure(3_000),
        }),
        minute => {
          const { before, arrivals, perSecond, seconds, room } = minute
          const { inSystem, served, refused } = workOff(minute)
          expect(inSystem + served + refused).toBeCloseTo(before + arrivals, 6)
          for (const part of [inSystem, served, refused]) expect(part).toBeGreaterThanOrEqual(-1e-9)
          expect(inSystem).toBeLessThanOrEqual(room + 1e-9)
          expect(served).toBeLessThanOrEqual(perSecond * seconds + 1e-6)
        },
      ),
    ))

  test('of twice what can be done leaves half of it waiting, and one server more takes its share away', () => {
    const minute = { before: 0, arrivals: 1_200, seconds: 60, steadyNumber: 10, room: 10_000 }
    expect(workOff({ ...minute, perSecond: 10 })).toEqual({ inSystem: 600, served: 600, refused: 0 })
    expect(workOff({ ...minute, perSecond: 15 })).toEqual({ inSystem: 300, served: 900, refused: 0 })
    expect(workOff({ ...minute, perSecond: 10, room: 100 })).toEqual({ inSystem: 100, served: 600, refused: 500 })
  })
})
