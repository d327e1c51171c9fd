import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { saleIdShape } from '#contract/nominal'
import { freshId } from '#domain/fresh-id'
import { codePrefixOf, orderCode } from '#domain/order-code'
import { ticketSecret } from '#domain/ticket-secret'

const bytes = (length: number) => new Uint8Array(randomBytes(length))
const device = fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 2_000_000_000 }))

describe('an order code', () => {
  it('is one the platform takes', () => {
    fc.assert(
      fc.property(device, id => {
        const code = orderCode(codePrefixOf(id), bytes)
        expect(code).toMatch(/^[ABCDEFGHJKLMNPQRSTUVWXYZ23456789]{10,16}$/)
      }),
    )
  })

  it('never meets one of another device, whatever chance does', () => {
    fc.assert(
      fc.property(
        device,
        device,
        fc.uint8Array({ minLength: 7, maxLength: 7 }),
        fc.uint8Array({ minLength: 7, maxLength: 7 }),
        (one, other, a, b) => {
          fc.pre(one !== other)
          expect(orderCode(codePrefixOf(one), () => a)).not.toBe(orderCode(codePrefixOf(other), () => b))
        },
      ),
    )
  })

  it('has three characters for the device as long as they suffice', () => {
    expect([0, 7, 32 ** 3 - 1, 32 ** 3].map(codePrefixOf)).toEqual(['AAA', 'AAH', '999', 'BAAA'])
    expect(() => codePrefixOf(-1)).toThrow()
  })
})

describe('a ticket secret', () => {
  it('is 32 characters that nobody misreads, each as likely as the other', () => {
    const counts = new Map<string, number>()
    for (let made = 0; made < 2000; made++) {
      const secret = ticketSecret(bytes)
      expect(secret).toMatch(/^[abcdefghjkmnpqrstuvwxyz23456789]{32}$/)
      for (const letter of secret) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
    const expected = (2000 * 32) / 31
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 30 degrees of freedom: beyond 80 once in two million runs.
    expect(chiSquared).toBeLessThan(80)
    expect(counts.size).toBe(31)
  })

  it('is not made of broken chance', () => {
    expect(() => ticketSecret(length => new Uint8Array(length).fill(255))).toThrow()
  })
})

it('a fresh id is a UUID as the contract wants it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), random => saleIdShape.safeParse(freshId(() => random)).success),
  )
})
