import { describe, expect, test } from 'vitest'
import { comingWords, forecastWords } from '../../../../src/renderer/onsale/cockpit-words.ts'
import { untilFullWords } from '../../../../src/renderer/onsale/race-minutes.ts'
import { sceneOf } from '../../../../src/renderer/onsale/band-scene.ts'
import { bands } from '../../../../src/renderer/onsale/bands.ts'
import { armEnds } from '../../../../src/renderer/onsale/small-dialogs.tsx'
import { sayIn } from '#words/say'
import { openFace } from '../../../cockpit/invented-face.ts'
import { inventedMinutes } from '../../../cockpit/invented-minutes.ts'

const minuteMs = 60_000
const face = openFace()
const { now } = face
const setting = { say: sayIn('pl'), currency: 'PLN', timezone: 'UTC' }
const at = (minutes: number): number => Date.UTC(2026, 5, 19, 8, minutes)
const coming = { servers: 2, askedAt: at(0), readyAbout: at(7), state: 'on-the-way' } as const

describe('servers that were asked for', () => {
  test('say when they are ready, since when they are overdue, and that one did not start', () => {
    expect(comingWords(coming, setting)).toBe('2 w drodze, ok. 08:07')
    expect(comingWords({ ...coming, state: 'overdue' }, setting)).toBe('2 spóźnione od 08:07')
    expect(comingWords({ ...coming, state: 'failed' }, setting)).toBe('AWS nie uruchamia 2, od 08:00')
  })

  test('stay on the axis up to now when they are overdue', () => {
    const band = bands.find(each => each.band === 'servers')
    const { servers } = face
    if (!band || !servers) throw new Error('no servers to look at')
    const late = { servers: 2, askedAt: now - 20 * minuteMs, readyAbout: now - 13 * minuteMs, state: 'overdue' } as const
    const scene = sceneOf(band, { ...face, servers: { ...servers, coming: late } }, inventedMinutes(now), {
      columns: [[], [], [], []],
      window: { from: now - 30 * minuteMs, to: now },
      source: undefined,
    })
    expect(scene.coming.at(-1)).toMatchObject({ from: late.askedAt, to: now })
  })
})

describe('when a limit is reached', () => {
  const race = {
    limit: 'database-connections',
    serverLeadMs: 7 * minuteMs,
    leadMeasured: false,
    inletLeadMs: 20_000,
    inletMeasured: false,
  } as const

  test('is said in whole minutes, never narrower than the forecast and never as nought', () => {
    const full = (from: number, to: number): string =>
      untilFullWords({ ...race, fullFromAt: now + from, fullToAt: now + to }, now, setting.say)
    expect(full(90_000, 140_000)).toBe('1–3\u00a0min')
    expect(full(0, 50_000)).toBe('1–2\u00a0min')
    expect(full(2 * minuteMs, 2 * minuteMs)).toBe('2\u00a0min')
  })

  test('is one time where both ends of the forecast lie in the same minute', () => {
    expect(forecastWords({ band: 'connections' }, { fromAt: at(46), toAt: at(47) }, setting)).toBe('pełna 08:46–08:47')
    expect(forecastWords({ band: 'connections' }, { fromAt: at(46), toAt: at(46) + 30_000 }, setting)).toBe('pełna ok. 08:46')
  })
})

test('levers are armed until one of three times, the soonest first', () => {
  const plan = { ...face.plan, plannedEndAt: now + 80 * minuteMs }
  const ends = armEnds({ plan, now })
  expect(ends).toEqual([...ends].sort((one, other) => one - other))
  expect(ends).toContain(plan.plannedEndAt)
})
