import { describe, expect, test } from 'vitest'
import type { InletStep } from '#contract/onsale-hands'
import { inletPreview } from '#domain/onsale/inlet-steps'
import { look } from '#domain/onsale/sight'
import { serversPreview } from '#monitor/hands/steps'
import type { Night } from './night.ts'
import { afterAnHour, group, room, sceneOf, startsAt, steady } from './night.ts'

const inlet = { newPerMinute: 1_000, totalActive: 9_000 }
const limits = { standingConnections: 60, databaseConnections: 700, rehearsedUsers: 8_000 }
/** An hour before the sale and its first quarter of an hour. */
const quarter = (before: number, since: number) => afterAnHour(before, ...steady(since, 15))
/** A sale whose room lets in a thousand a minute, 3,000 are inside and 360 connections are open. */
const night = (change: Partial<Night> = {}): Night => ({
  limits,
  columns: {
    'database.connections': quarter(100, 360),
    'web.cpu': quarter(20, 50),
    'queue.active': quarter(0, 3_000),
    'queue.admitted': quarter(0, 1_000),
    'sales.orders': quarter(0, 150),
  },
  room: room({ active: 3_000, waiting: 12_000, waitMinutes: 12, newPerMinute: 1_000, totalActive: 9_000 }),
  ...change,
})
const preview = (change: Partial<Night> = {}, at = inlet) => inletPreview(look(sceneOf(night(change))), at)
const stepOf = (step: InletStep, change: Partial<Night> = {}, at = inlet) => {
  const found = preview(change, at).steps.find(each => each.step === step)
  if (!found) throw new Error(`no step ${step}`)
  return found
}
const connectionsOf = (connections: number): Partial<Night> => ({
  columns: { ...night().columns, 'database.connections': quarter(100, connections) },
})

describe('a step of the inlet', () => {
  test('shows what the servers, the database, the shop, the orders and the line would be', () =>
    expect(stepOf('slow-30')).toMatchObject({
      newPerMinute: 700,
      why: null,
      reasonWanted: false,
      inside: { now: 3_000, after: 2_100, most: 8_000 },
      connections: { now: 360, after: 270, most: 700 },
      cpuPercent: { now: 50, after: 35 },
      waitMinutes: { now: 12, after: 18 },
    }))
  test('brings as many orders as those before it did', () => {
    const { ordersPerMinute } = stepOf('open-10')
    expect(ordersPerMinute?.now).toBeCloseTo(150)
    expect(ordersPerMinute?.after).toBeCloseTo(165)
  })
  test('tells the same connections as the dialog that adds servers', () => {
    const lead = { serverLeadMs: 420_000, leadMeasured: false, inletLeadMs: 20_000, inletMeasured: false }
    const race = { limit: 'database-connections', fullFromAt: startsAt, fullToAt: startsAt, ...lead } as const
    const servers = serversPreview(look(sceneOf(night())), group(), race, {
      rentedUntil: startsAt + 7_200_000,
      addedCents: 0,
      lastStepAt: null,
    })
    expect(servers.inletFirst?.connectionsAfter).toBe(stepOf('slow-30').connections?.after)
  })
  test('says nothing of what nobody measures, and asks for a reason to open all the same', () => {
    const blind = { columns: {}, room: null }
    expect(stepOf('open-10', blind)).toMatchObject({
      connections: null,
      inside: null,
      cpuPercent: null,
      waitMinutes: null,
      why: null,
      reasonWanted: true,
    })
    expect(stepOf('slow-30', blind).reasonWanted).toBe(false)
    const unlimited = { ...blind, limits: { databaseConnections: null, rehearsedUsers: null } }
    expect(stepOf('open-10', unlimited).reasonWanted).toBe(false)
  })
})

describe('opening the inlet', () => {
  test('is allowed up to the lowest ceiling, which is shown with its figures', () => {
    expect(preview().ceilings).toEqual([
      { ceiling: 'users', left: 1_000, figures: { insideUsers: 3_000, safeUsers: 6_000 } },
      { ceiling: 'database', left: 666, figures: { connections: 360, mostConnections: 560 } },
      { ceiling: 'room', left: 8_000, figures: { newPerMinute: 1_000, totalActive: 9_000 } },
    ])
    expect(stepOf('open-10').why).toBeNull()
  })
  test('stops at three quarters of what a rehearsal stood', () => {
    const crowded = { room: room({ active: 5_500, newPerMinute: 1_000, totalActive: 9_000 }) }
    expect(stepOf('open-10', crowded).why).toEqual({ code: 'inlet-above-safe', parameters: { is: 6_050, most: 6_000 } })
    expect(stepOf('slow-20', crowded).why).toBeNull()
  })
  test('does not count more inside than the room keeps there', () => {
    const full = { room: room({ active: 5_500, newPerMinute: 1_000, totalActive: 5_600 }) }
    const step = stepOf('open-10', full, { newPerMinute: 1_000, totalActive: 5_600 })
    expect(step).toMatchObject({ inside: { after: 5_600 }, why: null })
  })
  test('fills the database to four fifths and no further', () => {
    expect(stepOf('open-10', connectionsOf(514)).why).toBeNull()
    expect(stepOf('open-10', connectionsOf(516)).why).toEqual({
      code: 'inlet-fills-database',
      parameters: { is: 562, most: 560 },
    })
  })
  test('names the ceiling that binds when it would go beyond several', () => {
    const both = { ...connectionsOf(560), room: room({ active: 5_500, newPerMinute: 1_000, totalActive: 9_000 }) }
    expect(stepOf('open-10', both).why?.code).toBe('inlet-fills-database')
  })
  test('lets in no more a minute than the room keeps inside at once: Cloudflare refuses it', () =>
    expect(stepOf('open-10', {}, { newPerMinute: 1_000, totalActive: 1_050 }).why).toEqual({
      code: 'inlet-above-room',
      parameters: { is: 1_100, most: 1_050 },
    }))
})

describe('slowing the inlet', () => {
  test('goes down to the least that Cloudflare takes, and not below', () => {
    expect(stepOf('slow-30', {}, { newPerMinute: 250, totalActive: 9_000 })).toMatchObject({ newPerMinute: 200, why: null })
    expect(stepOf('slow-30', {}, { newPerMinute: 200, totalActive: 9_000 })).toMatchObject({
      newPerMinute: 200,
      why: { code: 'inlet-at-least', parameters: { least: 200 } },
    })
  })
})
