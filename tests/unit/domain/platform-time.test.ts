import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlatformTime } from '#domain/platform-time'
import { afterHearing, latestTime, offsetOf } from '#domain/platform-time'

/** A stretch of real time: how long, whether the machine slept through it, and the network's delays of the request after it. */
const stretch = fc.record({
  passesMs: fc.integer({ min: 0, max: 120_000 }),
  sleeps: fc.boolean(),
  sleepsInFlight: fc.boolean(),
  thereMs: fc.integer({ min: 0, max: 3000 }),
  backMs: fc.integer({ min: 0, max: 3000 }),
})

describe("the platform's time", () => {
  it('is never later than what the till reckons with, through slow networks, sleep and a wrong clock', () => {
    fc.assert(
      fc.property(
        fc.array(stretch, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: -7_200_000, max: 7_200_000 }),
        fc.integer({ min: 0, max: 999 }),
        (stretches, wrongBy, phase) => {
          let real = 1_800_000_000_000 + phase
          let monotonic = 0
          let known: PlatformTime | null = null
          for (const { passesMs, sleeps, thereMs, backMs, sleepsInFlight } of stretches) {
            real += passesMs
            monotonic += sleeps ? 0 : passesMs
            if (known) expect(latestTime(known, monotonic, real + wrongBy)).toBeGreaterThanOrEqual(real)
            const date = Math.floor((real + thereMs) / 1000) * 1000
            const asked = { monotonic, wall: real + wrongBy }
            real += thereMs + backMs
            monotonic += sleepsInFlight ? 0 : thereMs + backMs
            known = afterHearing(known, { date, asked, monotonic, wall: real + wrongBy })
            expect(latestTime(known, monotonic, real + wrongBy)).toBeGreaterThanOrEqual(real)
            expect(known.earliest).toBeLessThanOrEqual(real)
            expect(Math.abs(offsetOf(known) + wrongBy)).toBeLessThanOrEqual(1000 + thereMs + backMs)
          }
        },
      ),
    )
  })
  it('is narrowed by quick answers: ten of them tell it to within their round trip', () => {
    let known: PlatformTime | null = null
    for (let at = 0; at < 10; at += 1) {
      const real = 1_800_000_000_000 + at * 1100
      known = afterHearing(known, {
        date: Math.floor(real / 1000) * 1000,
        asked: { monotonic: at * 1100, wall: real },
        monotonic: at * 1100 + 10,
        wall: real + 10,
      })
    }
    expect((known?.latest ?? 0) - (known?.earliest ?? 0)).toBeLessThan(130)
  })
  it('is learnt anew when the platform sets its clock', () => {
    const before = afterHearing(null, {
      date: 10_000_000,
      asked: { monotonic: 0, wall: 9_999_995 },
      monotonic: 5,
      wall: 10_000_000,
    })
    const after = afterHearing(before, {
      date: 6_400_000,
      asked: { monotonic: 1000, wall: 10_000_995 },
      monotonic: 1005,
      wall: 10_001_000,
    })
    expect(after.latest).toBeLessThan(6_402_000)
  })
})
