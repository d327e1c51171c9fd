import { describe, expect, test } from 'vitest'
import type { OnsaleMinutes } from '#contract/onsale-face'
import { bandColumns, gaps } from '../../../../src/renderer/onsale/band-columns.ts'
import { bands, shownAt } from '../../../../src/renderer/onsale/bands.ts'

const minuteMs = 60_000
const minutes: OnsaleMinutes = {
  revision: 1,
  from: 0,
  count: 6,
  columns: {
    'balancer.p95': [0.4, 9.5, 8.1, 0.5, 0.6, 0.7],
    'balancer.requests': [900, 3, 199, 200, 5_000, null],
    'web.cpu': [1, 2, 3, 4, 5, 6],
  },
}
const bandOf = (name: string) => {
  const band = bands.find(each => each.band === name)
  if (!band) throw new Error('no such band')
  return band
}
const source = (provisionalFrom: number) => ({
  source: 'aws' as const,
  state: 'fresh' as const,
  newestAt: 6 * minuteMs,
  provisionalFrom,
  since: null,
  lateAfterMs: 180_000,
  everyMs: 20_000,
  reasons: [],
})

describe('a band of the axis', () => {
  test('draws no 95th percentile of a handful of requests, and joins nothing over it', () => {
    const columns = bandColumns(bandOf('answer'), minutes, source(6 * minuteMs), 6 * minuteMs)
    expect(columns[1]).toEqual([0.4, null, null, 0.5, 0.6, 0.7])
    expect(gaps(columns)).toEqual([[minuteMs, 3 * minuteMs]])
    expect([0, 1, 2, 3].map(place => shownAt(bandOf('answer'), minutes, place * minuteMs))).toEqual([0.4, null, null, 0.5])
  })

  test('draws everything else however few requests there were', () => {
    expect(bandColumns(bandOf('cpu'), minutes, source(6 * minuteMs), 6 * minuteMs)[1]).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('sets apart what may still change, hanging together with what may not', () => {
    const [, settled, unsettled] = bandColumns(bandOf('cpu'), minutes, source(4 * minuteMs), 6 * minuteMs)
    expect(settled).toEqual([1, 2, 3, 4, null, null])
    expect(unsettled).toEqual([null, null, null, 4, 5, 6])
  })
})
