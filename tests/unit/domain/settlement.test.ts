import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minor } from '#contract/nominal'
import { minorToDecimal } from '#domain/money'
import { decimalToMinor } from '#domain/decimal'
import { orderBody } from '#domain/order-body'
import { settle } from '#domain/payment-rules'

const amount = fc.integer({ min: -50, max: 500 }).map(minor)
const payment = fc.oneof(
  fc.record({ method: fc.constant('cash' as const), amountMinor: amount, tenderedMinor: amount }),
  fc.record({ method: fc.constant('card' as const), amountMinor: amount, reference: fc.constantFrom('4711', ' ', 'A1 ') }),
)

describe('settling a total', () => {
  it('takes exactly what is due, gives change out of cash alone, or says why not', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.array(payment, { maxLength: 4 }), fc.boolean(), (total, offered, fitting) => {
        const due = fitting ? offered.reduce((sum, part) => sum + part.amountMinor, 0) : total
        const settled = settle({ minor: due, currency: 'PLN' }, offered)
        if (!settled.ok) {
          expect(['payment-short', 'payment-over', 'reference-required']).toContain(settled.refusal.code)
          return
        }
        expect(settled.value.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(due)
        for (const part of settled.value) {
          expect(part.amountMinor).toBeGreaterThan(0)
          if (part.method === 'card') expect(part.reference).toMatch(/^\S+$/)
          else expect([part.changeMinor, part.changeMinor >= 0]).toEqual([part.tenderedMinor - part.amountMinor, true])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('says how much is missing', () => {
    const cash = { method: 'cash' as const, amountMinor: minor(500), tenderedMinor: minor(500) }
    expect(settle({ minor: 800, currency: 'PLN' }, [cash])).toMatchObject({
      refusal: { code: 'payment-short', parameters: { missingMinor: 300, currency: 'PLN' } },
    })
  })
})

it('money goes to the platform and back without loss', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      fc.constantFrom('PLN', 'JPY', 'KWD', 'EUR'),
      (units, currency) => {
        expect(decimalToMinor(minorToDecimal(units, currency), currency)).toBe(units === 0 ? 0 : units)
      },
    ),
  )
  expect([minorToDecimal(5, 'PLN'), minorToDecimal(-199, 'PLN'), minorToDecimal(1500, 'JPY')]).toEqual(['0.05', '-1.99', '1500'])
})

it('a ticket that counts from its sale says so in the order, and a sale in test mode is one there', () => {
  const soldAt = Date.parse('2026-11-23T12:00:00Z')
  const position = {
    number: 1,
    item: 7,
    variation: null,
    priceMinor: 100,
    seat: null,
    secret: 's',
    addonTo: null,
    lease: 'l@api',
    validity: { from: soldAt, until: soldAt + 1000 },
  }
  const order = {
    saleId: 'id',
    code: 'AAAAAAAAAA',
    subevent: 4,
    currency: 'PLN',
    testmode: true,
    channel: 'web',
    locale: null,
    till: 'T',
    tillId: 't',
    shiftId: 's',
    soldAt,
  }
  const payments = [{ method: 'cash' as const, amountMinor: 100, tenderedMinor: 100, changeMinor: 0 }]
  const body = JSON.parse(orderBody({ ...order, positions: [position], payments }))
  expect(body).toMatchObject({
    testmode: true,
    consume_carts: ['l@api'],
    payment_date: '2026-11-23T12:00:00.000Z',
    positions: [{ subevent: 4, valid_from: '2026-11-23T12:00:00.000Z', valid_until: '2026-11-23T12:00:01.000Z' }],
  })
  expect(body).not.toHaveProperty('locale')
})
