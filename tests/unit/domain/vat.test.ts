import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { vatBreakdown } from '#domain/vat'

const line = (priceMinor: number, taxRate: string) => ({ priceMinor, taxRate })

describe('tax contained in prices', () => {
  test('is rounded line by line, half away from zero, as pretix does', () => {
    expect(vatBreakdown([line(24900, '8.00')])).toEqual([{ rate: '8.00', netMinor: 23056, taxMinor: 1844, grossMinor: 24900 }])
    // three times 0.01 at 23 %: net 0.01 each, no tax; taken together it would be 0.01
    expect(vatBreakdown([line(1, '23.00'), line(1, '23.00'), line(1, '23.00')])[0]?.taxMinor).toBe(0)
  })
  test('is listed by rate, highest first, with untaxed lines last', () => {
    expect(
      vatBreakdown([line(100, '0.00'), line(108, '8.00'), line(123, '23.00')]).map(each => [each.rate, each.taxMinor]),
    ).toEqual([
      ['23.00', 23],
      ['8.00', 8],
      ['0.00', 0],
    ])
  })
  test('of money given back mirrors that of money taken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom('8.00', '23.00', '5.50'), (price, rate) => {
        expect(vatBreakdown([line(-price, rate)])[0]?.taxMinor).toBe(0 - (vatBreakdown([line(price, rate)])[0]?.taxMinor ?? 0))
      }),
    )
  })
  test('and the net always make up the gross, and the net is the nearest grosz', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1e8 }), fc.integer({ min: 0, max: 10_000 }))), lines => {
        for (const [price, rate] of lines) {
          const [found] = vatBreakdown([line(price, (rate / 100).toFixed(2))])
          expect((found?.netMinor ?? 0) + (found?.taxMinor ?? 0)).toBe(price)
          expect(Math.abs((found?.netMinor ?? 0) * (10_000 + rate) - price * 10_000)).toBeLessThanOrEqual((10_000 + rate) / 2)
        }
      }),
    )
  })
  test('of something that is no rate is a fault', () => expect(() => vatBreakdown([line(1, 'x')])).toThrow())
})
