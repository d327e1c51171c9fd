import { describe, expect, test } from 'vitest'
import { look } from '#domain/onsale/sight'
import { takenOf } from '#monitor/hands/servers'
import { bindingCeiling, serversPreview } from '#monitor/hands/steps'
import type { KeptMark } from '#store/onsale-mark'
import type { Night } from '../../domain/onsale/night.ts'
import { afterAnHour, group, sceneOf, startsAt, steady } from '../../domain/onsale/night.ts'

const hourMs = 3_600_000
const night = (connections: number | null, change: Partial<Night> = {}): Night => ({
  columns: {
    'web.cpu': afterAnHour(20, ...steady(60, 15)),
    ...(connections === null ? {} : { 'database.connections': afterAnHour(100, ...steady(connections, 15)) }),
  },
  servers: group(),
  ...change,
})
const mark = (kind: KeptMark['kind'], at: number, figures: KeptMark['figures']): KeptMark => ({
  id: `${kind} ${at}`,
  at,
  kind,
  subject: 'web',
  figures,
  by: 'Anna K.',
})
const previewOf = (of: Night, marks: readonly KeptMark[] = [], askedElsewhereAt: number | null = null) => {
  const scene = sceneOf(of)
  return serversPreview(look(scene), group(), null, takenOf({ scene, marks, askedElsewhereAt }))
}
const spending = (preview: ReturnType<typeof previewOf>) => preview.ceilings.find(({ ceiling }) => ceiling === 'spending')

describe('the ceiling of the database', () => {
  test('says how many servers its connections still carry', () =>
    expect(previewOf(night(500)).ceilings.find(({ ceiling }) => ceiling === 'database')?.left).toBe(5))
  test('stays in sight when nobody sees the connections: it binds nothing, and a step asks for a reason', () => {
    const preview = previewOf(night(null))
    expect(preview.ceilings.find(({ ceiling }) => ceiling === 'database')).toEqual({
      ceiling: 'database',
      left: null,
      figures: { mostConnections: 700 },
    })
    expect(bindingCeiling(preview.ceilings)?.ceiling).not.toBe('database')
    expect([preview.reasonWanted, previewOf(night(500)).reasonWanted]).toEqual([true, false])
  })
  test('is not there where the plan knows no limit', () =>
    expect(previewOf(night(null, { limits: { databaseConnections: null } }))).toMatchObject({ reasonWanted: false }))
})

describe('the ceiling of money', () => {
  const plan = { plannedEndAt: startsAt + 10 * 60_000 }
  const armed = mark('armed', startsAt, { untilAt: startsAt + 2 * hourMs })
  test('holds on when a sale runs over its planned end: servers are paid for while levers are armed', () => {
    const limits = { spendingCents: 100, serverHourMicroDollars: 239_000 }
    const step = mark('servers-asked', startsAt, { fromServers: 10, toServers: 12 })
    const over = previewOf(night(500, { plan, limits }), [armed, step])
    // two servers for two hours at 23.9 cents, and an hour and three quarters to go
    expect(over.rentedUntil).toBe(startsAt + 2 * hourMs)
    expect(spending(over)?.figures).toMatchObject({ spentCents: 2 * 2 * 23.9 })
    expect(spending(over)?.left).toBe(0)
    expect(over.steps[0]?.centsUntilEnd).toBeCloseTo(23.9 * 1.75)
  })
  test('reckons to the planned end where that is later than the arming', () =>
    expect(previewOf(night(500), [mark('armed', startsAt, { untilAt: startsAt + hourMs })]).rentedUntil).toBe(
      startsAt + 2 * hourMs,
    ))
})

test('a step of another sale on the same group is rested after as well', () => {
  const soon = startsAt + 14 * 60_000
  expect(previewOf(night(500)).steps[0]?.why).toBeNull()
  expect(previewOf(night(500), [], soon).steps[0]?.why?.code).toBe('cooling-down')
  expect(previewOf(night(500), [mark('servers-asked', soon, {})], startsAt - hourMs).steps[0]?.why?.code).toBe('cooling-down')
})
