import { describe, expect, it } from 'vitest'
import { everybody } from '#sandbox/cloud/crowd'
import type { FaultKind } from '#sandbox/cloud/fault'
import { freshRun, stepMs, takeStep, type Run } from '#sandbox/cloud/model'
import { parseScenario, readScenario, scenarioIds } from '#sandbox/cloud/scenario-file'
import { timeBelow } from '#sandbox/cloud/latency'

type Played = {
  readonly run: Run
  readonly minutes: readonly {
    readonly minute: number
    readonly seen: number
    readonly p95: number
    readonly refused: number
    readonly failed: number
    readonly cpu: number
    readonly orders: number
  }[]
}
const play = (
  id: string,
  { fault, hands = () => undefined }: { readonly fault?: FaultKind; readonly hands?: (run: Run, minute: number) => void } = {},
): Played => {
  const scenario = readScenario(id)
  const faults = scenario.faults.map(one => ({ ...one, on: one.kind === fault }))
  const startsAt = scenario.startMinute * 60_000
  const run = freshRun(scenario, 0)
  const minutes = Array.from({ length: scenario.minutes }, (_, at) => {
    hands(run, at - scenario.startMinute)
    const steps = Array.from({ length: 12 }, (_step, step) =>
      takeStep(run, scenario, { at: at * 60_000 + step * stepMs, startsAt, faults }),
    )
    const sum = (measure: 'arrived' | 'refused' | 'failed' | 'orders'): number =>
      steps.reduce((total, { measured }) => total + measured[measure], 0)
    const last = steps.at(-1)?.measured
    return {
      minute: at - scenario.startMinute,
      seen: (last?.seen ?? 0) + sum('arrived'),
      p95: timeBelow(
        steps.map(({ spell }) => spell),
        0.95,
      ),
      refused: sum('refused'),
      failed: sum('failed'),
      cpu: last?.webCpu ?? 0,
      orders: sum('orders'),
    }
  })
  return { run, minutes }
}
const addFour = (run: Run, minute: number): void => {
  if (minute === -1) run.fleet.desired = 14
}
const between = ({ minutes }: Played, from: number, to: number) => minutes.filter(({ minute }) => minute >= from && minute < to)

describe('The first hour', () => {
  it('brings about 13,000 people a minute, a thousand times a usual minute', () => {
    const seen = play('first-hour').minutes.map(minute => minute.seen)
    expect(Math.max(...seen)).toBeGreaterThan(12_500)
    expect(Math.max(...seen)).toBeLessThan(13_500)
  })

  it('is too much for ten servers: they slow down, then the balancer turns people away', () => {
    const busy = between(play('first-hour'), 10, 30)
    expect(Math.max(...busy.map(({ p95 }) => p95))).toBeGreaterThan(1.5)
    expect(busy.some(({ refused }) => refused > 1_000)).toBe(true)
  })

  it('keeps its speed when servers are added in time, and sells more', () => {
    const [left, helped] = [play('first-hour'), play('first-hour', { hands: addFour })]
    const busy = between(helped, 7, 30)
    expect(Math.max(...busy.map(({ p95 }) => p95))).toBeLessThan(0.6)
    expect(busy.every(({ refused }) => refused < 1)).toBe(true)
    expect(helped.run.crowd.tickets).toBeGreaterThan(left.run.crowd.tickets)
  })

  it('is relieved within minutes when the inlet is slowed', () => {
    const slowed = play('first-hour', {
      hands: (run, minute) => {
        if (minute === 12 && run.room) run.room = { ...run.room, newUsersPerMinute: 840 }
      },
    })
    expect(between(slowed, 18, 30).every(({ cpu, refused }) => cpu < 90 && refused < 1)).toBe(true)
  })

  it.each(['slow-database', 'cache-purged'] as const)('loses orders to a fault: %s', fault => {
    const unharmed = play('first-hour', { hands: addFour })
    const harmed = play('first-hour', { hands: addFour, fault })
    const during = readScenario('first-hour').faults.find(({ kind }) => kind === fault)
    const orders = (played: Played): number =>
      between(played, during?.fromMinute ?? 0, during?.toMinute ?? 0).reduce((sum, minute) => sum + minute.orders, 0)
    expect(orders(harmed)).toBeLessThan(orders(unharmed) * 0.9)
  })
})

describe('Every scenario', () => {
  it.each(scenarioIds())('loses nobody: %s', id => {
    const { crowd } = play(id).run
    expect(everybody(crowd)).toBeCloseTo(crowd.arrived, 6)
    expect(crowd.tickets + crowd.stock + crowd.held).toBeCloseTo(readScenario(id).stock, 6)
  })

  it('answers errors to buyers when the database takes no more connections', () => {
    const harmed = between(play('two-waves', { fault: 'connection-limit' }), 26, 34)
    expect(harmed.every(({ failed }) => failed > 100)).toBe(true)
  })
})

describe('A scenario that somebody wrote', () => {
  const text = `{
  "name": { "pl": "Mój", "en": "Mine" },
  "about": { "pl": "Mój", "en": "Mine" },
  "event": "bieber",
  "stock": 100,
  "startMinute": 5,
  "minutes": 20,
  "arrivals": [[0, 10], [10, 0]],
  "room": null,
  "balancer": { "kind": "classic" },
  "web": { "instanceType": "c3.xlarge", "cores": 4, "serviceMs": 60, "pool": 40, "minimum": 1, "desired": 2, "maximum": 4 },
  "database": { "kind": "ec2", "instanceType": "c3.4xlarge", "cores": 16, "serviceMs": 12, "connections": 700 }
}`
  const complaint = (changed: string): string => {
    try {
      parseScenario(changed, 'mine', 'mine.json')
      return ''
    } catch (reason) {
      return (reason as Error).message
    }
  }

  it('is played as it is written', () => {
    expect(complaint(text)).toBe('')
  })

  it('hears in a sentence with the line what is wrong with it', () => {
    expect(complaint(text.replace('"stock": 100', '"stock": -1'))).toMatch(/^mine\.json, line 5: stock: /)
    expect(complaint(text.replace('"cores": 4', '"coers": 4'))).toMatch(/^mine\.json, line 11: web\./)
    expect(complaint(text.replace('"desired": 2', '"desired": 9'))).toBe(
      'mine.json, line 11: web.desired: must lie between minimum and maximum.',
    )
    expect(complaint(text.replace('"minutes": 20,', '"minutes": 20'))).toMatch(/^mine\.json, line 8: this is not JSON: /)
    expect(complaint(text.replace('"room": null', '"room": null,\n  "colour": "red"'))).toMatch(
      /^mine\.json, line 10: colour: is not a part of a scenario\.$/,
    )
  })
})
