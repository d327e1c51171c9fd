import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Check } from '#contract/onsale-face'
import { freshMemory } from '#domain/onsale/memory'
import { minuteMs } from '#domain/onsale/scene'
import { believedForecast, fit, forecast } from '#domain/onsale/forecast'
import { letInAfter } from '#domain/onsale/inlet'
import { think } from '#domain/onsale/think'
import { afterAnHour, group, room, sceneOf, startsAt, steady, tableFrom } from './night.ts'
import type { Night } from './night.ts'
import { minute } from './timeline.ts'

const thought = (night: Night) => think(sceneOf(night), freshMemory)
const points = (...values: readonly number[]) => values.map((value, index) => ({ at: index * minuteMs, value }))

describe('a forecast', () => {
  test('of a straight line is exact, with a tenth to both sides', () => {
    const full = forecast(points(100, 110, 120, 130, 140), 200)
    expect(full?.at).toBeCloseTo(4 * minuteMs + 6 * minuteMs)
    expect([full?.fromAt, full?.toAt].map(at => Math.round((at ?? 0) / 1000))).toEqual([240 + 327, 240 + 400])
  })
  test('that is believed a while longer is told from the newest minute, not from the one it was made in', () => {
    // ten a minute, and two crooked minutes later 145 instead of 160: five and a half minutes are left from there
    const crooked = points(100, 110, 120, 130, 140, 120, 145)
    expect(forecast(crooked, 200)).toBeNull()
    const anew = believedForecast(crooked, 200)
    expect(anew?.at).toBeCloseTo(6 * minuteMs + 5.5 * minuteMs)
    expect((anew?.fromAt ?? 0) < (anew?.at ?? 0) && (anew?.at ?? 0) < (anew?.toAt ?? 0)).toBe(true)
  })
  test('is not believed for a third minute, nor beyond the limit', () => {
    expect(believedForecast(points(100, 110, 120, 130, 140, 120, 145, 120), 200)).toBeNull()
    expect(believedForecast(points(100, 110, 120, 130, 140, 205), 200)).toBeNull()
  })
  test('agrees with a textbook on slope, fit and standard error', () => {
    // x 1..5, y 2 4 5 4 5: slope 0.6, R² 0.6, standard error of the slope 0.2828 (Freedman, Statistics).
    const line = fit([2, 4, 5, 4, 5].map((value, index) => ({ at: index + 1, value })))
    expect(line?.slope).toBeCloseTo(0.6)
    expect(line?.rSquared).toBeCloseTo(0.6)
    expect(line?.standardError).toBeCloseTo(0.2828, 3)
  })
  test.each([
    ['of four minutes', points(1, 2, 3, 4), 9],
    ['of no growth', points(5, 5, 5, 5, 5), 9],
    ['of a fall', points(9, 8, 7, 6, 5), 20],
    ['of a scatter', points(5, 9, 2, 8, 6), 20],
    ['of one leap', points(10, 10, 10, 60, 60), 90],
    ['of what dies down before it gets there', points(300, 380, 435, 473, 499), 700],
    ['of what is more than an hour away', points(1, 2, 3, 4, 5), 100],
    ['of what is reached', points(6, 7, 8, 9, 10), 10],
  ])('%s says nothing', (_why, seen, limit) => expect(forecast(seen, limit)).toBeNull())
  test('of growth that slows but gets there all the same is told', () =>
    expect(forecast(points(300, 400, 480, 545, 598), 700)).not.toBeNull())
  test('of a fall to nothing is told as well', () =>
    expect(forecast(points(50, 40, 30, 20, 10), 0, 'down')?.at).toBeCloseTo(5 * minuteMs))
  test.each([
    ['falls back to it', [790, 772, 755, 738, 720]],
    ['falls back below it', [755, 738, 720, 704, 690]],
    ['grows further', [710, 730, 750, 770, 790]],
  ])('of a load that was beyond its limit and %s says nothing', (_where, values) => {
    expect(forecast(points(...values), 700)).toBeNull()
    expect(believedForecast(points(...values), 700)).toBeNull()
  })
})

