import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AddonRule } from '#domain/addons'
import { addonRulesIn, fitsWith, missingAddons } from '#domain/addons'
import { listedPrice, overrideIn } from '#domain/pricing'
import type { Obstacles } from '#domain/sellability'
import { unsellableReason } from '#domain/sellability'
import { stockLeft } from '#domain/stock-left'

const price = fc.option(fc.nat({ max: 100_000 }), { nil: null })

describe('the price', () => {
  it('is the last that is said: item, date, variation, date of the variation', () => {
    fc.assert(
      fc.property(fc.nat(), price, price, price, (itemMinor, dateItemMinor, variationMinor, dateVariationMinor) => {
        const said = [itemMinor, dateItemMinor, variationMinor, dateVariationMinor].filter(one => one !== null)
        expect(listedPrice({ itemMinor, dateItemMinor, variationMinor, dateVariationMinor })).toBe(said.at(-1))
      }),
    )
  })

  it('of a date may be silent, and may take a product off sale', () => {
    const date = {
      item_price_overrides: [
        { item: 3, price: null, disabled: true },
        { item: 4, price: '18.5' },
      ],
      variation_price_overrides: 'odd',
    }
    expect(overrideIn(date, { kind: 'item', id: 3 }, 'PLN')).toEqual({
      priceMinor: null,
      disabled: true,
      from: null,
      until: null,
    })
    expect(overrideIn(date, { kind: 'item', id: 4 }, 'PLN')?.priceMinor).toBe(1850)
    expect(overrideIn(date, { kind: 'variation', id: 4 }, 'PLN')).toBeNull()
  })
})

const fine: Obstacles = {
  eventLive: true,
  dateActive: true,
  event: { all_sales_channels: true },
  settings: {},
  item: { id: 1, admission: true, personalized: true, all_sales_channels: true },
  itemActive: true,
  variation: null,
  variationActive: true,
  overrides: [],
  questions: [],
  taxRule: { price_includes_tax: true },
  quotas: 1,
  channel: 'api.kasa',
  now: Date.parse('2026-11-23T12:00:00Z'),
}
const withItem = (more: object): Obstacles => ({ ...fine, item: { ...fine.item, ...more } })
const question = { id: 9, required: true, items: [1], dependency_question: null }
const limited = (...channels: unknown[]) => ({ all_sales_channels: false, limit_sales_channels: channels })

