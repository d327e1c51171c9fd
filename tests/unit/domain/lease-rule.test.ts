import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lease } from '#domain/lease-rule'
import { cartIdOf, compareBook, leaseLimits, poolExpiry, renewalOf } from '#domain/lease-rule'

const hourMs = 3_600_000
const now = Date.UTC(2027, 6, 1)
const unknownShow = { startsAt: null, endsAt: null }
const endingIn = (hours: number) => ({ startsAt: now, endsAt: now + hours * hourMs })

describe('how long a unit for stock is held', () => {
  it('a till that dies lets go after three days, and at the latest some hours after the show', () => {
    expect(poolExpiry(null, unknownShow, now)).toBe(now + 72 * hourMs)
    expect(poolExpiry(null, endingIn(10), now)).toBe(now + 16 * hourMs)
    expect(poolExpiry(null, { startsAt: now, endsAt: null }, now)).toBe(now + 24 * hourMs)
  })
  it('a seat, which cannot be leased anew while it is held, is held to the end of the show', () => {
    expect(poolExpiry('a1', endingIn(200), now)).toBe(now + 206 * hourMs)
  })
  it('nothing is held for a show that is over', () => expect(poolExpiry(null, endingIn(-6), now)).toBeNull())
  it('is renewed early, swapped when nothing was left to renew from, and kept when there is nothing to gain', () => {
    const unit = (hours: number, seat: string | null = null) => ({ seat, expiresAt: now + hours * hourMs })
    expect([60, 40, 2].map(hours => renewalOf(unit(hours), unknownShow, now))).toEqual(['keep', 'renew', 'swap'])
    expect(renewalOf(unit(16), endingIn(10), now)).toBe('keep')
    expect([100, 20].map(hours => renewalOf(unit(hours, 'a1'), endingIn(2000), now))).toEqual(['keep', 'swap'])
  })
})

describe('the book compared with the platform', () => {
  const states = ['asked', 'held', 'refused', 'spent', 'returning', 'returned', 'expired', 'lost'] as const
  const lease = (cartId: string, state: Lease['state'], changedAt: number): Lease => ({
    cartId,
    event: 'e',
    subevent: null,
    item: 1,
    variation: null,
    seat: null,
    purpose: 'pool',
    state,
    idempotencyKey: 'k',
    platformId: 1,
    expiresAt: now,
    changedAt,
  })
  const entry = fc.record({
    state: fc.option(fc.constantFrom(...states), { nil: null }),
    listed: fc.boolean(),
    age: fc.integer({ min: -1000, max: 1_000_000 }),
    prefix: fc.constantFrom('AAB', 'AAC'),
    tag: fc.constantFrom('here', 'copy'),
    underWay: fc.boolean(),
    heldBefore: fc.boolean(),
  })

  it('a spent unit is never touched, nor one of another till or of another file of the same till; every other cart of ours without a living row goes back', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), entries => {
        const named = entries.map((one, index) => ({ ...one, cartId: cartIdOf(one.prefix, one.tag, String(index)), id: index }))
        const book = named.flatMap(({ cartId, state, age }) => (state ? [lease(cartId, state, now - age)] : []))
        const listed = named.filter(one => one.listed).map(({ cartId, id }) => ({ cartId, id }))
        const underWay = new Set(named.filter(one => one.underWay).map(one => one.cartId))
        const heldBefore = new Set(named.filter(one => one.heldBefore).map(one => one.cartId))
        const found = compareBook(listed, book, { prefixes: ['AAB'], tag: 'here' }, { listedAt: now, underWay, heldBefore })
        for (const { id, cartId, state, listed, prefix, tag, age, underWay, heldBefore } of named) {
          const orphan = found.orphans.some(cart => cart.id === id)
          const ended = state === null || ['refused', 'returned', 'expired', 'lost'].includes(state)
          expect(orphan).toBe(listed && prefix === 'AAB' && tag === 'here' && ended)
          expect(found.granted.some(one => one.lease.cartId === cartId)).toBe(listed && state === 'asked' && !underWay)
          expect(found.neverGranted.some(one => one.cartId === cartId)).toBe(
            !listed && state === 'asked' && !underWay && Math.abs(age) > leaseLimits.unansweredMs,
          )
          expect(found.missing.some(one => one.cartId === cartId)).toBe(!listed && state === 'held' && heldBefore)
        }
      }),
    )
  })
})
