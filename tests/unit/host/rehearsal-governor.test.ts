import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RehearsalSpeed } from '#contract/rehearsal'
import { rehearsalSpeeds } from '#contract/rehearsal'
import type { Governed } from '#host/rehearsal-governor'
import { governed, ungoverned, wishedAnew } from '#host/rehearsal-governor'

const speeds = fc.constantFrom(...rehearsalSpeeds)
const looked = (first: Governed, wish: RehearsalSpeed, behind: (speed: RehearsalSpeed, look: number) => number, looks: number) =>
  Array.from({ length: looks }).reduce<readonly Governed[]>(
    (all, _, look) => {
      const before = all.at(-1) ?? first
      return [...all, governed(before, { wish, behindMs: behind(before.speed, look) })]
    },
    [first],
  )
const speedsOf = (all: readonly Governed[]): readonly RehearsalSpeed[] => all.map(({ speed }) => speed)
const changes = (all: readonly RehearsalSpeed[]): readonly RehearsalSpeed[] =>
  all.filter((speed, place) => speed !== all[place - 1])

describe('the speed of a rehearsal on a machine', () => {
  test('that is not behind stays as wished', () =>
    fc.assert(
      fc.property(speeds, fc.array(fc.integer({ min: -50, max: 120 }), { minLength: 1 }), (wish, delays) => {
        expect(changes(speedsOf(looked(ungoverned(wish), wish, (_, look) => delays[look] ?? 0, 60)))).toEqual([wish])
      }),
    ))

  test('goes down a step at a time while it is behind, to the slowest there is', () =>
    expect(changes(speedsOf(looked(ungoverned(60), 60, () => 20_000, 30)))).toEqual([60, 30, 10, 5, 2, 1]))

  test('is not changed by one hitch', () =>
    expect(changes(speedsOf(looked(ungoverned(60), 60, (_, look) => (look % 6 < 2 ? 3_000 : 20), 60)))).toEqual([60]))

  test('comes back step by step after it was calm for some seconds', () => {
    const slow = looked(ungoverned(60), 60, () => 20_000, 9).at(-1) ?? ungoverned(60)
    expect(slow.speed).toBe(5)
    const back = speedsOf(looked(slow, 60, () => 30, 60))
    expect(changes(back)).toEqual([5, 10, 30, 60])
    expect(back.indexOf(10)).toBe(10)
  })

  test('is tried less and less often where it is always too fast, and keeps to what the machine can do', () => {
    const all = speedsOf(looked(ungoverned(60), 60, speed => (speed > 10 ? 2_000 : 100), 2_000))
    const tries = all.flatMap((speed, place) => (speed === 30 && all[place - 1] === 10 ? [place] : []))
    const rests = tries.slice(1).map((at, place) => at - (tries[place] ?? 0))
    expect(rests.every((rest, place) => rest >= (rests[place - 1] ?? 0))).toBe(true)
    expect(rests.at(-1)).toBeGreaterThanOrEqual(120)
    expect(all.filter(speed => speed === 10).length / all.length).toBeGreaterThan(0.9)
  })

  test('whatever the machine does, is never faster than wished, and moves by steps', () =>
    fc.assert(
      fc.property(speeds, fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 50, maxLength: 300 }), (wish, delays) => {
        const all = speedsOf(looked(ungoverned(wish), wish, (_, look) => delays[look] ?? 0, delays.length))
        all.forEach((speed, place) => {
          expect(speed).toBeLessThanOrEqual(wish)
          const step = rehearsalSpeeds.indexOf(speed) - rehearsalSpeeds.indexOf(all[place - 1] ?? speed)
          expect(Math.abs(step)).toBeLessThanOrEqual(1)
        })
      }),
    ))

  test('is at once what a person wishes, but no faster than what the machine was found to keep up with', () => {
    const slow = looked(ungoverned(60), 60, () => 20_000, 6).at(-1) ?? ungoverned(60)
    expect(slow.speed).toBe(10)
    expect(wishedAnew(slow, { was: 60, wish: 30 }).speed).toBe(10)
    expect(wishedAnew(slow, { was: 60, wish: 2 }).speed).toBe(2)
    expect(wishedAnew(ungoverned(2), { was: 2, wish: 60 }).speed).toBe(60)
  })
})
