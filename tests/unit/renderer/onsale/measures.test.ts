import { describe, expect, test } from 'vitest'
import type { OnsaleMinutes } from '#contract/onsale-face'
import { roles } from '#contract/onsale-roles'
import { roleTable } from '#domain/onsale/role-table'
import { sayIn } from '#words/say'
import { bands } from '../../../../src/renderer/onsale/bands.ts'
import { isChanceMeasure, knownMeasures, measures, measureText } from '../../../../src/renderer/onsale/measures.ts'

const setting = { say: sayIn('en'), currency: 'PLN', timezone: 'Europe/Warsaw' }
const measureOf = (role: string) => {
  const measure = measures.find(each => each.role === role)
  if (!measure) throw new Error('no such measure')
  return measure
}
const text = (role: string, value: number): string => measureText(measureOf(role), value, setting)

describe('the table of a lane', () => {
  test('leaves out nothing that Kasa measures, and has nothing twice', () =>
    expect([...bands.map(({ role }) => role), ...measures.map(({ role }) => role)].toSorted()).toEqual([...roles].toSorted()))

  test('says of each measure whose it is as the minutes do', () =>
    expect(measures.filter(({ role, source }) => roleTable[role].source !== source)).toEqual([]))

  test('has a column for what somebody reports, and none for what nobody does', () => {
    const minutes: OnsaleMinutes = {
      revision: 1,
      from: 0,
      count: 2,
      columns: { 'cache.evictions': [null, 4], 'mail.oldest': [null, null], 'shop.time': [0.4, null] },
    }
    expect(knownMeasures('cloud', minutes, [0, 60_000]).map(({ role }) => role)).toEqual(['cache.evictions'])
    expect(knownMeasures('cloud', minutes, [0])).toEqual([])
    expect(knownMeasures('edge', minutes, [0]).map(({ role }) => role)).toEqual(['shop.time'])
  })

  test('writes each in its unit', () => {
    expect(text('shop.time', 0.42)).toMatch(/^0\.42\ss$/)
    expect(text('database.read-latency', 0.0042)).toBe('4.2')
    expect(text('edge.bytes', 12_345_678_900)).toBe('12,346')
    expect(text('web.memory', 41.7)).toBe('42%')
    expect(text('sales.gross', 24_900)).toContain('249')
    expect([text('shop.answered', 1), text('shop.answered', 0)]).toEqual(['yes', 'no'])
  })

  test('holds back percentiles of too few requests', () => {
    const minutes: OnsaleMinutes = { revision: 1, from: 0, count: 2, columns: { 'balancer.requests': [999, 1_000] } }
    expect([0, 60_000].map(at => isChanceMeasure(measureOf('balancer.p99'), minutes, at))).toEqual([true, false])
    expect(isChanceMeasure(measureOf('balancer.p50'), minutes, 0)).toBe(false)
  })
})
