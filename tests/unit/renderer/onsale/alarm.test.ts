import { describe, expect, test } from 'vitest'
import type { OnsaleFace, OnsaleSummary } from '#contract/onsale-face'
import { done, refused } from '#contract/refusal'
import { alarmSlice } from '../../../../src/renderer/onsale/alarm-slice.ts'
import { openFace } from '../../../cockpit/invented-face.ts'
import { scriptedWire, settle } from '../scripted-wire.ts'

const summary = (id: string, change: Partial<OnsaleSummary> = {}): OnsaleSummary => ({
  id,
  name: id,
  startsAt: 0,
  plannedEndAt: 1,
  watched: true,
  phase: 'open',
  worst: 'calm',
  ...change,
})
const faceOf = (id: string): OnsaleFace => {
  const face = openFace()
  return { ...face, plan: { ...face.plan, id } }
}

/** The alarm beside a till: nobody looks at the cockpit. */
const beside = (first: readonly OnsaleSummary[]) => {
  const core = { list: first, answers: true }
  const { wire, tell, asked } = scriptedWire({
    'onsale.list': () => (core.answers ? done(core.list) : refused('fault')),
    'onsale.face': ({ onsale }: { onsale: string }) => done(faceOf(onsale)),
  })
  const slice = alarmSlice(wire)
  const stop = slice.getState().follow()
  const faces = () => slice.getState().faces.map(({ plan }) => plan.id)
  const read = () => asked.filter(({ method }) => method === 'onsale.face').length
  return { core, tell, slice, stop, faces, read }
}

describe('the alarm on whichever screen', () => {
  test('reads every watched sale that is in trouble, and none that is not', async () => {
    const { faces, slice } = beside([
      summary('richie', { worst: 'critical' }),
      summary('bieber', { worst: 'critical' }),
      summary('calm'),
      summary('not-watched', { worst: 'critical', watched: false }),
      summary('over', { worst: 'critical', phase: 'over' }),
    ])
    await settle()
    expect(faces()).toEqual(['richie', 'bieber'])
    expect(slice.getState().watching).toBe(true)
  })

  test('hears of trouble that begins, of a second one in the same sale, and of its end', async () => {
    const { core, tell, faces, read } = beside([summary('bieber')])
    await settle()
    expect(faces()).toEqual([])
    tell('onsale', { onsale: 'bieber', revision: 2 })
    await settle()
    expect(read()).toBe(0)
    core.list = [summary('bieber', { worst: 'critical' })]
    tell('onsales', null)
    await settle()
    expect(faces()).toEqual(['bieber'])
    tell('onsale', { onsale: 'bieber', revision: 3 })
    await settle()
    expect(read()).toBe(2)
    core.list = [summary('bieber')]
    tell('onsales', null)
    await settle()
    expect(faces()).toEqual([])
  })

  test('keeps what it knows while the core is away, and lets the screen sleep when nothing is watched', async () => {
    const { core, tell, faces, slice } = beside([summary('bieber', { worst: 'critical' })])
    await settle()
    core.answers = false
    tell('onsales', null)
    await settle()
    expect(faces()).toEqual(['bieber'])
    core.answers = true
    core.list = [summary('bieber', { watched: false })]
    tell('onsales', null)
    await settle()
    expect(slice.getState()).toMatchObject({ watching: false, faces: [] })
  })
})
