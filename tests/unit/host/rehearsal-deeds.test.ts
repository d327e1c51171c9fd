import { describe, expect, test } from 'vitest'
import type { Mark } from '#contract/onsale-face'
import { deedsOf } from '#host/rehearsal-deeds'
import { openFace } from '../../cockpit/invented-face.ts'
import { minuteMs, startsAt } from '../../cockpit/invented-minutes.ts'

const mark = (kind: Mark['kind'], minute: number, figures: Mark['figures'] = {}, by: string | null = null): Mark => ({
  id: `${kind} ${minute}`,
  at: startsAt + minute * minuteMs,
  kind,
  figures,
  by,
})
const told = (...marks: readonly Mark[]) => deedsOf(openFace({ marks }))

describe('what was done in a rehearsal', () => {
  test('are steps of servers with the time until they served, steps of the inlet, and notes; by whom and why', () => {
    expect(
      told(
        mark('start', 0),
        mark('servers-asked', 3, { fromServers: 10, toServers: 12, reasonText: 'hot' }, 'Anna K.'),
        mark('finding', 4, { rule: 11 }),
        mark('inlet', 5, { fromPerMinute: 1200, toPerMinute: 840 }, 'Marek W.'),
        mark('note', 6, { noteText: 'radio spot' }, 'Anna K.'),
        mark('servers-ready', 10, { readyServers: 2, leadMs: 408_000 }),
      ),
    ).toEqual([
      { kind: 'servers', minute: 3, by: 'Anna K.', from: 10, to: 12, readyAfterMs: 408_000, failure: '', text: 'hot' },
      { kind: 'inlet', minute: 5, by: 'Marek W.', from: 1200, to: 840, readyAfterMs: null, failure: '', text: '' },
      { kind: 'note', minute: 6, by: 'Anna K.', from: null, to: null, readyAfterMs: null, failure: '', text: 'radio spot' },
    ])
  })
  test('a step that was overtaken by the next was never ready; one that failed says why', () => {
    const [first, second] = told(
      mark('servers-asked', 1, { fromServers: 10, toServers: 11 }),
      mark('servers-failed', 2, { failureText: 'no capacity' }),
      mark('servers-asked', 3, { fromServers: 11, toServers: 12 }),
      mark('servers-ready', 9, { leadMs: 360_000 }),
    )
    expect(first).toMatchObject({ readyAfterMs: null, failure: 'no capacity' })
    expect(second).toMatchObject({ readyAfterMs: 360_000, failure: '' })
  })
})