describe('a product is', () => {
  it.each<[string, Obstacles, string | null]>([
    ['sold when nothing stands in the way', fine, null],
    ['sold before and after the presale of the web shop', withItem({ presale_end: '2020-01-01T00:00:00Z' }), null],
    ['not sold while its event is not live', { ...fine, eventLive: false }, 'event-not-live'],
    ['not sold on a date that is off', { ...fine, dateActive: false }, 'date-inactive'],
    ['not sold when switched off', { ...fine, itemActive: false }, 'inactive'],
    ['not sold when its variation is switched off', { ...fine, variationActive: false }, 'inactive'],
    [
      'not sold when the date says so',
      { ...fine, overrides: [{ priceMinor: null, disabled: true, from: null, until: null }] },
      'not-on-this-date',
    ],
    [
      'not sold before its time, hidden',
      withItem({ available_from: '2027-01-01T00:00:00Z', available_from_mode: 'hide' }),
      'not-yet',
    ],
    [
      'not sold before its time, shown',
      withItem({ available_from: '2027-01-01T00:00:00Z', available_from_mode: 'info' }),
      'not-yet',
    ],
    [
      'not sold after its time',
      { ...fine, variation: { available_until: '2026-01-01T00:00:00+01:00', all_sales_channels: true } },
      'no-longer',
    ],
    [
      'not sold before the date lets it',
      { ...fine, overrides: [{ priceMinor: 1, disabled: false, from: fine.now + 1, until: null }] },
      'not-yet',
    ],
    ['not sold in another channel', withItem(limited('web')), 'other-channel'],
    ['sold in its channel', withItem(limited('web', 'api.kasa')), null],
    ['not sold when its variation is for another channel', { ...fine, variation: limited('web') }, 'other-channel'],
    ['sold in a channel of an older platform', withItem({ all_sales_channels: undefined, sales_channels: ['api.kasa'] }), null],
    ['a gift card', withItem({ issue_giftcard: true }), 'gift-card'],
    ['for vouchers only', withItem({ require_voucher: true }), 'needs-voucher'],
    ['hidden until a voucher shows it', withItem({ hide_without_voucher: true }), 'needs-voucher'],
    [
      'of a kind that is hidden until a voucher shows it',
      { ...fine, variation: { hide_without_voucher: true } },
      'needs-voucher',
    ],
    ['a membership for an account', withItem({ grant_membership_type: 4 }), 'grants-membership'],
    ['kept on a wristband', withItem({ media_policy: 'reuse_or_new' }), 'needs-medium'],
    ['of an event sold in the web shop only', { ...fine, event: limited('web') }, 'other-channel'],
    ['part of a bundle only', withItem({ require_bundling: true }), 'bundle-only'],
    ['a bundle', withItem({ bundles: [{ bundled_item: 2, count: 1 }] }), 'has-bundle'],
    ['to be approved', { ...fine, variation: { require_approval: true } }, 'needs-approval'],
    ['for members', withItem({ require_membership: true }), 'needs-membership'],
    ['priced without tax', { ...fine, taxRule: { price_includes_tax: false } }, 'net-price'],
    ['asking for a name', { ...fine, settings: { attendee_names_required: true } }, 'asks-names'],
    [
      'not asking for a name when it is not personal',
      { ...withItem({ personalized: false }), settings: { attendee_names_required: true } },
      null,
    ],
    ['asking for an address to write to', { ...fine, settings: { attendee_emails_required: true } }, 'asks-names'],
    ['asking a question', { ...fine, questions: [question] }, 'asks-questions'],
    ['not asking what is asked at the door', { ...fine, questions: [{ ...question, ask_during_checkin: true }] }, null],
    ['not asking what others are asked', { ...fine, questions: [{ ...question, items: [2] }] }, null],
    ['not sold without a quota', { ...fine, quotas: 0 }, 'no-quota'],
  ])('%s', (_words, product, reason) => {
    expect(unsellableReason(product)).toBe(reason)
  })
})

describe('what is left', () => {
  const quota = fc.record({
    size: fc.constant(9),
    closed: fc.boolean(),
    left: fc.option(fc.integer({ min: -5, max: 50 }), { nil: null }),
    askedAt: price,
  })

  it('is no more than any of its quotas has, and nothing where one is closed', () => {
    fc.assert(
      fc.property(fc.array(quota, { maxLength: 4 }), quotas => {
        const { free, askedAt } = stockLeft(quotas)
        for (const one of quotas) {
          if (one.closed) expect(free).toBe(0)
          if (one.left !== null) expect(free).toBeLessThanOrEqual(Math.max(0, one.left))
          if (one.askedAt === null) expect(askedAt).toBeNull()
        }
        if (quotas.every(one => one.left === null && !one.closed)) expect(free).toBeNull()
      }),
    )
  })
})

describe('add-ons', () => {
  const rule: AddonRule = { category: 1, least: 1, most: 3, included: false, repeatable: false }
  const tent = { category: 1, item: 11, variation: null }

  it('are read in the order of the shop', () => {
    const entry = (category: number, position: number) => ({
      addon_category: category,
      min_count: 0,
      max_count: 2,
      position,
      price_included: true,
    })
    expect(addonRulesIn({ addons: [entry(2, 5), 'odd', entry(1, 1)] }).map(one => [one.category, one.included])).toEqual([
      [1, true],
      [2, true],
    ])
  })

  it('are missing until there are enough, and fit until there are too many', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5 }), fc.integer({ min: 1, max: 5 }), fc.boolean(), (have, quantity, repeatable) => {
        const taken = Array.from({ length: have }, (_, index) => ({ ...tent, item: 20 + index }))
        expect(missingAddons([rule], taken)).toEqual(have === 0 ? [{ category: 1, least: 1 }] : [])
        const fits = fitsWith({ ...rule, repeatable }, taken, { ...tent, quantity })
        expect(fits).toBe(have + quantity <= 3 && (repeatable || quantity === 1))
      }),
    )
  })

  it('are taken once each unless they may be repeated', () => {
    expect(fitsWith(rule, [tent], { ...tent, quantity: 1 })).toBe(false)
    expect(fitsWith({ ...rule, repeatable: true }, [tent], { ...tent, quantity: 2 })).toBe(true)
  })
})
