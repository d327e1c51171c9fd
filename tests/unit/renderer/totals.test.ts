import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { minor } from '#contract/nominal'
import { done } from '#contract/refusal'
import type { Tally, Totals, TotalsEvent } from '#contract/totals'
import { sayIn } from '#words/say'
import {
  channelShares,
  dayBars,
  dayIn,
  daysDrawn,
  eventBlocks,
  fillOf,
  wholeCapacity,
} from '../../../src/renderer/totals/totals-groups.ts'
import { totalsSlice } from '../../../src/renderer/totals/totals-slice.ts'
import { apart, quotaSentence } from '../../../src/renderer/totals/totals-words.ts'
import { later, scriptedWire } from './scripted-wire.ts'

const tally = (over: Partial<Tally> = {}): Tally => ({
  paidTickets: 0,
  paidMinor: minor(0),
  pendingTickets: 0,
  pendingMinor: minor(0),
  freeTickets: 0,
  refundedMinor: minor(0),
  cancelledTickets: 0,
  ...over,
})
const event = (slug: string, subevent: number | null, startsAt: number | null, over: Partial<TotalsEvent> = {}): TotalsEvent => ({
  ...tally(),
  event: slug,
  subevent,
  name: { pl: slug },
  dateName: null,
  startsAt,
  timezone: 'Europe/Warsaw',
  currency: 'PLN',
  capacity: null,
  shared: false,
  categories: [],
  quotas: [],
  ...over,
})
const totals = (over: Partial<Totals> = {}): Totals => ({
  events: [],
  channels: [],
  days: [],
  sums: [],
  unsent: { sales: 0, byCurrency: [] },
  testOrders: 0,
  ordersAt: null,
  refundsAt: null,
  complete: true,
  ...over,
})

describe('events in the table of totals', () => {
  it('stand in order of time, the dates of a series under one heading', () => {
    const blocks = eventBlocks([
      event('mpe', null, 500),
      event('klub', 2, 300),
      event('klub', 1, 200),
      event('dawno', null, null),
    ])
    expect(blocks.map(block => [block.event, block.series, block.dates.map(date => date.subevent)])).toEqual([
      ['klub', true, [1, 2]],
      ['mpe', false, [null]],
      ['dawno', false, [null]],
    ])
  })
})

describe('how full something is', () => {
  it('is rounded down: 100 percent stands only where nothing is left', () => {
    expect(fillOf(tally({ paidTickets: 5198 }), 5200)).toEqual({ percent: 99, left: 2, soldOut: false })
    expect(fillOf(tally({ paidTickets: 390, freeTickets: 10 }), 400)).toEqual({ percent: 100, left: 0, soldOut: true })
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }), (sold, capacity) => {
        const fill = fillOf(tally({ paidTickets: sold }), capacity)
        expect(fill?.percent === 100).toBe(sold >= capacity)
      }),
    )
  })
  it('keeps unpaid tickets apart: they are neither sold nor left', () => {
    expect(fillOf(tally({ paidTickets: 10, pendingTickets: 5 }), 20)).toMatchObject({ percent: 50, left: 5 })
  })
  it('is unknown without a capacity', () => {
    expect(fillOf(tally({ paidTickets: 10 }), null)).toBeNull()
  })
  it('is not told for all events as soon as one capacity is unknown, or for a currency nothing is sold in', () => {
    const events = [event('a', null, 1, { capacity: 100 }), event('b', null, 2, { capacity: 50 })]
    expect(wholeCapacity(events, 'PLN')).toBe(150)
    expect(wholeCapacity([...events, event('c', null, 3)], 'PLN')).toBeNull()
    expect(wholeCapacity(events, 'EUR')).toBeNull()
  })
})

