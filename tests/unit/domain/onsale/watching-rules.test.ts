import { describe, expect, test } from 'vitest'
import { judge } from '#domain/onsale/judge'
import { freshMemory } from '#domain/onsale/memory'
import { afterAnHour, sceneOf, startsAt, steady } from './night.ts'
import { last, lived, pausedFor, timeline } from './timeline.ts'

const columns = { 'web.cpu': steady(20, 63) }
/** The last minute of these nights. */
const now = startsAt + 3 * 60_000

describe('a source that is late', () => {
  const since = startsAt - 240_000
  test('is told, each for itself, and what rests on it is paused', () => {
    const night = {
      columns,
      faces: { aws: { state: 'late', newestAt: since }, queue: { state: 'blind', newestAt: since } },
    } as const
    expect(last(25, night, 'aws')).toMatchObject({ variant: 'late-aws', severity: 'warning', figures: { sinceAt: since } })
    expect(last(25, night, 'queue')?.variant).toBe('blind-queue')
    expect(last(25, night, 'sales')).toBeUndefined()
    expect(pausedFor(10, night)).toBe('late')
    expect(pausedFor(20, { ...night, limits: { rehearsedUsers: 1 } })).toBe('blind')
  })
  test('is over when it is back', () => {
    const late = sceneOf({ columns, faces: { aws: { state: 'late', newestAt: since } } })
    const judged = judge(late, freshMemory)
    expect(judge(sceneOf({ columns }), judged.memory).passed).toMatchObject([{ rule: 25, subject: 'aws' }])
  })
  test('that is throttled for longer than it may be late counts as late', () =>
    expect(pausedFor(10, { columns, faces: { aws: { state: 'throttled', newestAt: since - 60_000 } } })).toBe('late'))
  test('keeps what was found before: neither true nor over', () => {
    const hot = { 'database.cpu': afterAnHour(20, 95, 95, 95) }
    const before = lived({ columns: hot }).at(-1)
    const later = judge(sceneOf({ columns: hot, faces: { aws: { state: 'blind' } } }), before?.memory ?? freshMemory)
    expect([later.findings.some(({ rule }) => rule === 10), later.passed]).toEqual([false, []])
    const back = judge(sceneOf({ columns: hot }), later.memory)
    expect(back.findings.find(({ rule }) => rule === 10)?.since).toBe(before?.findings.find(({ rule }) => rule === 10)?.since)
  })
})

describe('signing in', () => {
  test('that ends before the sale does is a warning at once', () => {
    const endsAt = startsAt + 30 * 60_000
    expect(last(26, { columns, session: { endsAt } }, 'session-aws')).toMatchObject({
      variant: 'session-ends',
      severity: 'warning',
      lever: 'sign-in',
      figures: { endsAt },
    })
  })
  test('that lasts is none', () =>
    expect(timeline(26, { columns, session: { endsAt: startsAt + 9_000_000 } }, 'session-aws')).toBe('---'))
  test('that has ended is critical', () =>
    expect(last(26, { columns, faces: { aws: { state: 'signed-out' } } }, 'session-aws')).toMatchObject({
      variant: 'signed-out',
      severity: 'critical',
    }))
  test.each([
    ['session-ends', 'session-aws', 'sign-in', (endsAt: number | null) => ({ session: { endsAt } })],
    ['token-ends', 'token-cloudflare', 'enter-token', (endsAt: number | null) => ({ token: { endsAt } })],
  ] as const)(
    '%s: a warning before the sale and during it, critical within ten minutes, nothing to renew is nothing to say',
    (...row) => {
      const [variant, subject, lever, ending] = row
      const severity = (inMinutes: number | null, startsInMinutes = -3) => {
        const plan = { startsAt: now + startsInMinutes * 60_000, plannedEndAt: now + 7_200_000 }
        const endsAt = inMinutes === null ? null : now + inMinutes * 60_000
        return last(26, { columns, plan, ...ending(endsAt) }, subject)?.severity
      }
      expect([severity(40, 30), severity(40), severity(11)]).toEqual(['warning', 'warning', 'warning'])
      expect([severity(10), severity(1)]).toEqual(['critical', 'critical'])
      expect([severity(121), severity(null)]).toEqual([undefined, undefined])
      expect(last(26, { columns, ...ending(now + 60_000) }, subject)).toMatchObject({ variant, lever })
    },
  )
  test('a token that is refused asks for another token and never for a sign-in at Amazon', () => {
    const found = (source: 'aws' | 'cloudflare' | 'queue') =>
      lived({ columns, faces: { [source]: { state: 'signed-out' } } })
        .at(-1)
        ?.findings.filter(({ rule }) => rule === 26)
        .map(({ lever }) => lever)
    expect([found('aws'), found('cloudflare'), found('queue')]).toEqual([['sign-in'], ['enter-token'], ['enter-token']])
  })
  test('a refused token of Cloudflare is said once, though two sources hang on it', () => {
    const faces = { cloudflare: { state: 'signed-out' }, queue: { state: 'signed-out' } } as const
    const findings = lived({ columns, faces })
      .at(-1)
      ?.findings.filter(({ rule }) => rule === 26)
    expect(findings?.map(({ variant }) => variant)).toEqual(['token-refused'])
  })
})

describe('the clock of this computer', () => {
  test.each([
    [45_000, 'clock-fast'],
    [-45_000, 'clock-slow'],
  ])('%d ms off is told', (skewMs, variant) =>
    expect(last(26, { columns, skewMs }, 'clock')).toMatchObject({ variant, figures: { skewMs: 45_000 } }),
  )
  test('is right again below twenty seconds only', () => {
    const off = judge(sceneOf({ columns, skewMs: 45_000 }), freshMemory)
    const less = judge(sceneOf({ columns, skewMs: 25_000 }), off.memory)
    expect(less.findings.some(({ subject }) => subject === 'clock')).toBe(true)
    expect(judge(sceneOf({ columns, skewMs: 15_000 }), less.memory).findings.some(({ subject }) => subject === 'clock')).toBe(
      false,
    )
    expect(timeline(26, { columns, skewMs: 25_000 }, 'clock')).toBe('---')
  })
  test('nobody has measured is not called wrong', () => expect(timeline(26, { columns }, 'clock')).toBe('---'))
})

test('throttling is a notice with the pace that is left', () =>
  expect(last(26, { columns, faces: { aws: { state: 'throttled', everyMs: 40_000 } } }, 'aws')).toMatchObject({
    variant: 'throttled-aws',
    severity: 'notice',
    figures: { everyMs: 40_000 },
  }))
