import { describe, expect, test } from 'vitest'
import type { Ceiling, ServersPreview, StepPreview } from '#contract/onsale-hands'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import { sayIn } from '#words/say'
import { stepRefusals } from '../../../../src/renderer/onsale/step-refusals.ts'

const ceilings: readonly Ceiling[] = [
  { ceiling: 'group', left: 2, figures: { maximumServers: 14 } },
  { ceiling: 'event', left: 2, figures: { maximumServers: 13 } },
  { ceiling: 'database', left: 2, figures: { connections: 612, mostConnections: 700 } },
  { ceiling: 'cores', left: 2, figures: { coreQuota: 56, coresPerServer: 4 } },
  { ceiling: 'spending', left: 2, figures: { spentCents: 4_950, mostCents: 5_000 } },
]
const quarter: StepPreview = {
  step: 'quarter',
  from: 12,
  to: 15,
  why: null,
  cpuPercent: null,
  connections: { now: 612, after: 744, most: 700 },
  readyAt: 0,
  centsPerHour: 72,
  centsUntilEnd: 126,
}
const preview = (...whys: readonly (Refusal | null)[]): ServersPreview => ({
  group: 'onsale-web',
  instanceType: 'c3.xlarge',
  expected: { desired: 12, maximum: 14 },
  readAt: 0,
  inService: 12,
  pending: 0,
  steps: whys.map((why, place) => ({ ...quarter, step: (['one', 'two', 'quarter'] as const)[place] ?? 'quarter', why })),
  ceilings,
  reasonWanted: false,
  rentedUntil: 0,
  inletFirst: null,
})
const beyond = (ceiling: Ceiling['ceiling']): Refusal => refusal('ceiling-reached', { ceiling, left: 2 })
const said = (language: 'pl' | 'en', why: Refusal): string | undefined =>
  stepRefusals(preview(null, null, why), sayIn(language))[0]?.replaceAll('\u00a0', ' ')

describe('a step that may not be taken', () => {
  test.each([
    ['database', '+25 % przepełni bazę: 744/700'],
    ['group', '+25 % przekroczy maksimum grupy: 15/14'],
    ['event', '+25 % przekroczy sufit wydarzenia: 15/13'],
    ['cores', '+25 % przekroczy limit vCPU konta: 60/56'],
    ['spending', '+25 % przekroczy sufit kosztu: 50,76 USD / 50,00 USD'],
  ] as const)('names its own ceiling: %s', (ceiling, sentence) => expect(said('pl', beyond(ceiling))).toBe(sentence))

  test('says so in English too, and of anything that is no ceiling its own sentence', () => {
    expect(said('en', beyond('group'))).toBe('+25% goes beyond the maximum of the group: 15/14')
    expect(said('en', refusal('cooling-down', { seconds: 90 }, { afterMs: 90_000 }))).toMatch(/^\+25%: .*90/)
    expect(said('en', beyond('spending'))).not.toMatch(/database/)
  })

  test('is told of each step by itself, and of none that may be taken', () => {
    const reasons = stepRefusals(preview(null, beyond('group'), beyond('database')), sayIn('en'))
    expect(reasons.map(reason => reason.split(/\s/)[0])).toEqual(['+2', '+25%'])
    expect(stepRefusals(preview(null, null, null), sayIn('en'))).toEqual([])
  })
})
