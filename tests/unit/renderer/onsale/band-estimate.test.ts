import { describe, expect, test } from 'vitest'
import type { OnsaleMinutes } from '#contract/onsale-face'
import { bandColumns } from '../../../../src/renderer/onsale/band-columns.ts'
import { estimatesOf, marginOf, outlineOf } from '../../../../src/renderer/onsale/band-estimate.ts'
import { bands } from '../../../../src/renderer/onsale/bands.ts'

const minuteMs = 60_000
const minutes: OnsaleMinutes = {
  revision: 1,
  from: 0,
  count: 6,
  columns: {
    'edge.requests': [9_000, 10_000, 40_000, null, 90_000, 500],
    'edge.sample-interval': [null, 10, 5, null, 10, 1],
    'web.cpu': [50, 50, 50, 50, 50, 50],
  },
}
const stripsOf = (name: string) => {
  const band = bands.find(each => each.band === name)
  if (!band) throw new Error('no such band')
  return estimatesOf(band, minutes, bandColumns(band, minutes, undefined, 6 * minuteMs))
}

describe('the strip around a line that is estimated from samples', () => {
  test('is as wide as the estimate may be off, and only where it is one', () => {
    const [pair, alone, ...more] = stripsOf('requests')
    expect(more).toEqual([])
    // 10,000 from one in ten: a standard error of 300; 40,000 from one in five: of 400; 90,000 from one in ten: of 900
    expect(pair).toEqual([
      { at: 1.5 * minuteMs, low: 10_000 - 588, high: 10_000 + 588 },
      { at: 2.5 * minuteMs, low: 40_000 - 784, high: 40_000 + 784 },
    ])
    expect(alone).toEqual([{ at: 4.5 * minuteMs, low: 90_000 - 1_764, high: 90_000 + 1_764 }])
  })

  test('is drawn along its top and back along its bottom, over the whole of its minutes and no further than knowledge', () => {
    const [pair = [], alone = []] = stripsOf('requests')
    const times = outlineOf(pair, 6 * minuteMs).map(([at]) => at / minuteMs)
    expect(times).toEqual([1, 1.5, 2.5, 3, 3, 2.5, 1.5, 1])
    expect(outlineOf(pair, 6 * minuteMs).map(([, value]) => value)).toEqual([
      10_588, 10_588, 40_784, 40_784, 39_216, 39_216, 9_412, 9_412,
    ])
    expect(outlineOf(alone, 4.7 * minuteMs).map(([at]) => at / minuteMs)).toEqual([4, 4.5, 4.7, 4.7, 4.5, 4])
    expect(outlineOf([], 6 * minuteMs)).toEqual([])
  })

  test('is not there around what was counted', () => expect(stripsOf('cpu')).toEqual([]))

  test('holds the true count nineteen times of twenty', () => {
    // a small generator of the same numbers each time (Numerical Recipes, "quick and dirty")
    let seed = 7
    const drawn = (): number => (seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32
    const [requests, interval, nights] = [4_000, 10, 500]
    const held = Array.from({ length: nights }, () => {
      const looked = Array.from({ length: requests }, () => drawn() < 1 / interval).filter(Boolean).length
      const estimate = looked * interval
      return Math.abs(estimate - requests) <= marginOf(estimate, interval)
    }).filter(Boolean).length
    expect(held / nights).toBeGreaterThan(0.92)
    expect(held / nights).toBeLessThan(0.98)
  })
})
