import { describe, expect, test } from 'vitest'
import type { KeptMark } from '#store/onsale-mark'
import { inletComingOf, inletNewsOf, measuredInletLeadOf } from '#monitor/watch/inlet-follow'
import { room, startsAt, tableOf } from '../../domain/onsale/night.ts'

const minuteMs = 60_000
const mark = (kind: KeptMark['kind'], at: number, figures: KeptMark['figures']): KeptMark => ({
  id: '1',
  at,
  kind,
  subject: '',
  figures,
  by: null,
})
/** Ten seconds into the fourth minute of the sale the inlet is slowed. */
const askedAt = startsAt + 3 * minuteMs + 10_000
const coming = { from: 1_000, to: 700, askedAt }
const seen = (...admitted: readonly number[]) =>
  inletNewsOf(coming, { table: tableOf({ 'queue.admitted': admitted }, startsAt), room: null })

describe('a step of the inlet', () => {
  test('is followed from its mark until it showed, for ten minutes at most', () => {
    const asked = mark('inlet', askedAt, { fromPerMinute: 1_000, toPerMinute: 700 })
    expect(inletComingOf([asked], askedAt + minuteMs)).toEqual(coming)
    expect(inletComingOf([asked], askedAt + 11 * minuteMs)).toBeNull()
    const bitten = mark('inlet-bites', askedAt + 30_000, { askedAt, leadMs: 30_000 })
    expect(inletComingOf([asked, bitten], askedAt + minuteMs)).toBeNull()
    const again = mark('inlet', askedAt + 60_000, { fromPerMinute: 700, toPerMinute: 490 })
    expect(inletComingOf([asked, bitten, again], askedAt + 61_000)).toMatchObject({ to: 490 })
  })
  test('bites in the minute that was let in partly as before: the shares say when', () => {
    // half of the fourth minute at 1,000 and half at 700: after 30 seconds of it, 20 after it was asked for
    expect(seen(990, 1_010, 1_000, 850, 705)).toEqual({
      at: askedAt + 20_000,
      figures: { fromPerMinute: 1_000, toPerMinute: 700, askedAt, leadMs: 20_000 },
    })
    // a whole minute later
    expect(seen(990, 1_010, 1_000, 1_000, 850, 705)?.figures['leadMs']).toBe(80_000)
  })
  test('has not bitten while as many are let in as before, and was not moved before it was asked', () => {
    expect(seen(1_000, 1_000, 1_000)).toBeNull()
    expect(seen(1_000, 1_000, 1_000, 1_000, 990)).toBeNull()
    expect(seen(1_000, 1_000, 1_000, 700, 700)?.at).toBe(askedAt)
  })
  test('shows nothing where fewer came than were let in', () => expect(seen(600, 600, 600, 700, 700)).toBeNull())
  test('is believed by the limit that is read where nobody counts who is let in', () => {
    const news = (readAt: number, newPerMinute: number) =>
      inletNewsOf(coming, { table: tableOf({}, startsAt), room: room({ readAt, newPerMinute }) })
    expect(news(askedAt + 25_000, 700)?.figures['leadMs']).toBe(25_000)
    expect(news(askedAt + 25_000, 1_000)).toBeNull()
    expect(news(askedAt - 1, 700)).toBeNull()
  })
})

test('how long it takes is told by the newest slowing: opening by a tenth is too small a step to time', () => {
  const slowed = mark('inlet-bites', askedAt, { fromPerMinute: 1_000, toPerMinute: 700, leadMs: 34_000 })
  const opened = mark('inlet-bites', askedAt + minuteMs, { fromPerMinute: 700, toPerMinute: 770, leadMs: 50_000 })
  expect(measuredInletLeadOf([slowed, opened])).toBe(34_000)
  expect(measuredInletLeadOf([opened])).toBeNull()
})
