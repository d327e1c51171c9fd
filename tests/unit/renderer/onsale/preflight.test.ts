import { describe, expect, test } from 'vitest'
import type { Check, OnsaleFace } from '#contract/onsale-face'
import type { Finding } from '#contract/onsale-finding'
import { cardOf, checkCards, checksInForce, confirmed, countsOf } from '../../../../src/renderer/onsale/preflight-order.ts'
import { coverageOf, isKnown, nextSteps, validityWindow } from '../../../../src/renderer/onsale/preflight-validity.ts'
import { validWords } from '../../../../src/renderer/onsale/preflight-valid-words.ts'
import { clockTime } from '#words/format'
import { sayIn } from '#words/say'
import { beforeFace } from '../../../cockpit/invented-face.ts'
import { minuteMs, startsAt } from '../../../cockpit/invented-minutes.ts'

const check = (name: string, state: Check['state']): Check => ({
  check: name,
  group: 'servers',
  state,
  figures: {},
  checkedAt: null,
  byHand: false,
})
const finding = (rule: Finding['rule'], variant: string): Finding => ({
  rule,
  variant,
  severity: 'critical',
  source: 'aws',
  subject: '',
  since: 0,
  figures: {},
  evidence: { from: 0, to: 0, confidence: 'high' },
  lever: 'none',
  acknowledgedAt: null,
  silenced: null,
})

describe('cards of the checklist', () => {
  const checks = [
    check('people', 'waiting'),
    check('edge-cache', 'warning'),
    check('connection-pool', 'failed'),
    check('aws-session', 'failed'),
    check('shop-probe', 'unknown'),
    { ...check('scheduled-growth', 'unknown'), byHand: true },
    check('clock', 'passed'),
  ]

  test('what failed comes first, then what is doubtful, then what waits for a person; passed and unknown have none, but of what may not be read a person may know', () => {
    expect(checkCards(checks, []).map(card => [card.place, card.check.check])).toEqual([
      [1, 'connection-pool'],
      [2, 'aws-session'],
      [3, 'edge-cache'],
      [4, 'people'],
      [5, 'scheduled-growth'],
    ])
  })

  test('one key confirms: the card that has the focus, else the first that a person may confirm', () => {
    const byHand = (name: string, state: Check['state']): Check => ({ ...check(name, state), byHand: true })
    const cards = checkCards(
      [byHand('people', 'waiting'), check('edge-cache', 'warning'), byHand('balancer-warmed', 'failed')],
      [],
    )
    expect(confirmed(cards, null)?.check).toBe('balancer-warmed')
    expect(confirmed(cards, 'people')?.check).toBe('people')
    expect(confirmed(cards, 'edge-cache')?.check).toBe('balancer-warmed')
    expect(confirmed(checkCards([check('clock', 'failed')], []), 'clock')).toBeNull()
  })

  test('what a rule says already has no second card: its line points to the card of the rule', () => {
    const findings = [finding(11, 'full'), finding(26, 'session-ends')]
    const cards = checkCards(checks, findings)
    expect(cards.map(card => card.check.check)).not.toContain('aws-session')
    expect(cards[0]?.place).toBe(3)
    expect(cardOf(check('aws-session', 'failed'), findings, cards)).toBe(2)
    expect(cardOf(check('connection-pool', 'failed'), findings, cards)).toBe(3)
    expect(cardOf(check('clock', 'passed'), findings, cards)).toBeNull()
  })

  test('waiting for a person is not counted as passed', () => {
    expect(countsOf(checks)).toEqual({ passed: 1, failed: 2, warning: 1, waiting: 1, unknown: 2 })
  })
})

describe('what is still open when the sale begins', () => {
  const face = beforeFace()
  const at = (minutes: number, phase: OnsaleFace['phase'], mode: OnsaleFace['mode'] = 'live') =>
    checksInForce({ ...face, mode, phase, now: face.plan.startsAt + minutes * minuteMs })

  test('stays as advice for a quarter of an hour, and is no matter of a sale that has ended or is looked back at', () => {
    expect(at(-60, 'before')).toBe(face.checks)
    expect(at(-4, 'before')).toBe(face.checks)
    expect(at(14, 'open')).toBe(face.checks)
    expect(at(15, 'open')).toEqual([])
    expect(at(2, 'sold-out')).toEqual([])
    expect(at(2, 'open', 'replay')).toEqual([])
  })
})

