import { describe, expect, it } from 'vitest'
import type { OnsalePlan } from '#contract/onsale-plan'
import { usualLimits } from '#contract/onsale-plan'
import type { ShowingSummary } from '#contract/showing'
import { draftOf, entryOf } from '../../../../src/renderer/onsale/plan-draft.ts'

const showing: ShowingSummary = {
  event: 'jb',
  subevent: null,
  name: { pl: 'Wielki koncert' },
  dateName: null,
  place: null,
  startsAt: null,
  doorsAt: null,
  endsAt: null,
  timezone: 'Europe/Warsaw',
  currency: 'PLN',
  testmode: false,
  live: true,
  seated: true,
  signedSecrets: false,
}
const now = Date.UTC(2026, 10, 23, 9, 20)
const nameOf = (each: ShowingSummary): string => each.name['pl'] ?? ''
const fresh = draftOf({ plan: null, offer: null, showings: [showing], now, nameOf })
const filled = { ...fresh, name: 'Koncert', showing: 'jb/', startsAt: '2026-11-24T10:00', plannedEndAt: '2026-11-24T12:00' }

const entered = (draft: typeof fresh) => {
  const read = entryOf(draft, [showing])
  if (!('entry' in read)) throw new Error(`not taken: ${[...read.wrong].join(', ')}`)
  return read.entry
}
const wrongIn = (draft: typeof fresh): readonly string[] => {
  const read = entryOf(draft, [showing])
  return 'wrong' in read ? [...read.wrong] : []
}

describe('the form of an on-sale', () => {
  it('takes times on the clock of the place, not of the computer', () =>
    expect(entered(filled)).toMatchObject({ startsAt: Date.UTC(2026, 10, 24, 9), plannedEndAt: Date.UTC(2026, 10, 24, 11) }))

  it('begins with the usual limits, and what is left empty is unknown and not zero', () => {
    expect(entered(filled).limits).toEqual(usualLimits)
    expect(entered({ ...filled, limits: { ...filled.limits, spendingCents: '' } }).limits.spendingCents).toBeNull()
  })

  it('keeps which rules rehearsals have calibrated for it', () => {
    expect(entered(filled).calibrated).toEqual([])
    expect(entered({ ...filled, calibrated: [2, 22] }).calibrated).toEqual([2, 22])
  })

  it('reads money, minutes and percent with a comma as with a point', () =>
    expect(
      entered({
        ...filled,
        limits: { ...filled.limits, serverHourMicroDollars: '0,239', serverLeadMs: '6.5', objectiveBasisPoints: '99,9' },
      }).limits,
    ).toMatchObject({ serverHourMicroDollars: 239_000, serverLeadMs: 390_000, objectiveBasisPoints: 9_990 }))

  it('names each field that cannot be taken', () => {
    expect(wrongIn({ ...filled, name: ' ' })).toEqual(['name'])
    expect(wrongIn({ ...filled, plannedEndAt: '2026-11-24T09:00' })).toEqual(['plannedEndAt'])
    expect(wrongIn({ ...filled, stock: 'many' })).toEqual(['stock'])
    expect(wrongIn({ ...filled, limits: { ...filled.limits, servers: '2.5' } })).toEqual(['limits.servers'])
    expect(wrongIn({ ...filled, showing: '' })).toContain('showing')
    expect(wrongIn({ ...filled, cloudflare: { ...filled.cloudflare, on: true, zone: 'shop' } })).toEqual([
      'cloud.cloudflare.zone',
    ])
    expect(wrongIn({ ...filled, shop: { on: true, url: 'tickets.example', iksoris: false } })).toEqual(['cloud.shop.url'])
  })

  it('leaves out what is switched off, and keeps it typed', () => {
    const typed = { ...filled, shop: { on: false, url: 'https://tickets.example', iksoris: false } }
    expect(entered(typed).cloud.shop).toBeNull()
    expect(entered({ ...typed, shop: { ...typed.shop, on: true } }).cloud.shop).toEqual({
      url: 'https://tickets.example',
      iksoris: false,
    })
  })

  it('gives back the plan it was opened with when nothing is changed', () => {
    const entry = entered({ ...filled, stock: '17400', shop: { on: true, url: 'https://tickets.example', iksoris: true } })
    const plan: OnsalePlan = {
      ...entry,
      id: 'p',
      watched: true,
      currency: 'PLN',
      timezone: 'Europe/Warsaw',
      createdAt: now,
      changedAt: now,
    }
    expect(entered(draftOf({ plan, offer: null, showings: [showing], now, nameOf }))).toEqual(entry)
    const polish = draftOf({ plan, offer: null, showings: [showing], now, nameOf, decimal: ',' })
    expect(polish.limits.objectiveBasisPoints).toBe(String(entry.limits.objectiveBasisPoints / 100).replace('.', ','))
    expect(Object.values(polish.limits).join('')).not.toContain('.')
    expect(entered(polish)).toEqual(entry)
  })
})
