import { describe, expect, test } from 'vitest'
import type { KeptRehearsal, RehearsalDeed, Stood } from '#contract/rehearsal'
import { sayIn } from '#words/say'
import { draftOf } from '../../../../src/renderer/onsale/plan-draft.ts'
import { limitsAfter, measuredIn } from '../../../../src/renderer/onsale/plan-rehearsed.tsx'
import { stoodLines } from '../../../../src/renderer/onsale/preflight-rehearsed.tsx'
import { deedWords } from '../../../../src/renderer/onsale/rehearsal-deeds.tsx'
import { beforeFace } from '../../../cockpit/invented-face.ts'

const face = beforeFace()
const stood: Stood = { usersPerMinute: 14_200, insideAtOnce: 4_480.6, serverLeadMs: 408_000, servers: 12 }
const name = { pl: 'Pierwsza godzina', en: 'The first hour' }
const kept = (over: Partial<Stood> = {}): KeptRehearsal => ({
  id: '1',
  endedAt: face.now - 2 * 86_400_000,
  report: {
    scenario: {
      id: 'first-hour',
      name,
      about: name,
      peakPerMinute: 13_000,
      minutes: 85,
      assumptions: {},
      arrivals: [],
      startMinute: 30,
      faults: [],
    },
    faults: [],
    deeds: [],
    endMinute: 55,
    stood: { ...stood, ...over },
    trials: [],
    currency: 'PLN',
    sold: 1,
    soldWithoutFaults: 1,
  },
})
const nothing = { insideAtOnce: null, serverLeadMs: null, servers: null, usersPerMinute: null }
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('what the last rehearsal stood', () => {
  test('is told with its scenario, its age, and the plan beside it', () => {
    const last = { scenario: 'first-hour', name, endedAt: face.now - 2 * 86_400_000, stood, sold: 1 }
    expect(stoodLines(last, face, sayIn('en')).map(plain)).toEqual([
      'rehearsal “The first hour”, 2 days ago',
      '4,481 people at once, planned 4,400',
      'a server is ready in 6:48, planned 7:00',
      'only warn, not calibrated: 2, 19, 22',
    ])
    expect(stoodLines({ ...last, stood: { ...stood, ...nothing } }, face, sayIn('pl'))).toHaveLength(2)
  })

  test('is told with the rules that rehearsals have calibrated for this sale', () => {
    const last = { scenario: 'first-hour', name, endedAt: face.now, stood: { ...stood, ...nothing }, sold: 1 }
    const lines = (calibrated: readonly (2 | 19 | 22)[]) =>
      stoodLines(last, { ...face, plan: { ...face.plan, calibrated: [...calibrated] } }, sayIn('en')).slice(1)
    expect(lines([2, 22])).toEqual(['calibrated rules: 2, 22', 'only warn, not calibrated: 19'])
    expect(lines([2, 19, 22])).toEqual(['calibrated rules: 2, 19, 22'])
  })

  test('is taken over into the limits of a plan as far as it was measured, never rounded up', () => {
    const { limits } = draftOf({ plan: face.plan, offer: null, showings: [], now: face.now, nameOf: () => '' })
    expect(limitsAfter(limits, kept())).toEqual({ ...limits, rehearsedUsers: '4480', serverLeadMs: '6.8' })
    expect(limitsAfter(limits, kept({ insideAtOnce: null }))).toEqual({ ...limits, serverLeadMs: '6.8' })
  })

  test('is offered of the newest rehearsal that measured anything', () => {
    expect(measuredIn([kept(nothing), kept({ serverLeadMs: 60_000 })])?.report.stood.serverLeadMs).toBe(60_000)
    expect(measuredIn([kept(nothing)])).toBeUndefined()
  })
})

test('what was done is said in words: servers, the inlet, a note', () => {
  const deed = (over: Partial<RehearsalDeed>): string =>
    plain(
      deedWords(
        { kind: 'servers', minute: 3, by: null, from: 10, to: 12, readyAfterMs: null, failure: '', text: '', ...over },
        sayIn('pl'),
      ),
    )
  expect(deed({})).toBe('Serwery: 10 na 12')
  expect(deed({ kind: 'inlet', from: 1_200, to: 840 })).toBe('Wpuszczanie: 1 200 na 840 osób/min')
  expect(deed({ kind: 'note', text: 'spot w radiu' })).toBe('Notatka: spot w radiu')
})