describe('channels', () => {
  it('are shared out within one currency, the biggest first', () => {
    const channels = [
      { ...tally({ paidTickets: 1 }), channel: 'api.kasa', currency: 'PLN' },
      { ...tally({ paidTickets: 2 }), channel: 'web', currency: 'PLN' },
      { ...tally({ paidTickets: 50 }), channel: 'web', currency: 'EUR' },
    ]
    expect(channelShares(channels, 'PLN').map(share => [share.channel.channel, share.percent])).toEqual([
      ['web', 66],
      ['api.kasa', 33],
    ])
  })
})

describe('days of sale', () => {
  const sold = (day: string, paidTickets: number, currency = 'PLN') => ({ ...tally({ paidTickets }), day, currency })

  it('are drawn without gaps up to today, also over the change of the clocks', () => {
    const bars = dayBars(totals({ days: [sold('2016-10-29', 4), sold('2016-10-31', 2)] }), '2016-11-01')
    expect(bars.map(bar => [bar.day, bar.tickets])).toEqual([
      ['2016-10-29', 4],
      ['2016-10-30', 0],
      ['2016-10-31', 2],
      ['2016-11-01', 0],
    ])
  })
  it('reach back six weeks at most', () => {
    const bars = dayBars(totals({ days: [sold('2016-01-01', 1), sold('2016-06-28', 1)] }), '2016-06-28')
    expect(bars).toHaveLength(daysDrawn)
    expect(bars.at(-1)?.day).toBe('2016-06-28')
  })
  it('add tickets of all currencies and keep their money apart', () => {
    const bars = dayBars(totals({ days: [sold('2016-06-28', 3), sold('2016-06-28', 2, 'EUR')] }), '2016-06-28')
    expect(bars[0]).toMatchObject({ tickets: 5 })
    expect(bars[0]?.sums).toHaveLength(2)
  })
  it('are days of the event, not of this machine', () => {
    expect(dayIn('Europe/Warsaw', Date.UTC(2016, 5, 28, 22, 30))).toBe('2016-06-29')
  })
})

describe('totals over the wire', () => {
  it('drop an answer about all events that comes after the person has chosen one', async () => {
    const all = later<unknown>()
    const { wire } = scriptedWire({
      'totals.get': (input: { readonly event: string | null }) =>
        input.event === null ? all.promise : done(totals({ testOrders: 7 })),
    })
    const slice = totalsSlice(wire)
    const first = slice.getState().reload()
    slice.getState().show('mpe')
    await expect.poll(() => slice.getState().totals?.testOrders).toBe(7)
    all.give(done(totals({ testOrders: 1 })))
    await first
    expect(slice.getState().totals?.testOrders).toBe(7)
  })
  it('are asked for once after a burst of changes', async () => {
    vi.useFakeTimers()
    try {
      const { wire, tell, asked } = scriptedWire({ 'totals.get': () => done(totals()) })
      const stop = totalsSlice(wire).getState().follow()
      for (let sale = 0; sale < 40; sale += 1) tell('totals', null)
      await vi.advanceTimersByTimeAsync(1000)
      expect(asked).toHaveLength(2)
      tell('totals', null)
      stop()
      await vi.advanceTimersByTimeAsync(1000)
      expect(asked).toHaveLength(2)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('totals in words', () => {
  const say = sayIn('pl')

  it('name what is kept apart only where there is any', () => {
    expect(apart(tally(), 'PLN', say)).toBe('')
    expect(apart(tally({ pendingTickets: 41, freeTickets: 1 }), 'PLN', say)).toBe('41 nieopłaconych, 1 bezpłatny')
  })
  it('say how old the knowledge of a quota is, and when there is none', () => {
    const quota = { id: 1, name: 'Piątek', size: 1000, free: 400, askedAt: 0 }
    expect(quotaSentence(quota, 8000, say)).toMatch(/Pula Piątek: 400 wolnych z 1.000, stan 8\u00a0s temu/)
    expect(quotaSentence({ ...quota, free: null }, 8000, say)).toContain('stan nieznany')
  })
})
