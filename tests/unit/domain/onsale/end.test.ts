import { describe, expect, test } from 'vitest'
import { settleAfterEndMs } from '#domain/onsale/end'
import { freshMemory } from '#domain/onsale/memory'
import { minuteMs } from '#domain/onsale/scene'
import { think } from '#domain/onsale/think'
import { afterAnHour, room, sceneOf, startsAt, steady } from './night.ts'
import type { Night } from './night.ts'

const thought = (night: Night) => think(sceneOf(night), freshMemory)
const withRoom = {
  cloud: { aws: null, cloudflare: { address: null, zone: 'a'.repeat(32), room: 'b'.repeat(32) }, shop: null, queue: null },
}
const soldOut = (minutes: number) => ({
  'sales.left': afterAnHour(9, 5, ...steady(0, minutes)),
  'sales.tickets': afterAnHour(0, 4, ...steady(0, minutes)),
})

describe('a sale', () => {
  test('ends as planned, and its figures are final twenty minutes later', () => {
    const plannedEndAt = startsAt + minuteMs
    const columns = { 'balancer.rejected': afterAnHour(0, 5, 5, 5), 'sales.tickets': afterAnHour(0, 3, 4, 5) }
    const over = thought({ columns, plan: { plannedEndAt, stock: 15 } })
    expect(over).toMatchObject({ phase: 'over', end: { at: plannedEndAt, settledAt: plannedEndAt + settleAfterEndMs } })
    expect(over.verdict).toEqual({
      code: 'over-settling',
      severity: 'calm',
      figures: { endedAt: plannedEndAt, soldTickets: 12, allTickets: 15, settledAt: plannedEndAt + settleAfterEndMs },
    })
    const settled = thought({ columns: { 'sales.tickets': afterAnHour(0, ...steady(1, 21)) }, plan: { plannedEndAt, stock: 25 } })
    expect(settled.verdict).toMatchObject({ code: 'over', figures: { soldTickets: 21, allTickets: 25 } })
  })

  test('that has ended is judged no more: what stood is over, and no limit is named', () => {
    const columns = { 'balancer.rejected': afterAnHour(0, 5, 5, 5), 'web.cpu': afterAnHour(40, 95, 95, 95) }
    const before = thought({ columns })
    expect(before.findings.map(({ rule }) => rule)).toContain(1)
    const after = think(sceneOf({ columns, plan: { plannedEndAt: startsAt + 2 * minuteMs } }), before.memory)
    expect(after).toMatchObject({ findings: [], paused: [], constraint: null, race: null, money: null })
    expect(after.passed.map(({ rule, endedAt }) => [rule, endedAt])).toContainEqual([1, startsAt + 2 * minuteMs])
    expect(after.memory.standing).toEqual([])
  })

  test('that is sold out goes on while baskets may come back, and while somebody is in line', () => {
    expect(thought({ columns: soldOut(5) })).toMatchObject({ phase: 'sold-out', end: null })
    const line = { columns: soldOut(15), plan: withRoom, room: room({ waiting: 30 }) }
    expect(thought(line)).toMatchObject({ phase: 'sold-out', end: null })
    expect(thought({ ...line, room: null }).end, 'a line that nobody can see may be there').toBeNull()
  })

  test('is over ten minutes after the last ticket when nobody is in line, or when the last in line have gone', () => {
    const soldAt = startsAt + 2 * minuteMs
    const gone = thought({ columns: soldOut(15) })
    expect(gone).toMatchObject({ phase: 'over', end: { at: soldAt + 10 * minuteMs, soldOut: true } })
    expect(gone.verdict.code).toBe('over-sold-out-settling')
    const waiting = { ...soldOut(20), 'queue.waiting': afterAnHour(0, ...steady(9, 17), ...steady(0, 4)) }
    const left = thought({ columns: waiting, plan: withRoom, room: room({ waiting: 0 }) })
    expect(left.end?.at).toBe(startsAt + 17 * minuteMs)
  })

  test('goes on when tickets come back, and when its end is moved', () => {
    const back = { ...soldOut(15), 'sales.left': afterAnHour(9, 5, ...steady(0, 14), 2) }
    expect(thought({ columns: back })).toMatchObject({ phase: 'open', end: null })
    const quiet = { 'sales.orders': afterAnHour(0, ...steady(90, 9), ...steady(5, 21)) }
    expect(thought({ columns: quiet, plan: { plannedEndAt: startsAt + 20 * minuteMs } }).phase).toBe('over')
    expect(thought({ columns: quiet, plan: { plannedEndAt: startsAt + 60 * minuteMs } }).phase).toBe('open')
  })

  test('in full swing at its planned end is watched on, its alarms with it, until it has been quiet for ten minutes', () => {
    const plannedEndAt = startsAt + 10 * minuteMs
    const swinging = (quietMinutes: number) => ({
      columns: {
        'sales.orders': afterAnHour(0, ...steady(90, 30), ...steady(2, quietMinutes)),
        'balancer.rejected': afterAnHour(0, ...steady(7, 30 + quietMinutes)),
      },
      plan: { plannedEndAt },
    })
    expect(thought(swinging(0))).toMatchObject({ phase: 'open', end: null })
    expect(thought(swinging(9)).findings.map(({ rule }) => rule)).toContain(1)
    expect(thought(swinging(10))).toMatchObject({ phase: 'over', end: { at: startsAt + 40 * minuteMs } })
    const lined = (waiting: readonly number[]) => ({
      columns: { 'queue.waiting': afterAnHour(0, ...waiting), 'sales.orders': afterAnHour(0, ...steady(1, waiting.length)) },
      plan: { ...withRoom, plannedEndAt },
      room: room({ waiting: waiting.at(-1) ?? 0 }),
    })
    expect(thought(lined(steady(400, 30))).phase, 'somebody is in line').toBe('open')
    expect(thought(lined([...steady(400, 15), ...steady(0, 10)])).end?.at).toBe(startsAt + 25 * minuteMs)
  })

  test('that never becomes quiet is over two hours after its planned end', () => {
    const night = {
      columns: { 'sales.orders': afterAnHour(0, ...steady(90, 131)) },
      plan: { plannedEndAt: startsAt + 10 * minuteMs },
    }
    expect(thought({ ...night, settled: 60 + 129 }).phase).toBe('open')
    expect(thought(night)).toMatchObject({ phase: 'over', end: { at: startsAt + 130 * minuteMs } })
  })

  test('of which nobody knows how many tickets there were says how many were sold', () => {
    const night = { columns: { 'sales.tickets': afterAnHour(0, 3) }, plan: { plannedEndAt: startsAt, stock: null } }
    expect(thought(night).verdict).toMatchObject({ code: 'over-counted-settling', figures: { soldTickets: 3 } })
  })
})
