import { describe, expect, test } from 'vitest'
import type { OnsaleMinutes } from '#contract/onsale-face'
import type { Role } from '#contract/onsale-roles'
import { sayIn } from '#words/say'
import { bands, sampleInterval } from '../../../../src/renderer/onsale/bands.ts'
import { minuteValue } from '../../../../src/renderer/onsale/cockpit-words.ts'

const minuteMs = 60_000
const minutes: OnsaleMinutes = {
  revision: 1,
  from: 0,
  count: 3,
  columns: {
    'edge.requests': [9_000, 386_000, 500],
    'edge.threats': [1, 1, 1],
    'balancer.requests': [900, 38_600, 50],
    'edge.sample-interval': [null, 10, 1],
  },
}
const requests = bands.find(({ band }) => band === 'requests')
if (!requests) throw new Error('the edge has a band')
const said = (language: 'pl' | 'en', minute: number): string =>
  minuteValue(requests, minutes.columns['edge.requests']?.[minute] ?? 0, { minutes, at: minute * minuteMs }, sayIn(language))

describe('figures of the edge that are estimated from samples', () => {
  test('say that they are about so much, in the minutes in which they were, and in no others', () => {
    expect([0, 1, 2].map(minute => said('en', minute).startsWith('about'))).toEqual([false, true, false])
    expect(said('pl', 1).startsWith('ok.')).toBe(true)
  })

  test('are those of the traffic; what the firewall and Amazon count is none', () => {
    const of = (role: Role): number | null => sampleInterval(role, minutes, minuteMs)
    expect([of('edge.requests'), of('edge.cached-requests'), of('edge.visits')]).toEqual([10, 10, 10])
    expect([of('balancer.requests'), of('edge.threats')]).toEqual([null, null])
  })
})
