import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cart } from '#contract/cart'
import { currencyDigits } from '#contract/currency'
import { minor } from '#contract/nominal'
import { inNotesAndCoins, likelyNotes } from '../../../src/renderer/till/notes.ts'
import { changeOf, emptyDraft, paymentsFor, primaryWay } from '../../../src/renderer/till/payment.ts'
import { afterPadKey, typedAmount } from '../../../src/renderer/till/typed-amount.ts'

const cart = (totalMinor: number): Cart => ({
  version: 1,
  showing: null,
  currency: 'PLN',
  lines: [],
  totalMinor: minor(totalMinor),
  testmode: false,
})

describe('an amount typed at the till', () => {
  it('is read to the grosz, with comma or point, with or without spaces', () => {
    expect(['12,50', '12.5', '1 250', '0,01', ',5'].map(text => typedAmount(text, 2))).toEqual([1250, 1250, 125000, 1, 50])
  })

  it('is refused when it has more decimals than the currency, or letters', () => {
    expect(['1,234', '12,5x', '', ',', '-3', '12345678'].map(text => typedAmount(text, 2))).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
    expect(typedAmount('12,5', 0)).toBeNull()
  })

  it('comes back as typed for every amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), units => {
        const text = `${Math.floor(units / 100)},${String(units % 100).padStart(2, '0')}`
        expect(typedAmount(text, 2)).toBe(units)
      }),
    )
  })

  it('cannot be made nonsense by the digit pad', () => {
    expect((['0', '5', ',', ',', '2', '5', '9'] as const).reduce((text, key) => afterPadKey(text, key, 2, ','), '')).toBe('5,25')
    expect(afterPadKey('5,2', 'back', 2, ',')).toBe('5,')
    expect(afterPadKey('', ',', 2, ',')).toBe('0,')
    expect(afterPadKey('', ',', 2, '.')).toBe('0.')
    expect(afterPadKey('5', ',', 0, ',')).toBe('5')
  })

  it('knows how many decimals a currency has', () => {
    expect(['PLN', 'EUR', 'JPY'].map(currencyDigits)).toEqual([2, 2, 0])
  })

  it('keeps as many as the platform does where the world has others: it refuses the third digit of a dinar', () => {
    expect(['KWD', 'BHD', 'ISK', 'UGX', 'MGA'].map(currencyDigits)).toEqual([2, 2, 2, 2, 0])
  })
})

describe('notes', () => {
  it('offers what a customer is likely to hand over', () => {
    expect(likelyNotes(minor(39_800), 2, 4)).toEqual([40_000, 45_000, 50_000, 60_000])
    expect(likelyNotes(minor(1), 2, 4)).toEqual([1000, 5000, 10_000, 20_000])
  })

  it('are always above the total and never repeat', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), total => {
        const offers = likelyNotes(minor(total), 2, 4)
        expect(offers.every(offer => offer > total)).toBe(true)
        expect(new Set(offers).size).toBe(4)
      }),
    )
  })

  it('give change to the last grosz', () => {
    expect(inNotesAndCoins(minor(5300), 2)).toEqual([5000, 200, 100])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), change => {
        expect(inNotesAndCoins(minor(change), 2).reduce((sum, piece) => sum + piece, 0)).toBe(change)
      }),
    )
  })
})

describe('paying', () => {
  it('takes the exact sum whatever is typed', () => {
    expect(paymentsFor('exact', { ...emptyDraft, received: '10' }, cart(39_800))).toEqual({
      payments: [{ method: 'cash', amountMinor: 39_800, tenderedMinor: 39_800 }],
    })
  })

  it('says how much cash is missing', () => {
    expect(paymentsFor('cash', { ...emptyDraft, received: '300' }, cart(39_800))).toMatchObject({
      problem: { code: 'payment-short', parameters: { missingMinor: 9800, currency: 'PLN' } },
    })
  })

  it('keeps what was handed over apart from what was owed', () => {
    expect(paymentsFor('cash', { ...emptyDraft, received: '400' }, cart(39_800))).toEqual({
      payments: [{ method: 'cash', amountMinor: 39_800, tenderedMinor: 40_000 }],
    })
  })

  it('takes no card without the code of the terminal', () => {
    expect(paymentsFor('card', { ...emptyDraft, reference: '  ' }, cart(100))).toMatchObject({
      problem: { code: 'reference-required' },
    })
  })

  it('puts the rest on the card in a split', () => {
    expect(paymentsFor('split', { mode: 'split', received: '100', reference: '604 118' }, cart(39_800))).toEqual({
      payments: [
        { method: 'cash', amountMinor: 10_000, tenderedMinor: 10_000 },
        { method: 'card', amountMinor: 29_800, reference: '604 118' },
      ],
    })
    expect(paymentsFor('split', { mode: 'split', received: '398', reference: '1' }, cart(39_800))).toMatchObject({
      problem: { code: 'payment-over' },
    })
  })

  it('needs no payment for free tickets', () => {
    expect(paymentsFor('exact', emptyDraft, cart(0))).toEqual({ payments: [] })
  })

  it('moves the one primary action with what is typed', () => {
    expect(primaryWay(emptyDraft, cart(100))).toBe('exact')
    expect(primaryWay({ ...emptyDraft, received: '0,50' }, cart(100))).toBe('exact')
    expect(primaryWay({ ...emptyDraft, received: '1' }, cart(100))).toBe('cash')
    expect(primaryWay({ ...emptyDraft, mode: 'card' }, cart(100))).toBe('card')
  })

  it('shows change or what is missing, and nothing before anything is typed', () => {
    expect(changeOf(emptyDraft, cart(100))).toBeNull()
    expect(changeOf({ ...emptyDraft, received: '2' }, cart(130))).toEqual({ kind: 'change', sumMinor: 70 })
    expect(changeOf({ ...emptyDraft, received: '1' }, cart(130))).toEqual({ kind: 'missing', sumMinor: 30 })
  })
})
