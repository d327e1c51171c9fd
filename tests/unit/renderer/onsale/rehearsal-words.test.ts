import { describe, expect, test } from 'vitest'
import { faultKinds } from '#contract/rehearsal'
import { sayIn } from '#words/say'
import { faultHow } from '../../../../src/renderer/onsale/rehearsal-faults.tsx'
import { speedWords } from '../../../../src/renderer/onsale/rehearsal-speed.ts'
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
    expect(faultHow(fault, sayIn('pl'))).toBe('×3 przez 4\u00a0min')
  })

  test('assumptions that a scenario does not make are left out', () => {
    const lines = assumptionLines({ peakPerMinute: 13_000, assumptions: { servers: 10, instanceType: 'c3.xlarge' } }, sayIn('en'))
    expect(lines.map(({ value }) => value)).toEqual(['13,000 users/min', '10 × c3.xlarge'])
  })
})

describe('the speed of a rehearsal in words', () => {
  test('is the one that was wished for, and says so when the machine keeps up with less', () => {
    const speeds = { speed: 30, effectiveSpeed: 10, running: true } as const
    expect(speedWords(speeds, sayIn('pl'))).toBe('×30, komputer nadąża za ×10')
    expect(speedWords(speeds, sayIn('en'))).toBe('×30, this machine keeps up with ×10')
    expect(speedWords({ ...speeds, effectiveSpeed: 30 }, sayIn('pl'))).toBe('×30')
    expect(speedWords({ ...speeds, running: false }, sayIn('pl')), 'nothing has to be kept up with').toBe('×30')
  })
})
