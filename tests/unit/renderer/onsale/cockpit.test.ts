import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OnsaleMinutes, OnsaleSummary } from '#contract/onsale-face'
import { done, refused } from '#contract/refusal'
import { findingKey, orderedFindings, unheard } from '../../../../src/renderer/onsale/advice-order.ts'
import { bands, countedUntil, readOutUntil } from '../../../../src/renderer/onsale/bands.ts'
import { cursorSlice } from '../../../../src/renderer/onsale/cursor-slice.ts'
import { verdictUnwatched } from '../../../../src/renderer/onsale/cockpit-head.tsx'
import { isUnwatched, wordsOf } from '../../../../src/renderer/onsale/cockpit-words.ts'
import { sayIn } from '../../../../src/words/say.ts'
import { iconCounts, labelSides } from '../../../../src/renderer/onsale/mark-labels.ts'
import { mergeMinutes, minuteMs, newestOf, valueAt } from '../../../../src/renderer/onsale/minute-store.ts'
import { onsaleSlice } from '../../../../src/renderer/onsale/onsale-slice.ts'
import { countdown, minutesAndSeconds, saleNow } from '../../../../src/renderer/onsale/sale-clock.ts'
import { axisTimes, nearWindow, placeIn, wholeWindow } from '../../../../src/renderer/onsale/time-window.ts'
import { openFace } from '../../../cockpit/invented-face.ts'
import { later, scriptedWire, settle } from '../scripted-wire.ts'

const start = 1_000_000 * minuteMs

describe('minutes that come in pieces', () => {
  const known: OnsaleMinutes = {
    revision: 1,
    from: 0,
    count: 3,
    columns: { 'sales.orders': [1, 2, 3], 'web.cpu': [10, 20, 30] },
  }

  it('are overwritten by what is told later, also when it tells that nothing is known', () => {
    const merged = mergeMinutes(known, { revision: 2, from: 2 * minuteMs, count: 2, columns: { 'sales.orders': [4, 5] } })
    expect(merged.columns).toEqual({ 'sales.orders': [1, 2, 4, 5], 'web.cpu': [10, 20, null, null] })
    expect(merged.revision).toBe(2)
  })

  it('stay the same object when nothing new is told, and grow longer when a minute has begun', () => {
    const nothing = { revision: 1, from: 3 * minuteMs, count: 0, columns: {} }
    expect(mergeMinutes(known, nothing)).toBe(known)
    expect(mergeMinutes(known, { ...nothing, revision: 2 }).revision).toBe(2)
    expect(mergeMinutes(known, { ...nothing, from: 4 * minuteMs }).columns['web.cpu']).toEqual([10, 20, 30, null])
  })

  it('read the same however they were cut', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer()), { minLength: 2, maxLength: 40 }), fc.nat(), (values, cut) => {
        const at = 1 + (cut % (values.length - 1))
        const piece = (from: number, to: number): OnsaleMinutes => ({
          revision: to,
          from: from * minuteMs,
          count: to - from,
          columns: { 'web.cpu': values.slice(from, to) },
        })
        const whole = mergeMinutes(mergeMinutes(null, piece(0, at)), piece(at, values.length))
        expect(whole.columns['web.cpu']).toEqual(values)
        expect(whole.count).toBe(values.length)
      }),
    )
  })

  it('have a newest known one, which a silent minute does not hide, and nothing before the first', () => {
    const silent: OnsaleMinutes = { ...known, columns: { 'web.cpu': [10, 20, null] } }
    expect(newestOf(silent, 'web.cpu', 3 * minuteMs)).toEqual({ at: minuteMs, value: 20 })
    expect(newestOf(silent, 'sales.orders', 3 * minuteMs)).toBeNull()
    expect(valueAt(known, 'web.cpu', -1)).toBeNull()
  })
})