describe('the constraint', () => {
  const columns = {
    'database.connections': afterAnHour(100, 612),
    'web.cpu': afterAnHour(20, 61),
    'web.in-service': afterAnHour(12, 12),
    'database.cpu': afterAnHour(20, 50),
  }
  test('is the nearest limit, and the nearest after two more servers', () =>
    expect(thought({ columns, servers: group() }).constraint).toEqual({
      limit: 'database-connections',
      used: 612,
      most: 700,
      afterStep: { servers: 2, limit: 'database-connections', used: 692, most: 700 },
    }))
  test('moves on when servers take it away', () => {
    const hot = { ...columns, 'database.connections': afterAnHour(100, 300), 'web.cpu': afterAnHour(20, 84) }
    expect(thought({ columns: hot, servers: group() }).constraint).toMatchObject({
      limit: 'web-cpu',
      afterStep: { limit: 'web-cpu', used: 72 },
    })
  })
  test('is unknown when nothing with a limit is', () =>
    expect(thought({ columns: { 'sales.orders': steady(1, 61) } }).constraint).toBeNull())
})

describe('the race', () => {
  test('sets the limit that comes first against how long help takes', () => {
    const columns = { 'database.connections': afterAnHour(100, 380, 420, 460, 500, 540) }
    expect(thought({ columns, measuredLeadMs: 421_000 }).race).toMatchObject({
      limit: 'database-connections',
      serverLeadMs: 421_000,
      leadMeasured: true,
      inletLeadMs: 20_000,
      inletMeasured: false,
    })
    expect(thought({ columns, measuredInletLeadMs: 34_000 }).race).toMatchObject({ inletLeadMs: 34_000, inletMeasured: true })
    const race = thought({ columns }).race
    expect([race?.leadMeasured, race?.serverLeadMs]).toEqual([false, 420_000])
    expect(race?.fullFromAt).toBeLessThan(race?.fullToAt ?? 0)
  })
  test('and the rule about connections never tell two different times', () => {
    const growing = fc.array(fc.integer({ min: -60, max: 90 }), { minLength: 5, maxLength: 20 })
    fc.assert(
      fc.property(growing, fc.integer({ min: 200, max: 600 }), (steps, first) => {
        let open = first
        const connections = steps.map(step => (open = Math.max(50, open + step)))
        const columns = { 'database.connections': afterAnHour(100, ...connections) }
        let memory = freshMemory
        for (let settled = 61; settled <= 60 + connections.length; settled += 1) {
          const { findings, race, memory: next } = think(sceneOf({ columns, settled }), memory)
          memory = next
          const finding = findings.find(({ rule, variant }) => rule === 11 && variant !== 'full')
          if (!finding) continue
          const now = tableFrom + settled * minuteMs
          expect(race?.limit).toBe('database-connections')
          const minutesFrom = Math.max(1, Math.floor(((race?.fullFromAt ?? 0) - now) / minuteMs))
          expect(finding.figures['fullFromMs']).toBe(minutesFrom * minuteMs)
        }
      }),
    )
  })
  test('is over for processors that are all at work', () => {
    const cpu = (...percent: readonly number[]) => thought({ columns: { 'web.cpu': afterAnHour(20, ...percent) } }).race
    expect(cpu(60, 68, 76, 84, 92)?.limit).toBe('web-cpu')
    expect(cpu(67.5, 75.4, 83.3, 91.2, 99.1)).toBeNull()
  })
  test('is not run by what is beyond its limit and falls, since that is relief', () => {
    const connections = (...open: readonly number[]) =>
      thought({ columns: { 'database.connections': afterAnHour(100, ...open) } }).race
    expect(connections(620, 637, 655, 672, 690)?.limit).toBe('database-connections')
    expect(connections(790, 772, 755, 738, 720)).toBeNull()
  })
  test('is not run while nothing grows', () =>
    expect(thought({ columns: { 'database.connections': afterAnHour(100, ...steady(300, 9)) } }).race).toBeNull())
})

