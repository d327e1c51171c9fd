import { describe, expect, test } from 'vitest'
import type { ServersFace } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { Role } from '#contract/onsale-roles'
import { comingOf, measuredLeadOf, newsOf, stepsComing } from '#monitor/watch/steps'
import type { KeptMark } from '#store/onsale-mark'

const minute = 60_000
const from = Date.UTC(2026, 10, 24, 9)
const at = (minutes: number): number => from + minutes * minute
const mark = (kind: KeptMark['kind'], minutes: number, figures: Figures): KeptMark => ({
  id: `${kind} ${minutes}`,
  at: at(minutes),
  kind,
  subject: 'web',
  figures,
  by: null,
})
const asked = (minutes: number, fromServers: number, toServers: number): KeptMark =>
  mark('servers-asked', minutes, { fromServers, toServers })
const ready = (minutes: number, askedMinute: number, leadMinutes: number, seenText = 'balancer'): KeptMark =>
  mark('servers-ready', minutes, { askedAt: at(askedMinute), leadMs: leadMinutes * minute, seenText })
const wanting = (desired: number, minutes: number) => ({ desired, readAt: at(minutes) })

const group = (inService: number, over: Partial<ServersFace> = {}): ServersFace => ({
  group: 'web',
  instanceType: 'c3.xlarge',
  desired: 12,
  minimum: 10,
  maximum: 20,
  inService,
  pending: 0,
  failure: null,
  readAt: at(8),
  coming: null,
  ...over,
})
/** Healthy servers as the balancer counts them, a value a minute. */
const tableOf = (healthy: readonly number[]) => {
  const column = (role: Role) => Float64Array.from(role === 'balancer.healthy' ? healthy : healthy.map(() => Number.NaN))
  return { from, count: healthy.length, column, each: (role: Role) => [column(role)] }
}
const step = { from: 10, to: 12, askedAt: at(1.5), group: 'web' }
const news = (healthy: readonly number[], inServiceMinute: number | null, now = 11) =>
  newsOf(
    step,
    {
      servers: group(12),
      table: tableOf(healthy),
      inServiceSince: inServiceMinute === null ? null : at(inServiceMinute),
      now: at(now),
    },
    [],
  )

describe('servers that were asked for', () => {
  test('are all on their way until each step has come: two steps are followed apart and shown as one', () => {
    const marks = [asked(0, 10, 12), asked(5, 12, 14)]
    expect(stepsComing(marks, wanting(14, 6)).map(({ to }) => to)).toEqual([12, 14])
    expect(comingOf(marks, wanting(14, 6))).toEqual({ from: 10, to: 14, askedAt: at(5), group: 'web' })
    expect(comingOf([...marks, ready(7, 0, 7)], wanting(14, 7))).toEqual({ from: 12, to: 14, askedAt: at(5), group: 'web' })
    expect(comingOf([...marks, ready(7, 0, 7), ready(12, 5, 7)], wanting(14, 12))).toBeNull()
  })
  test('are on their way however long they take, also while the group cannot be read', () => {
    expect(comingOf([asked(0, 10, 12)], wanting(12, 300))).not.toBeNull()
    expect(comingOf([asked(0, 10, 12)], null)).not.toBeNull()
  })
  test('are fewer, or none, when somebody has taken them back', () => {
    expect(comingOf([asked(0, 10, 12)], wanting(11, 3))).toMatchObject({ from: 10, to: 11 })
    expect(comingOf([asked(0, 10, 12)], wanting(10, 3))).toBeNull()
    expect(comingOf([asked(1, 10, 12)], wanting(10, 1)), 'read before they were asked for').not.toBeNull()
    expect(
      stepsComing([asked(0, 10, 14), asked(20, 10, 12)], wanting(12, 25)),
      'and do not come back with a later step',
    ).toHaveLength(1)
  })
  test('serve from when the balancer counts them, not from when the group has them in service', () => {
    // in service after six minutes; in the eighth the balancer counts them for half of it
    expect(news([10, 10, 10, 10, 10, 10, 10, 10, 11, 12, 12], 7.5)).toEqual([
      {
        kind: 'servers-ready',
        at: at(8.5),
        figures: { readyServers: 2, leadMs: 7 * minute, askedAt: at(1.5), seenText: 'balancer' },
      },
    ])
    expect(news([10, 10, 10, 10, 10, 10, 10, 10, 10], 7.5), 'not counted yet').toEqual([])
  })
  test('are not waited for at the balancer for ever: it may count otherwise', () =>
    expect(news([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10], 7.5, 12.6)).toMatchObject([
      { at: at(7.5), figures: { seenText: 'group', leadMs: 6 * minute } },
    ]))
  test('serve as the group says where no balancer counts all of them: a zone at a time, or none', () => {
    expect(news([5, 5, 5, 5, 5, 5, 5, 5], 7.5)).toMatchObject([{ at: at(7.5), figures: { seenText: 'group' } }])
    expect(news([], 7.5)).toMatchObject([{ at: at(7.5), figures: { seenText: 'group' } }])
    expect(news([10, 10, 12, 12, 12, 12, 12, 12], null), 'the balancer alone does not vouch for the step').toEqual([])
  })
})

describe('how long a server takes', () => {
  test('is what the balancer measured; what only the group says is not believed to be quicker than the plan', () => {
    expect(measuredLeadOf([], 7 * minute)).toBeNull()
    expect(measuredLeadOf([ready(7, 0, 6)], 7 * minute)).toBe(6 * minute)
    expect(measuredLeadOf([ready(7, 0, 3, 'group')], 7 * minute)).toBe(7 * minute)
    expect(measuredLeadOf([ready(7, 0, 9, 'group')], 7 * minute)).toBe(9 * minute)
    expect(measuredLeadOf([ready(7, 0, 6), ready(20, 12, 8)], 7 * minute)).toBe(8 * minute)
  })
})
