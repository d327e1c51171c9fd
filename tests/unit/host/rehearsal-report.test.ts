import { describe, expect, test } from 'vitest'
import type { Mark } from '#contract/onsale-face'
import type { FaultKind, RehearsalReport } from '#contract/rehearsal'
import type { Noticed } from '#host/rehearsal-report'
import { noticesAfter, nothingNoticed, rehearsalReport, spokenIn } from '#host/rehearsal-report'
import { openFace } from '../../cockpit/invented-face.ts'

const minute = 60_000
const face = openFace()
const { startsAt } = face.plan
const at = (minutes: number): number => startsAt + minutes * minute
const inlet = (minutes: number, fromPerMinute: number, toPerMinute: number): Mark => ({
  id: `inlet ${minutes}`,
  at: at(minutes),
  kind: 'inlet',
  figures: { fromPerMinute, toPerMinute },
  by: 'Anna K.',
})
const servers = (minutes: number): Mark => ({
  id: `servers ${minutes}`,
  at: at(minutes),
  kind: 'servers-asked',
  figures: {},
  by: 'Anna K.',
})

type Played = { readonly noticed?: Noticed[]; readonly marks?: Mark[]; readonly signIns?: number[] }
/** A fault from the fifth to the tenth minute, and what became of it. */
const lineOf = (kind: FaultKind, { noticed = [], marks = [], signIns = [] }: Played): RehearsalReport['faults'][number] => {
  const fault = { id: kind, kind, fromMinute: 5, toMinute: 10, on: true, figures: {} }
  const report = rehearsalReport({
    scenario: {
      id: 'own',
      name: { pl: '', en: '' },
      about: { pl: '', en: '' },
      peakPerMinute: 1,
      minutes: 60,
      assumptions: {},
      arrivals: [],
      startMinute: 0,
      faults: [fault],
    },
    state: {
      sold: 900,
      soldWithoutFaults: 1_000,
      sessionEndsAt: null,
      faults: [
        { ...fault, ordersLost: 40, came: true },
        { ...fault, id: 'never', ordersLost: null, came: false },
      ],
    },
    face: { ...face, now: at(30), marks },
    noticed,
    sold: { orders: 10, grossMinor: 500_000 },
    stood: { usersPerMinute: null, insideAtOnce: null, serverLeadMs: null, servers: null },
    trials: [],
    signIns,
  })
  const [line, ...others] = report.faults
  if (!line || others.length > 0) throw new Error('the one fault that came is told')
  return line
}
const byRule = (rule: Noticed['rule'], minutes: number, variant = 'plain'): Noticed => ({ rule, variant, at: at(minutes) })

describe('of each fault a rehearsal tells', () => {
  test('how soon a rule that speaks of it noticed, and what it cost', () =>
    expect(lineOf('slow-database', { noticed: [byRule(17, 6), byRule(10, 8)] })).toMatchObject({
      noticedAfterMs: 3 * minute,
      rule: 10,
      ordersLost: 40,
      grossLostMinor: 2_000_000,
    }))
  test('the first deed that answers it, after it was noticed: not before, and not a lever of another kind', () => {
    const noticed = [byRule(10, 8)]
    expect(lineOf('slow-database', { noticed, marks: [inlet(7, 1_000, 700)] }).actedAfterMs, 'before').toBeNull()
    expect(lineOf('slow-database', { noticed, marks: [servers(9)] }).actedAfterMs, 'servers do not help').toBeNull()
    expect(lineOf('slow-database', { noticed, marks: [inlet(9, 700, 770)] }).actedAfterMs, 'opened').toBeNull()
    const marks = [inlet(7, 1_000, 700), inlet(9, 700, 490), inlet(12, 490, 392)]
    expect(lineOf('slow-database', { noticed, marks }).actedAfterMs).toBe(4 * minute)
  })
  test('that servers answer a cache that was emptied', () =>
    expect(lineOf('cache-purged', { noticed: [byRule(17, 6)], marks: [servers(9)] }).actedAfterMs).toBe(4 * minute))
  test('that signing in again answers a session that ended', () => {
    const noticed = [byRule(26, 6, 'signed-out')]
    expect(lineOf('session-expires', { noticed, marks: [inlet(7, 1_000, 700)] }).actedAfterMs).toBeNull()
    expect(lineOf('session-expires', { noticed, signIns: [at(4), at(8)] }).actedAfterMs).toBe(3 * minute)
  })
  test('that some are only waited out', () => {
    expect(lineOf('late-data', { noticed: [byRule(25, 6, 'late-aws')], marks: [servers(7)] })).toMatchObject({
      actedAfterMs: null,
      answerable: false,
    })
    expect(lineOf('bots', {})).toMatchObject({ noticedAfterMs: null, actedAfterMs: null, answerable: true })
  })
})

test('a rule on trial spoke from when it was seen to be critical until it was no longer; facts and warnings of it are no trial', () => {
  const [any] = face.findings
  if (!any) throw new Error('the invented sale has findings')
  const said = (rule: 2 | 22 | 10, variant: string, severity: 'critical' | 'warning' = 'critical') => ({
    ...any,
    rule,
    variant,
    severity,
  })
  const looks = [
    [said(2, 'waits', 'warning')],
    [said(2, 'half'), said(22, 'maintenance'), said(10, 'plain')],
    [said(2, 'fills')],
    [],
    [said(22, 'plain')],
    [said(22, 'plain')],
  ]
  const notices = looks.reduce((before, findings, place) => noticesAfter(before, { findings, now: at(place) }), nothingNoticed)
  expect(spokenIn(notices, at(9))).toEqual([
    { rule: 2, from: at(1), to: at(3) },
    { rule: 22, from: at(4), to: at(9) },
  ])
})