describe('the sell-out', () => {
  const selling = (left: number) => ({
    'sales.tickets': afterAnHour(0, ...steady(500, 10)),
    'sales.left': afterAnHour(20_000, ...steady(left, 10)),
    'sales.orders': afterAnHour(0, ...steady(250, 10)),
    'queue.admitted': afterAnHour(1_000, ...steady(1_000, 10)),
  })
  const basket = { tickets: 2, grossMinor: 50_000 }
  test('is told as a range, with those who will find nothing', () => {
    const { sellOut } = thought({ columns: selling(5_000), basket, room: room({ waiting: 20_000 }) })
    expect(sellOut).toMatchObject({ at: minute(20), left: 5_000 })
    expect([sellOut?.fromAt, sellOut?.toAt].map(at => Math.round(((at ?? 0) - minute(10)) / 1000))).toEqual([545, 667])
    // 20,000 in line, a sixth of whom have bought so far: their demand is more than what is left.
    expect(sellOut?.emptyHanded).toBeGreaterThan(0)
  })
  test('leaves enough for all of a short queue', () =>
    expect(thought({ columns: selling(5_000), basket, room: room({ waiting: 1_000 }) }).sellOut?.emptyHanded).toBe(0))
  test('says nothing of a queue that nobody sees', () =>
    expect(thought({ columns: selling(5_000), basket, faces: { queue: { state: 'blind' } } }).sellOut?.emptyHanded).toBeNull())
  test('is not told without a pace', () => expect(thought({ columns: { 'sales.left': steady(9, 61) } }).sellOut).toBeNull())
})

describe('money at risk', () => {
  const columns = { 'sales.orders': afterAnHour(0, ...steady(200, 10)), 'sales.left': afterAnHour(20_000, ...steady(15_000, 10)) }
  const basket = { tickets: 2, grossMinor: 70_000 }
  test('is a band with its reasoning, the rest only delayed', () =>
    expect(thought({ columns, basket }).money).toMatchObject({
      stallMs: 600_000,
      lostFromMinor: 21_000_000,
      lostToMinor: 49_000_000,
      delayedMinor: 119_000_000,
      figures: { ordersPerMinute: 200, basketMinor: 70_000, lossFromPercent: 15, lossToPercent: 35 },
    }))
  test('is smaller where more people wait than there are tickets', () => {
    const crowded = { ...columns, 'queue.admitted': afterAnHour(1_000, ...steady(1_000, 10)) }
    expect(thought({ columns: crowded, basket, room: room({ waiting: 900_000 }) }).money).toMatchObject({
      lostFromMinor: 0,
      figures: { lossToPercent: 15 },
    })
  })
  test('is never more than what is left to sell', () =>
    expect(
      thought({ columns: { ...columns, 'sales.left': afterAnHour(20, ...steady(10, 10)) }, basket }).money?.figures[
        'stalledMinor'
      ],
    ).toBe(350_000))
  test('is not told before anybody has bought', () => expect(thought({ columns }).money).toBeNull())
})

test('the inlet moves in steps and never below what Cloudflare takes', () => {
  expect([letInAfter('slow-30', 1_000), letInAfter('slow-20', 1_000), letInAfter('open-10', 1_000)]).toEqual([700, 800, 1_100])
  expect(letInAfter('slow-30', 220)).toBe(200)
})