describe('what is valid until when', () => {
  const face = beforeFace()
  const window = validityWindow(face)

  test('the hours around the sale are in view, and now when it is not days before', () => {
    expect(window.from).toBeLessThan(face.now)
    expect(window.to).toBeGreaterThan(face.plan.plannedEndAt)
    const daysBefore = validityWindow({ ...face, now: startsAt - 3 * 86_400_000 })
    expect(daysBefore.from).toBe(startsAt - 180 * minuteMs)
  })

  test('a session that ends within the sale leaves a gap to its planned end', () => {
    const { bar, gaps } = coverageOf({ what: 'aws-session', from: null, until: startsAt + 5 * minuteMs }, window, face.plan)
    expect(bar).toEqual({ from: window.from, to: startsAt + 5 * minuteMs })
    expect(gaps).toEqual([{ from: startsAt + 5 * minuteMs, to: face.plan.plannedEndAt }])
  })

  test('a room that opens late leaves a gap at the start; one that is open in time leaves none', () => {
    const late = coverageOf({ what: 'waiting-room', from: startsAt + minuteMs, until: null }, window, face.plan)
    expect(late.gaps).toEqual([{ from: startsAt, to: startsAt + minuteMs }])
    expect(coverageOf({ what: 'waiting-room', from: startsAt - minuteMs, until: null }, window, face.plan).gaps).toEqual([])
  })

  test('what ended before the sale is missing in all of it; locked levers are no gap', () => {
    const ended = coverageOf({ what: 'aws-session', from: null, until: startsAt - minuteMs }, window, face.plan)
    expect(ended.gaps).toEqual([{ from: startsAt, to: face.plan.plannedEndAt }])
    expect(coverageOf({ what: 'armed', from: 0, until: startsAt - minuteMs }, window, face.plan).gaps).toEqual([])
  })

  test('servers that are ready only after the start leave a gap until then; those that run before stand before their bar', () => {
    const servers = { what: 'servers', from: startsAt - 5 * minuteMs, until: null, readyAt: startsAt + 4 * minuteMs } as const
    const { before, bar, gaps } = coverageOf(servers, window, face.plan)
    expect(gaps).toEqual([{ from: startsAt, to: startsAt + 4 * minuteMs }])
    expect([before?.to, bar?.from]).toEqual([servers.from, servers.from])
    expect(coverageOf({ what: 'waiting-room', from: null, until: 0 }, window, face.plan)).toMatchObject({
      bar: null,
      gaps: [{ from: startsAt, to: face.plan.plannedEndAt }],
    })
  })

  test('a bar says how many servers come when, by both clocks, and what the room lets in', () => {
    const words = (what: string, language: 'pl' | 'en'): string => {
      const validity = face.validity.find(each => each.what === what)
      return validity ? validWords(validity, face, sayIn(language)) : ''
    }
    const start = clockTime(startsAt - 30 * minuteMs, face.plan.timezone, 'pl')
    const end = clockTime(startsAt + 150 * minuteMs, face.plan.timezone, 'pl')
    expect(words('servers', 'pl')).toBe(`10 od ${start} (08:30 UTC), minimum do ${end}`)
    expect(words('servers', 'en')).toBe(`10 from ${start} (08:30 UTC), minimum until ${end}`)
    expect(words('waiting-room', 'en')).toContain('1,400 people/min after the start')
    expect(words('people', 'pl')).toContain('Marek W.')
  })

  test('no end and no knowledge of one are told apart', () => {
    const open = { what: 'aws-session', from: null, until: null } as const
    expect(isKnown(open, face)).toBe(true)
    expect(isKnown(open, { ...face, session: null })).toBe(false)
  })

  test('the next three steps come in order of time, and only those still to come', () => {
    expect(nextSteps(face).map(({ step, servers }) => [step, servers])).toEqual([
      ['servers', 10],
      ['room', undefined],
      ['start', undefined],
    ])
    const later: OnsaleFace = { ...face, now: startsAt - minuteMs }
    expect(nextSteps(later).map(({ step }) => step)).toEqual(['start', 'session', 'end'])
  })
})
