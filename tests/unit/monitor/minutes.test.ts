import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Resource } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import { roles } from '#contract/onsale-roles'
import { minuteBoard, soundReadings } from '#monitor/minutes'
import type { Reading } from '#monitor/poll'

const minute = 60_000
const from = 1_000 * minute
const reading = (role: Role, at: number, value: number, resource = 'one'): Reading => ({
  role,
  resource,
  at: from + at * minute,
  value,
})
const withResources = (...kinds: readonly Resource['kind'][]) => ({
  cloud: {
    aws: { profile: 'p', region: 'eu-central-1', resources: kinds.map(kind => ({ kind, name: kind, dimensions: {} })) },
    cloudflare: null,
    shop: null,
    queue: null,
  },
})
const boardOf = (readings: readonly Reading[], plan: ReturnType<typeof withResources> | null = null) => {
  const board = minuteBoard({ from, plan })
  board.put(readings, 1)
  return board
}
const columnOf = (
  readings: readonly Reading[],
  role: Role,
  count: number,
  plan: ReturnType<typeof withResources> | null = null,
) => [
  ...boardOf(readings, plan)
    .table(from + count * minute)
    .column(role),
]

describe('minutes in columns', () => {
  test('several balancers add up; several groups have a mean; the worst database counts', () => {
    const two = [
      reading('balancer.requests', 0, 5, 'a'),
      reading('balancer.requests', 0, 7, 'b'),
      reading('balancer.requests', 1, 1, 'b'),
    ]
    expect(columnOf(two, 'balancer.requests', 3)).toEqual([12, 1, NaN])
    expect(columnOf([reading('web.cpu', 0, 50, 'a'), reading('web.cpu', 0, 70, 'b')], 'web.cpu', 1)).toEqual([60])
    expect(columnOf([reading('database.cpu', 0, 50, 'a'), reading('database.cpu', 0, 70, 'b')], 'database.cpu', 1)).toEqual([70])
  })
  test('what each of several groups tells stays apart beside what they tell together', () => {
    const groups = [reading('web.cpu', 0, 50, 'b'), reading('web.cpu', 1, 60, 'b'), reading('web.cpu', 1, 20, 'a')]
    const table = boardOf(groups).table(from + 2 * minute)
    expect(table.each('web.cpu').map(column => [...column])).toEqual([
      [NaN, 20],
      [50, 60],
    ])
    expect([...table.column('web.cpu')]).toEqual([50, 40])
    expect(table.each('database.cpu').map(column => [...column])).toEqual([[NaN, NaN]])
  })
  test('a percentile counts by the requests of its own balancer, not by those of another', () => {
    const two = (shop: number, admin: number) => [
      reading('balancer.p95', 0, 0.4, 'shop'),
      reading('balancer.p95', 0, 9, 'admin'),
      reading('balancer.requests', 0, shop, 'shop'),
      reading('balancer.requests', 0, admin, 'admin'),
    ]
    const told = (shop: number, admin: number) => columnOf(two(shop, admin), 'balancer.p95', 1)
    expect(told(5_000, 5)).toEqual([0.4])
    expect(told(5_000, 200)).toEqual([9])
    // two handfuls make no sample; all of them together too few is for the reader to see
    expect(told(150, 150)).toEqual([NaN])
    expect(told(90, 5)).toEqual([9])
    // requests that come in later say so too
    const board = boardOf(two(5_000, 5))
    expect([...board.table(from + minute).column('balancer.p95')]).toEqual([0.4])
    board.put([reading('balancer.requests', 0, 400, 'admin')], 2)
    expect([...board.table(from + minute).column('balancer.p95')]).toEqual([9])
  })
  test('an error that nobody reported is none, from the first minute with traffic to the newest, and not known after that', () => {
    const seen = [
      reading('balancer.requests', 1, 9),
      reading('balancer.requests', 3, 9),
      reading('balancer.errors', 2, 4),
      reading('web.cpu', 4, 50),
    ]
    expect(columnOf(seen, 'balancer.errors', 6)).toEqual([NaN, 0, 4, 0, NaN, NaN])
  })
  test('an error that was never reported at all is none only where the plan has who would report it', () => {
    const seen = [reading('balancer.requests', 0, 9)]
    expect(columnOf(seen, 'balancer.errors', 1, withResources('application-balancer'))).toEqual([0])
    expect(columnOf(seen, 'balancer.errors', 1)).toEqual([NaN])
    expect(columnOf(seen, 'balancer.surge', 1, withResources('application-balancer')), 'it has no surge queue').toEqual([NaN])
    expect(columnOf(seen, 'balancer.surge', 1, withResources('classic-balancer'))).toEqual([0])
    expect(columnOf(seen, 'firewall.blocked', 1, withResources('classic-balancer'))).toEqual([NaN])
  })
  test('a latency that was not reported stays unknown', () => {
    expect(columnOf([reading('balancer.requests', 0, 9), reading('balancer.p95', 1, 2)], 'balancer.p95', 2)).toEqual([NaN, 2])
  })
  test('a setting stays as it was, as long as its source speaks', () => {
    const seen = [reading('queue.limit-admitted', 1, 600), reading('queue.waiting', 3, 5)]
    expect(columnOf(seen, 'queue.limit-admitted', 6)).toEqual([NaN, 600, 600, 600, NaN, NaN])
  })
  test('a table does not change under who holds it', () => {
    const board = boardOf([reading('web.cpu', 0, 1)])
    const before = board.table(from + minute)
    board.put([reading('web.cpu', 0, 2)], 2)
    expect(before.column('web.cpu')[0]).toBe(1)
    expect(board.table(from + minute).column('web.cpu')[0]).toBe(2)
  })
  test('who has seen a revision is told from which minute on something changed, silence among it', () => {
    const board = minuteBoard({ from, plan: withResources('application-balancer') })
    board.put([reading('balancer.requests', 0, 1)], 1)
    board.put([reading('balancer.requests', 3, 1)], 2)
    expect((board.changedFrom(1) - from) / minute, 'errors of minutes 1 and 2 are zero now').toBe(1)
    expect(board.changedFrom(2)).toBe(Infinity)
    expect(board.changedFrom(0)).toBe(from)
  })
  test('minutes before the begin and far beyond the end are left out', () => {
    expect(columnOf([reading('web.cpu', -1, 5), reading('web.cpu', 99_999, 5)], 'web.cpu', 2)).toEqual([NaN, NaN])
  })
})

