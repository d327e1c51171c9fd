import fc from 'fast-check'
import { expect, it } from 'vitest'
import { steadyAt } from '#domain/sale-windows'

it('an offer is steady from one moment to another only while no sale begins or ends in between', () => {
  const moment = fc.integer({ min: 0, max: 12 })
  fc.assert(
    fc.property(moment, moment, fc.array(moment, { maxLength: 4 }), (now, later, edges) => {
      const decided = (at: number) => edges.map(edge => [at < edge, at > edge])
      if (steadyAt(now, edges)(later)) expect(decided(later)).toEqual(decided(now))
      else expect(edges.some(edge => Math.min(now, later) <= edge && edge <= Math.max(now, later))).toBe(true)
    }),
  )
})