describe('the window of the axis', () => {
  it('stands still around the start and then slides, so that now stays where it is looked for', () => {
    const atStart = nearWindow(start, start)
    expect(atStart.from).toBe(start - 6 * minuteMs)
    expect(nearWindow(start, start + 10 * minuteMs)).toEqual(atStart)
    const now = start + 60 * minuteMs
    expect(placeIn(nearWindow(start, now), now)).toBeCloseTo(0.72, 1)
  })

  it('always has the present in it, before and after', () => {
    fc.assert(
      fc.property(fc.integer({ min: -600, max: 600 }), minutes => {
        const now = start + minutes * minuteMs
        for (const window of [
          nearWindow(start, now),
          wholeWindow({ startsAt: start, plannedEndAt: start + 120 * minuteMs }, Math.min(now, start), now),
        ]) {
          expect(placeIn(window, now)).toBeGreaterThanOrEqual(0)
          expect(placeIn(window, now)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('names whole times, no more than there is room for', () => {
    const eightHours = { from: start, to: start + 480 * minuteMs }
    expect(axisTimes(eightHours, 8).every(at => at % (60 * minuteMs) === 0)).toBe(true)
    expect(axisTimes(eightHours, 8).length).toBeLessThanOrEqual(9)
  })
})

describe('the clock of a sale', () => {
  it('counts to the start and from it', () => {
    expect(countdown(start, start - 42 * minuteMs)).toBe('T\u221200:42:00')
    expect(countdown(start, start + 872_000)).toBe('T+00:14:32')
    expect(minutesAndSeconds(421_000)).toBe('7:01')
  })

  it('runs at the speed of a rehearsal, stands while it rests, and never goes back', () => {
    expect(saleNow({ now: start, speed: 30 }, 1000, 3000)).toBe(start + 60_000)
    expect(saleNow({ now: start, speed: 0 }, 1000, 3000)).toBe(start)
    expect(saleNow({ now: start, speed: 1 }, 3000, 1000)).toBe(start)
  })
})

describe('a sentence and its figures', () => {
  it('is the same sentence while only its figures change, so that nobody is read to every few seconds', () => {
    expect(wordsOf('Dane AWS sprzed 3 min 25 s.')).toBe(wordsOf('Dane AWS sprzed 4 min 5 s.'))
    expect(wordsOf('Nie widać serwerów od 10:08.')).toBe(wordsOf('Nie widać serwerów od 10:12.'))
    expect(wordsOf('Nie widać serwerów od 10:08.')).not.toBe(wordsOf('Nie widać kolejki od 10:08.'))
  })
})

describe('names of what happened', () => {
  it('stand where there is room, are cut where there is some, and give way to icons where there is none', () => {
    const words = '+2 serwery, Anna K.'
    expect(labelSides([{ place: 0.5, words }])).toEqual(['right'])
    expect(
      labelSides([
        { place: 0.4, words },
        { place: 0.42, words },
      ]),
    ).toEqual(['left', 'right'])
    expect(
      labelSides([
        { place: 0.1, words },
        { place: 0.12, words },
        { place: 0.5, words },
      ])[0],
    ).toBe('none')
  })

  it('are placed by the room there is; from afar a name that does not fit whole gives way', () => {
    const words = 'alarm: Baza zapełni się, zanim zdąży serwer'
    const marks = [
      { place: 0.3, words: 'start' },
      { place: 0.7, words },
    ]
    expect(labelSides(marks, { widthPx: 684, fontPx: 13 })).toEqual(['right', 'right'])
    expect(labelSides(marks, { widthPx: 684, fontPx: 18 }, true)).toEqual(['right', 'none'])
    expect(labelSides(marks, { widthPx: 1600, fontPx: 18 }, true)).toEqual(['right', 'right'])
  })
})

describe('icons of what happened', () => {
  const row = { widthPx: 1_000, fontPx: 10 }

  it('stand apart, or one stands for those that would lie on it', () => {
    expect(iconCounts([0.1, 0.2, 0.3], row)).toEqual([1, 1, 1])
    expect(iconCounts([0.1, 0.105, 0.112, 0.2], row)).toEqual([3, 0, 0, 1])
    expect(iconCounts([], row)).toEqual([])
  })

  it('are never lost: each mark is counted once, and no two icons are nearer than one is wide', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 60 }), drawn => {
        const places = drawn.toSorted((one, other) => one - other).map(place => place / 1_000)
        const counts = iconCounts(places, row)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(places.length)
        const icons = places.filter((_, index) => (counts[index] ?? 0) > 0).map(place => place * row.widthPx)
        icons.slice(1).forEach((icon, index) => expect(icon - (icons[index] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-6))
      }),
    )
  })
})

describe('advice', () => {
  const { findings, now } = openFace()
  const [first, second, third] = findings
  if (!first || !second || !third) throw new Error('the invented sale has three findings')

  it('has the worse first, and what nobody has heard before what somebody has', () => {
    const heard = { ...first, acknowledgedAt: now }
    const fresh = { ...first, subject: 'other', since: now }
    expect(orderedFindings([third, second, heard, fresh], now).map(findingKey)).toEqual(
      [fresh, heard, second, third].map(findingKey),
    )
  })

  it('keeps the order of the mind among equals: the first card is what the sentence over everything speaks of', () => {
    const older = { ...first, subject: 'older', since: first.since - 20 * minuteMs }
    expect(orderedFindings([first, older], now).map(findingKey)).toEqual([first, older].map(findingKey))
  })

  it('is not sounded when it is heard or silenced, and is again when the silence is over', () => {
    const silenced = { ...first, silenced: { until: now + minuteMs, reason: 'known', by: 'Anna K.' } }
    expect(unheard([first, second], now)).toHaveLength(1)
    expect(unheard([{ ...first, acknowledgedAt: now }], now)).toEqual([])
    expect(unheard([silenced], now)).toEqual([])
    expect(unheard([silenced], now + 2 * minuteMs)).toHaveLength(1)
  })
})

describe('the cursor', () => {
  it('begins at the newest minute and stays within what is known', () => {
    const cursor = cursorSlice()
    const known = { first: 0, last: 10 * minuteMs }
    cursor.getState().step(-1, known)
    expect(cursor.getState().minute).toBe(known.last)
    cursor.getState().step(-50, known)
    expect(cursor.getState().minute).toBe(0)
    cursor.getState().pointAt(2.5 * minuteMs)
    expect(cursor.getState().minute).toBe(2 * minuteMs)
  })
})

describe('the slice of the cockpit', () => {
  const face = openFace()
  const minutes: OnsaleMinutes = { revision: 7, from: 0, count: 1, columns: {} }
  const summary: OnsaleSummary = { ...face.plan, phase: 'open', worst: 'calm' }

  it('asks for all minutes once and for what is new from then on', async () => {
    const { wire, tell, asked } = scriptedWire({
      'onsale.list': () => done([summary]),
      'onsale.face': () => done(face),
      'onsale.minutes': () => done(minutes),
      'rehearsal.get': () => done(null),
    })
    const slice = onsaleSlice(wire)
    slice.getState().follow()
    await settle()
    tell('onsale', { onsale: face.plan.id, revision: 8 })
    tell('onsale', { onsale: 'another', revision: 9 })
    await settle()
    const sinces = asked
      .filter(({ method }) => method === 'onsale.minutes')
      .map(({ input }) => (input as { since: unknown }).since)
    expect(sinces[0]).toBeNull()
    expect(sinces.at(-1)).toBe(7)
    expect(slice.getState().face).toEqual(face)
  })

  it('drops the answer about a sale that is not looked at any more', async () => {
    const late = later<ReturnType<typeof done<typeof face>>>()
    const { wire } = scriptedWire({
      'onsale.list': () => done([summary, { ...summary, id: 'other', watched: false }]),
      'onsale.face': ({ onsale }: { onsale: string }) => (onsale === 'bieber' ? late.promise : refused('onsale-unknown')),
      'onsale.minutes': () => done(minutes),
      'rehearsal.get': () => done(null),
    })
    const slice = onsaleSlice(wire)
    slice.getState().follow()
    await settle()
    expect(slice.getState().chosen).toBe('bieber')
    slice.getState().choose('other')
    late.give(done(face))
    await settle()
    expect(slice.getState().face).toBeNull()
    expect(slice.getState().unread?.code).toBe('onsale-unknown')
  })

  it('shows what became of the sale as soon as its watching was stopped, without being told', async () => {
    const told = { watched: true }
    const { wire } = scriptedWire({
      'onsale.list': () => done([{ ...summary, ...told }]),
      'onsale.face': () => done({ ...face, plan: { ...face.plan, ...told } }),
      'onsale.minutes': () => done(minutes),
    })
    const slice = onsaleSlice(wire)
    slice.getState().follow()
    await settle()
    told.watched = false
    await slice.getState().reload()
    expect(slice.getState().face?.plan.watched).toBe(false)
  })
})

describe('a sale that nobody watches', () => {
  const watched = openFace()
  const mark = { id: '9', at: watched.now - minuteMs, kind: 'watch-ended', figures: {}, by: 'Anna K.' } as const
  const stopped = { ...watched, plan: { ...watched.plan, watched: false }, marks: [...watched.marks, mark] }

  it('is not judged: the sentence says since when nobody looks, neither green nor blaming the network', () => {
    const said = verdictUnwatched(stopped, sayIn('pl'))
    expect(said.sentence).toMatch(/^Nikt nie obserwuje tej sprzedaży od \*\d\d:\d\d\*\.$/)
    expect(said.tone).toBe('notice')
    expect(verdictUnwatched({ ...stopped, marks: [] }, sayIn('en')).sentence).toBe('Nobody is watching this sale.')
  })

  it('is one that is not over, and neither a rehearsal nor a replay', () => {
    expect(isUnwatched(stopped)).toBe(true)
    expect(isUnwatched(watched)).toBe(false)
    expect(isUnwatched({ ...stopped, phase: 'over' })).toBe(false)
    expect(isUnwatched({ ...stopped, mode: 'replay' })).toBe(false)
  })
})

describe('a read-out', () => {
  const face = openFace()
  const aws = face.sources.find(({ source }) => source === 'aws')
  const bandNamed = (name: string) => {
    const band = bands.find(({ band }) => band === name)
    if (!band || !aws) throw new Error(`no ${name}`)
    return band
  }
  it('tells counts of whole minutes only: those of a cloud once they no longer rise, own sales once the minute is over', () => {
    const edge = face.sources.find(({ source }) => source === 'cloudflare')
    expect(readOutUntil(bandNamed('requests'), face)).toBe(edge?.provisionalFrom)
    expect(readOutUntil(bandNamed('orders'), face)).toBe(Math.floor(face.now / minuteMs) * minuteMs)
    expect(countedUntil('aws', face)).toBe(aws?.provisionalFrom)
  })
  it('tells levels as they are now', () => expect(readOutUntil(bandNamed('cpu'), face)).toBeGreaterThan(face.now))
})