describe('the verdict', () => {
  const calm = { 'web.cpu': afterAnHour(20, 61), 'sales.left': afterAnHour(40_000, 30_000) }
  const code = (night: Night, checks: readonly Check[] = []) => think(sceneOf(night), freshMemory, checks).verdict.code
  const check = (state: Check['state']): Check => ({
    check: 'people',
    group: 'access-people',
    state,
    figures: {},
    checkedAt: null,
    byHand: true,
  })
  const before = { columns: calm, settled: 30 }
  test.each([
    ['calm, with the nearest limit', { columns: calm }, 'calm-web-cpu'],
    ['calm, when no limit is known', { columns: { 'sales.left': steady(39_000, 61) } }, 'calm'],
    ['what is critical', { columns: { ...calm, 'balancer.rejected': afterAnHour(0, 4) } }, 'rule-1-plain'],
    ['what warns', { columns: { ...calm, 'database.cpu': afterAnHour(85, 85) } }, 'rule-10-plain'],
    [
      'a source that is gone, and that sales go on',
      { columns: { ...calm, 'sales.orders': steady(7, 61) }, faces: { aws: { state: 'blind' } } },
      'blind-aws-selling',
    ],
    [
      'several sources that are late',
      { columns: calm, faces: { aws: { state: 'late' }, queue: { state: 'late' } } },
      'late-several',
    ],
    [
      'several sources that are gone',
      { columns: calm, faces: { aws: { state: 'blind' }, queue: { state: 'blind' } } },
      'blind-several',
    ],
    ['a source that is late', { columns: calm, faces: { aws: { state: 'late' } } }, 'late-aws'],
    ['throttling', { columns: calm, faces: { aws: { state: 'throttled' } } }, 'throttled-aws'],
    ['a session that ended', { columns: calm, faces: { aws: { state: 'signed-out' } } }, 'rule-26-signed-out'],
    ['sold out', { columns: { 'sales.left': afterAnHour(9, 0) } }, 'sold-out'],
    ['over', { columns: calm, plan: { plannedEndAt: startsAt } }, 'over-settling'],
    ['before the sale that nothing was checked yet', before, 'before-unchecked'],
    [
      'a source that is gone while nobody buys, without saying that sales go on',
      { columns: { ...calm, 'sales.orders': steady(0, 61) }, faces: { aws: { state: 'blind' } } },
      'blind-aws',
    ],
  ] satisfies readonly (readonly [string, Night, string])[])('tells %s', (_what, night, expected) =>
    expect(code(night)).toBe(expected),
  )
  test('before the sale counts what is to be fixed', () => {
    const scene = sceneOf(before)
    expect(think(scene, freshMemory, [check('failed'), check('failed'), check('waiting')]).verdict).toMatchObject({
      code: 'before-failed',
      figures: { failed: 2 },
    })
    expect(think(scene, freshMemory, [check('waiting'), check('passed')]).verdict.code).toBe('before-waiting')
    expect(think(scene, freshMemory, [check('unknown'), check('passed')]).verdict.code).toBe('before-unknown')
    expect(
      think(scene, freshMemory, [check('warning'), check('waiting')]).verdict,
      'what warns is to be put right',
    ).toMatchObject({
      code: 'before-failed',
      severity: 'warning',
      figures: { failed: 1, waiting: 1 },
    })
    expect(think(scene, freshMemory, [check('passed')]).verdict.code).toBe('before-ready')
  })
  test('of a sell-out names its minute', () =>
    expect(thought({ columns: { 'sales.left': afterAnHour(9, 5, 0, 0, 0) } }).verdict.figures).toMatchObject({
      soldOutAt: minute(2),
    }))
})

describe('the scales', () => {
  const columns = (...visits: readonly number[]) => ({
    'edge.visits': afterAnHour(500, ...visits),
    'database.connections': afterAnHour(90, 100),
  })
  test('stand above what was seen, with the limits the plan gives', () => {
    const { scales } = thought({ columns: columns(8_000) })
    expect(scales['edge.visits']?.top).toBe(10_000)
    expect(scales['database.connections']).toEqual({ top: 700, warnAt: 560, limit: 700 })
    expect(scales['web.cpu']).toBeUndefined()
  })
  test('never stand above a limit that nothing has passed', () => {
    const surge = thought({ columns: { 'balancer.surge': afterAnHour(0, 10, 1_024) } }).scales['balancer.surge']
    expect(surge).toEqual({ top: 1_024, warnAt: 512, limit: 1_024 })
  })
  test('step up once when something goes over the top, and never down', () => {
    const first = think(sceneOf({ columns: columns(8_000) }), freshMemory)
    const peak = think(sceneOf({ columns: columns(8_000, 13_000) }), first.memory)
    const after = think(sceneOf({ columns: columns(8_000, 13_000, ...steady(10, 30)) }), peak.memory)
    expect([peak, after].map(({ scales }) => scales['edge.visits']?.top)).toEqual([20_000, 20_000])
  })
})
