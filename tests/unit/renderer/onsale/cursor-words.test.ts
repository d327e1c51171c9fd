import { describe, expect, test } from 'vitest'
import type { OnsaleMinutes } from '#contract/onsale-face'
import { sayIn } from '#words/say'
import { cursorSlice } from '../../../../src/renderer/onsale/cursor-slice.ts'
import { cursorWords } from '../../../../src/renderer/onsale/cursor-words.ts'
import { openFace } from '../../../cockpit/invented-face.ts'
import { startsAt } from '../../../cockpit/invented-minutes.ts'

const minuteMs = 60_000
const minutes: OnsaleMinutes = {
  revision: 1,
  from: startsAt,
  count: 6,
  columns: {
    'queue.waiting': [1, 2, 3, 4, 9_990],
    'edge.requests': [1, 2, 3, 4, 398_000],
    'balancer.p95': [1, 2, 3, 4, 1.46],
    'balancer.requests': [1, 2, 3, 4, 50],
    'web.cpu': [50, 50, 50, 50, 91],
    'database.connections': [1, 2, 3, 4, 426],
    'sales.orders': [1, 2, 3, 4, 118],
  },
}
const said = (minute: number, language: 'pl' | 'en' = 'en'): string =>
  cursorWords(openFace(), minutes, startsAt + minute * minuteMs, sayIn(language)).replaceAll('\u00a0', ' ')

describe('the minute at the cursor, for those who hear it', () => {
  test('is told by its time, a figure of each lane, and what is beyond its threshold', () => {
    const words = said(4)
    expect(words).toMatch(/^\d\d:\d\d T\+4\. /)
    expect(words).toContain('9,990')
    expect(words).toContain('398k/min')
    expect(words).toContain('118/min')
    expect(words).toMatch(/beyond its threshold: .*91%/)
    expect(words).not.toContain('426')
  })

  test('says what is not known, and that few requests tell nothing', () => {
    expect(said(4, 'pl')).toContain('p95 za mało')
    expect(said(5, 'pl').match(/brak/g)?.length).toBeGreaterThanOrEqual(3)
    expect(said(3)).not.toContain('beyond')
  })

  test('is told of a key, not of a pointer that passes', () => {
    const cursor = cursorSlice()
    const known = { first: 0, last: 10 * minuteMs }
    cursor.getState().pointAt(3 * minuteMs)
    expect(cursor.getState().byKeys).toBe(false)
    cursor.getState().step(1, known)
    expect(cursor.getState()).toMatchObject({ minute: 4 * minuteMs, byKeys: true })
    cursor.getState().pointAt(6 * minuteMs)
    expect(cursor.getState().byKeys).toBe(false)
    cursor.getState().goTo(2.5 * minuteMs)
    expect(cursor.getState()).toMatchObject({ minute: 2 * minuteMs, byKeys: true })
  })
})