const anyReading = fc.record({
  role: fc.constantFrom<Role>(
    'balancer.requests',
    'balancer.errors',
    'web.cpu',
    'web.desired',
    'edge.requests',
    'edge.errors',
    'sales.orders',
    'sales.left',
    'queue.limit-active',
    'queue.waiting',
  ),
  resource: fc.constantFrom('one', 'two'),
  at: fc.integer({ min: 0, max: 29 }).map(at => from + at * minute),
  value: fc.integer({ min: 0, max: 50 }),
})
const whole = (board: ReturnType<typeof minuteBoard>) => {
  const table = board.table(from + 30 * minute)
  return roles.map(role => [role, [...table.column(role)]])
}

describe('however minutes arrive', () => {
  test('of several that only the last word counts of, it is the same one whoever spoke first', () => {
    const told = [
      { role: 'sales.left', resource: 'one', at: from, value: 1 },
      { role: 'sales.left', resource: 'two', at: from, value: 2 },
    ] as const
    const left = (...order: readonly (typeof told)[number][]) => {
      const board = minuteBoard({ from, plan: withResources('classic-balancer') })
      order.forEach((each, index) => board.put([each], index + 1))
      return board.table(from + minute).column('sales.left')[0]
    }
    expect(left(told[0], told[1])).toBe(left(told[1], told[0]))
  })
  test('in whatever order and pieces, with repetitions, the table is that of the last word on each', () => {
    const cut = fc.record({
      readings: fc.array(anyReading, { maxLength: 80 }),
      seed: fc.infiniteStream(fc.nat(1_000_000)),
      size: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(cut, ({ readings, seed, size }) => {
        const last = [...new Map(readings.map(each => [`${each.role} ${each.resource} ${each.at}`, each])).values()]
        const inOrder = minuteBoard({ from, plan: withResources('classic-balancer') })
        inOrder.put(
          last.toSorted((one, other) => one.at - other.at),
          1,
        )
        const shuffled = last.map(each => [seed.next().value, each] as const).toSorted(([one], [other]) => one - other)
        const piecewise = minuteBoard({ from, plan: withResources('classic-balancer') })
        for (let index = 0; index < shuffled.length; index += size) {
          piecewise.put(
            shuffled.slice(index, index + size).map(([, each]) => each),
            index + 1,
          )
          piecewise.table(from + (index % 30) * minute)
        }
        const asTheyCame = minuteBoard({ from, plan: withResources('classic-balancer') })
        readings.forEach((each, index) => asTheyCame.put([each], index + 1))
        expect(whole(piecewise)).toEqual(whole(inOrder))
        expect(whole(asTheyCame)).toEqual(whole(inOrder))
      }),
      { numRuns: 60 },
    )
  })
  test('what is told to have stayed the same has stayed the same', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyReading, { minLength: 1, maxLength: 6 }), { maxLength: 8 }), batches => {
        const board = minuteBoard({ from, plan: withResources('classic-balancer') })
        const seen: (readonly [number, ReturnType<typeof whole>])[] = [[0, whole(board)]]
        batches.forEach((batch, index) => {
          board.put(batch, index + 1)
          const now = whole(board)
          for (const [revision, before] of seen) {
            const same = Math.min(30, (board.changedFrom(revision) - from) / minute)
            expect(now.map(([role, values]) => [role, values?.slice(0, same)])).toEqual(
              before.map(([role, values]) => [role, values?.slice(0, same)]),
            )
          }
          seen.push([index + 1, now])
        })
      }),
      { numRuns: 60 },
    )
  })
})

describe('readings that cannot be true', () => {
  test('no number, less than nothing and the future are dropped and counted; of duplicates the last counts', () => {
    const now = from + 5 * minute
    const given = [
      reading('web.cpu', 0, NaN),
      reading('web.cpu', 1, -1),
      reading('web.cpu', 2, Infinity),
      reading('web.cpu', 90, 5),
      reading('web.cpu', 3, 4),
      { ...reading('web.cpu', 3, 6), at: from + 3 * minute + 17 },
    ]
    expect(soundReadings(given, now)).toEqual({ readings: [reading('web.cpu', 3, 6)], dropped: 4 })
  })
})
