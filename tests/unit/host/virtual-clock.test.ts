import { describe, expect, it } from 'vitest'
import { pacedClock } from '#host/virtual-clock'
import { machineClock } from '../../hand-clock.ts'

const started = () => {
  const real = machineClock()
  const clock = pacedClock(real, { realAt: 1_000_000, virtualAt: 5_000_000, speed: 10 })
  const rung: number[] = []
  return { real, clock, rung, ring: () => void rung.push(clock.now()) }
}

describe('The clock of a rehearsal', () => {
  it('runs at its speed from its own time', () => {
    const { real, clock } = started()
    real.pass(1_000)
    expect(clock.now()).toBe(5_010_000)
    expect(clock.monotonic()).toBe(10_000)
  })

  it('wakes sleepers in virtual time, in their order, whatever the speed becomes', () => {
    const { real, clock, rung, ring } = started()
    clock.after(60_000, ring)
    clock.after(20_000, ring)
    real.pass(3_000)
    expect(rung).toEqual([5_020_000])
    clock.pace({ realAt: real.now(), virtualAt: clock.now(), speed: 60 })
    real.pass(499)
    expect(rung).toHaveLength(1)
    real.pass(1)
    expect(rung).toEqual([5_020_000, 5_060_000])
  })

  it('stands still when it is told to, and its sleepers with it', () => {
    const { real, clock, rung, ring } = started()
    clock.after(1_000, ring)
    clock.pace({ realAt: real.now(), virtualAt: clock.now(), speed: 0 })
    real.pass(3_600_000)
    expect(clock.now()).toBe(5_000_000)
    expect(rung).toEqual([])
    clock.pace({ realAt: real.now(), virtualAt: clock.now(), speed: 1 })
    real.pass(1_000)
    expect(rung).toHaveLength(1)
  })

  it('changes over at the moment it was told of, without a leap, and whoever decides again before that is heard', () => {
    const { real, clock } = started()
    const slower = { realAt: real.now() + 400, virtualAt: clock.now() + 4_000, speed: 2 }
    clock.pace(slower)
    real.pass(399)
    expect(clock.now()).toBe(5_003_990)
    real.pass(1)
    expect(clock.now()).toBe(5_004_000)
    real.pass(1_000)
    expect(clock.now()).toBe(5_006_000)
    clock.pace({ realAt: real.now() + 400, virtualAt: clock.now() + 800, speed: 60 })
    clock.pace({ realAt: real.now(), virtualAt: clock.now(), speed: 0 })
    real.pass(10_000)
    expect(clock.now()).toBe(5_006_000)
  })

  it('does not take a jump of the time of day for time gone by', () => {
    const { real, clock, rung, ring } = started()
    clock.after(60_000, ring)
    clock.pace({ realAt: real.now(), virtualAt: 90_000_000, speed: 10 })
    expect(clock.now()).toBe(90_000_000)
    real.pass(5_999)
    expect(rung).toEqual([])
    real.pass(1)
    expect(rung).toEqual([90_060_000])
  })

  it('forgets a sleeper who was called off, and lets a sleeper schedule the next', () => {
    const { real, clock, rung, ring } = started()
    clock.after(10_000, ring)()
    clock.after(10_000, () => {
      ring()
      clock.after(10_000, ring)
    })
    real.pass(2_000)
    expect(rung).toEqual([5_010_000, 5_020_000])
  })
})
