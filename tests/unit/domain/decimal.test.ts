import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalToMinor } from '#domain/decimal'
import { minorToDecimal } from '#domain/money'

describe('amounts as the platform writes them', () => {
  it('are read exactly, whatever the currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('PLN', 'EUR', 'JPY', 'KWD'), (amount, currency) => {
        expect(decimalToMinor(minorToDecimal(amount, currency), currency)).toBe(amount === 0 ? 0 : amount)
      }),
    )
  })
  it('may carry more zeros than the currency has digits', () => expect(decimalToMinor('1200.00', 'JPY')).toBe(1200))
  it('may carry fewer digits', () => expect(decimalToMinor('19.9', 'PLN')).toBe(1990))
  it.each(['', 'free', '1,50', '1.005', '1e3', 'NaN', '.5', '--1', '99999999999999999'])('are not guessed at: %s', text =>
    expect(decimalToMinor(text, 'PLN')).toBeNull(),
  )
})
