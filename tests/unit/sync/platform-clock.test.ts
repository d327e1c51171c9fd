import { afterEach, expect, it } from 'vitest'
import { createPlatformClock } from '#sync/platform-clock'
import { openTestStore } from '../../open-test-store.ts'
import { testWorld } from '../../world-for-tests.ts'

const noon = Date.UTC(2027, 6, 1, 12)
const hands = { wall: noon, monotonic: 0 }
const world = testWorld({ clock: { now: () => hands.wall, monotonic: () => hands.monotonic, after: () => () => {} } })
const bench = openTestStore(world)
afterEach(() => Object.assign(hands, { wall: noon, monotonic: 0 }))

const pass = (ms: number): void => {
  hands.wall += ms
  hands.monotonic += ms
}
const hear = (clock: ReturnType<typeof createPlatformClock>, at: number): void =>
  clock.heard(new Date(at).toUTCString(), { monotonic: hands.monotonic, wall: hands.wall })

it("goes by the machine's clock before the platform was ever heard", () => {
  const clock = createPlatformClock(world, openTestStore(world).store)
  expect(clock.pessimisticNow()).toBe(noon)
  expect(clock.offsetMs()).toBeNull()
})

it("a machine that is an hour slow reckons with the platform's time and says so", () => {
  const clock = createPlatformClock(world, bench.store)
  hear(clock, noon + 3_600_000)
  expect(clock.pessimisticNow()).toBeGreaterThanOrEqual(noon + 3_600_000)
  expect(clock.pessimisticNow()).toBeLessThanOrEqual(noon + 3_602_000)
  expect(clock.warning()).toMatchObject({ code: 'clock-wrong', parameters: { minutes: 60 } })
})

it('setting the clock back neither while it runs nor over a restart turns it back', () => {
  const clock = createPlatformClock(world, bench.store)
  hear(clock, noon)
  pass(60_000)
  clock.keep()
  const reached = clock.pessimisticNow()
  hands.wall -= 7_200_000
  expect(clock.pessimisticNow()).toBeGreaterThanOrEqual(reached)
  Object.assign(hands, { wall: noon - 7_200_000, monotonic: 0 })
  const restarted = createPlatformClock(world, bench.store)
  expect(restarted.pessimisticNow()).toBeGreaterThanOrEqual(reached)
  for (let minute = 1; minute <= 10; minute += 1) {
    pass(60_000)
    restarted.keep()
    expect(restarted.pessimisticNow() - reached).toBeGreaterThanOrEqual(minute * 60_000)
    expect(restarted.pessimisticNow() - reached).toBeLessThan(minute * 60_000 + 1000)
  }
})

it('counts the time that the machine was off', () => {
  const clock = createPlatformClock(world, bench.store)
  hear(clock, noon)
  Object.assign(hands, { wall: noon + 86_400_000, monotonic: 0 })
  expect(createPlatformClock(world, bench.store).pessimisticNow()).toBeGreaterThanOrEqual(noon + 86_400_000)
})
