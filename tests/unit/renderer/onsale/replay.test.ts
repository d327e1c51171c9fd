import { describe, expect, test } from 'vitest'
import type { OnsaleFace } from '#contract/onsale-face'
import { done, refused } from '#contract/refusal'
import { replaySlice } from '../../../../src/renderer/onsale/replay-slice.ts'
import { openFace } from '../../../cockpit/invented-face.ts'
import { inventedMinutes, minuteMs, startsAt } from '../../../cockpit/invented-minutes.ts'
import { later, scriptedWire, settle } from '../scripted-wire.ts'

const present = startsAt + 180 * minuteMs
const faceAt = (at: number | null): OnsaleFace =>
  openFace({ now: at ?? present, speed: 0, mode: at === null ? 'live' : 'replay' })

const played = () => {
  const { wire, asked } = scriptedWire({
    'onsale.face': ({ at }: { at: number | null }) => done(faceAt(at)),
    'onsale.minutes': ({ at }: { at: number | null }) => done(inventedMinutes(at ?? present)),
  })
  const moments = (): readonly unknown[] =>
    asked.filter(({ method }) => method === 'onsale.face').map(({ input }) => (input as { at: number | null }).at)
  return { replay: replaySlice(wire, 'bieber'), moments }
}

describe('looking back at a sale', () => {
  test('it opens a little before the start and goes to the end of the sale, not to today', async () => {
    const { replay } = played()
    await replay.getState().open()
    const { range, at, face } = replay.getState()
    expect(at).toBe(startsAt - 10 * minuteMs)
    expect(face?.mode).toBe('replay')
    expect(range?.to).toBe(startsAt + 150 * minuteMs)
  })

  test('the arrows go from whole minute to whole minute and stop at the ends', async () => {
    const { replay } = played()
    await replay.getState().open()
    replay.getState().lookAt(startsAt + 12_345)
    replay.getState().step(1)
    expect(replay.getState().at).toBe(startsAt + minuteMs)
    replay.getState().step(-10_000)
    expect(replay.getState().at).toBe(replay.getState().range?.from)
    await settle()
  })

  test('played at sixty times, a second shows a minute', async () => {
    const { replay } = played()
    await replay.getState().open()
    replay.getState().lookAt(startsAt)
    await settle()
    replay.getState().setSpeed(60)
    replay.getState().playOrPause()
    replay.getState().tick(1000)
    expect(replay.getState().at).toBe(startsAt + minuteMs)
    replay.getState().playOrPause()
    replay.getState().tick(1000)
    expect(replay.getState().at).toBe(startsAt + minuteMs)
    await settle()
  })

  test('it stops at the end, and played once more begins anew', async () => {
    const { replay } = played()
    await replay.getState().open()
    const range = replay.getState().range ?? { from: 0, to: 0 }
    replay.getState().lookAt(range.to - 1000)
    await settle()
    replay.getState().playOrPause()
    replay.getState().tick(1000)
    expect(replay.getState().playing).toBe(false)
    await settle()
    replay.getState().playOrPause()
    expect(replay.getState().at).toBe(range.from)
    await settle()
  })

  test('while one moment is asked for, those between are passed over and the last is shown', async () => {
    const slow = later<unknown>()
    const asked: (number | null)[] = []
    const { wire } = scriptedWire({
      'onsale.face': async ({ at }: { at: number | null }) => {
        asked.push(at)
        if (at === startsAt) await slow.promise
        return done(faceAt(at))
      },
      'onsale.minutes': ({ at }: { at: number | null }) => done(inventedMinutes(at ?? present)),
    })
    const replay = replaySlice(wire, 'bieber')
    await replay.getState().open()
    replay.getState().lookAt(startsAt)
    for (let minute = 1; minute <= 5; minute += 1) replay.getState().lookAt(startsAt + minute * minuteMs)
    slow.give(null)
    await settle()
    expect(asked.slice(2)).toEqual([startsAt, startsAt + 5 * minuteMs])
    expect(replay.getState().face?.now).toBe(startsAt + 5 * minuteMs)
  })

  test('a moment that cannot be read says why and stops the clock', async () => {
    const { wire } = scriptedWire({
      'onsale.face': ({ at }: { at: number | null }) =>
        at === null || at < startsAt ? done(faceAt(at)) : refused('onsale-unknown'),
      'onsale.minutes': ({ at }: { at: number | null }) => done(inventedMinutes(at ?? present)),
    })
    const replay = replaySlice(wire, 'bieber')
    await replay.getState().open()
    replay.getState().playOrPause()
    replay.getState().lookAt(startsAt)
    await settle()
    expect(replay.getState().refusal?.code).toBe('onsale-unknown')
    expect(replay.getState().playing).toBe(false)
  })
})
