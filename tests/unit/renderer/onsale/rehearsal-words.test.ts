import { describe, expect, test } from 'vitest'
import { faultKinds } from '#contract/rehearsal'
import { sayIn } from '#words/say'
import { faultHow } from '../../../../src/renderer/onsale/rehearsal-faults.tsx'
import { assumptionLines } from '../../../../src/renderer/onsale/rehearsal-scenarios.tsx'

describe('the words of a scenario', () => {
  test.each(['pl', 'en'] as const)('every kind of fault is told in %s, also where its figures did not come', language => {
    for (const kind of faultKinds) {
      const fault = { id: kind, kind, fromMinute: 3, toMinute: 7, on: true, figures: {} }
      expect(faultHow(fault, sayIn(language))).not.toMatch(/[{}]/)
    }
  })

  test('a slow database is told by how much, and for how long', () => {
    const fault = { id: 'x', kind: 'slow-database', fromMinute: 20, toMinute: 24, on: true, figures: { times: 3 } } as const
    expect(faultHow(fault, sayIn('pl'))).toBe('×3 przez 4 min')
  })

  test('assumptions that a scenario does not make are left out', () => {
    const lines = assumptionLines({ peakPerMinute: 13_000, assumptions: { servers: 10, instanceType: 'c3.xlarge' } }, sayIn('en'))
    expect(lines.map(({ value }) => value)).toEqual(['13,000 users/min', '10 × c3.xlarge'])
  })
})
