import { describe, expect, test } from 'vitest'
import type { OnsaleMinutes } from '#contract/onsale-face'
import { bandColumns, forecastOf, gaps } from '../../../../src/renderer/onsale/band-columns.ts'
import { bands, bandsFor, laneHead, shownAt } from '../../../../src/renderer/onsale/bands.ts'
import { openFace, plan } from '../../../cockpit/invented-face.ts'

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
  test('goes no further than the present in the minute that runs', () => {
    const now = 5 * minuteMs + 10_000
    const [x] = bandColumns(bandOf('cpu'), minutes, { ...source(now), newestAt: 4.6 * minuteMs }, now)
    expect(x.slice(-2)).toEqual([4.5 * minuteMs, now])
  })

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

describe('what a band expects', () => {
  const face = openFace()
  const { race } = face
  if (!race) throw new Error('the invented sale races')
  const range = { fromAt: race.fullFromAt, toAt: race.fullToAt }

  test('is drawn to the limit of the measure that races, and of no other', () => {
    expect(forecastOf(bandOf('connections'), face)).toEqual({ ...range, level: 700 })
    expect(forecastOf(bandOf('cpu'), face)).toBeNull()
  })

  test('is drawn for processors to all of them, though nobody sets that limit', () => {
    const hot = openFace({ race: { ...race, limit: 'web-cpu' } })
    expect(forecastOf(bandOf('cpu'), hot)).toEqual({ ...range, level: 100 })
    expect(forecastOf(bandOf('connections'), hot)).toBeNull()
  })
})

describe('the edge of a shop', () => {
  const { aws } = plan.cloud
  if (!aws) throw new Error('the invented sale runs on Amazon')
  const behind = (kinds: readonly ('cloudfront' | 'application-balancer')[]) => ({
    cloud: {
      ...plan.cloud,
      cloudflare: null,
      aws: { ...aws, resources: kinds.map(kind => ({ kind, name: kind, dimensions: {} })) },
    },
  })
  const edge = (of: Parameters<typeof bandsFor>[0]) => {
    const band = bandsFor(of).find(({ lane }) => lane === 'edge')
    return [laneHead('edge', of).word, laneHead('edge', of).source, band?.source, band?.role, band?.second?.role]
  }

  test('is Cloudflare where Cloudflare is part of the sale', () =>
    expect(edge(plan)).toEqual(['onsale.laneEdge', 'cloudflare', 'cloudflare', 'edge.requests', 'edge.cached-requests']))

  test('is CloudFront without Cloudflare, and the balancer without either; the lane says which', () => {
    expect(edge(behind(['application-balancer', 'cloudfront']))).toEqual([
      'onsale.laneCdn',
      'aws',
      'aws',
      'cdn.requests',
      undefined,
    ])
    expect(edge(behind(['application-balancer']))).toEqual(['onsale.laneBalancer', 'aws', 'aws', 'balancer.requests', undefined])
  })

  test('keeps its bands while nothing changes, so that no plot is made anew', () => {
    const sale = behind(['cloudfront'])
    expect(bandsFor(sale)).toBe(bandsFor({ cloud: { ...sale.cloud } }))
  })
})
