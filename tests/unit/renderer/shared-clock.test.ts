import { describe, expect, it } from 'vitest'
import { createSharedClock } from '../../../src/renderer/app/shared-clock.ts'
import { handClock } from '../../hand-clock.ts'

const start = 1_000_000_000_300

const stand = () => {
  const hand = handClock(start)
  const turn = { backMs: 0, waits: 0 }
  const clock = createSharedClock({
    now: () => hand.clock.now() - turn.backMs,
    wait: (task, delayMs) => {
      turn.waits += 1
      // never at once: a timer comes a millisecond later at the soonest
      return hand.clock.after(Math.max(1, delayMs), task)
    },
  })
  return { clock, turn, pass: hand.pass, now: () => hand.clock.now() - turn.backMs }
}

describe('the clock of the window', () => {
  it('tells each rhythm its whole seconds, and all that fall together in one turn', () => {
    const { clock, pass, now } = stand()
    const told: string[] = []
    clock.listen(1000, () => told.push(`second ${now() % 10_000}`))
    clock.listen(5000, () => told.push(`age ${now() % 10_000}`))
    clock.listen(1000, () => told.push(`other ${now() % 10_000}`))
    pass(4000)
    expect(told).toEqual([1000, 2000, 3000, 4000].flatMap(at => [`second ${at}`, `other ${at}`]))
    told.length = 0
    pass(1000)
    expect(told).toEqual(['second 5000', 'other 5000', 'age 5000'])
  })

  it('wakes once for all who listen, and not at all when nobody does', () => {
    const { clock, pass, turn } = stand()
    const stops = Array.from({ length: 12 }, () => clock.listen(1000, () => undefined))
    turn.waits = 0
    pass(10_000)
    expect(turn.waits).toBe(10)
    stops.forEach(stop => stop())
    turn.waits = 0
    pass(10_000)
    expect(turn.waits).toBe(0)
  })

  it('tells nobody who has stopped listening, also when another one stops it in the same turn', () => {
    const { clock, pass } = stand()
    const told: string[] = []
    const stops: (() => void)[] = []
    clock.listen(1000, () => {
      told.push('first')
      stops.forEach(stop => stop())
    })
    stops.push(clock.listen(1000, () => told.push('second')))
    pass(2000)
    expect(told).toEqual(['first', 'first'])
  })

  it('goes on when the clock on the wall is set back by an hour', () => {
    const { clock, pass, turn } = stand()
    const told: number[] = []
    clock.listen(1000, () => told.push(1))
    pass(2000)
    turn.backMs = 3_600_000
    clock.listen(1000, () => undefined)
    told.length = 0
    pass(3000)
    expect(told.length).toBeGreaterThanOrEqual(2)
  })
})
