import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cloudShape } from '#contract/onsale-plan'
import { freshMemory } from '#domain/onsale/memory'
import type { Outcome, Poll, Reading } from '#monitor/poll'
import type { Watch } from '#monitor/watch/watch'
import { startWatch } from '#monitor/watch/watch'
import { mostSeries } from '#store/minute'
import type { Writable } from '#store/query'
import { handClock } from '../../../hand-clock.ts'
import { openTestStore } from '../../../open-test-store.ts'
import { testWorld } from '../../../world-for-tests.ts'
import { keptPlan } from '../kept-plan.ts'

const minuteMs = 60_000
const start = Date.UTC(2026, 4, 11, 8)
const good: Outcome = { readings: [], facts: {}, refusals: [], answered: true, metricsAsked: 0 }

let stage: ReturnType<typeof openStage>
beforeEach(() => (stage = openStage()))
afterEach(() => stage.close())

/** A watched sale whose one source answers what the test says. */
const openStage = () => {
  const { clock, pass } = handClock(start)
  const world = testWorld({ clock })
  const place = openTestStore(world)
  const cloud = cloudShape.parse({
    aws: { profile: 'p', region: 'eu-central-1', resources: [] },
    cloudflare: null,
    shop: null,
    queue: null,
  })
  const plan = keptPlan(place.store, start, cloud)
  const said = { outcome: good }
  const poll: Poll = {
    name: 'aws.metrics',
    source: 'aws',
    everyMs: 20_000,
    hurriedEveryMs: 20_000,
    overlapMs: 15 * minuteMs,
    read: async () => said.outcome,
  }
  const writes = { times: 0 }
  const watch: Watch = startWatch({
    world,
    store: countedReads(place.store, writes),
    plan,
    polls: [poll],
    memory: freshMemory,
    categories: () => [],
    token: () => null,
    checks: () => [],
    haste: () => 1,
    salesKnownAt: clock.now,
    told: () => undefined,
    ended: () => undefined,
  })
  const answered = async (readings: readonly Reading[]): Promise<void> => {
    said.outcome = { ...good, readings }
    for (let second = 0; second < 21; second += 1) {
      pass(1_000)
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  const aws = () => watch.look().scene.sources.find(({ source }) => source === 'aws')
  return {
    answered,
    aws,
    now: clock.now,
    column: (role: 'web.cpu' | 'balancer.requests') => watch.table().column(role),
    writes: () => writes.times,
    minute: () => Math.floor((clock.now() - watch.table().from) / minuteMs),
    close: () => {
      watch.stop()
      place.close()
    },
  }
}

/** The file, and how often minutes were written into it. */
const countedReads = (store: Writable, writes: { times: number }): Writable => ({
  ...store,
  refetchable: (name, work) => {
    if (name === 'onsale.read') writes.times += 1
    return store.refetchable(name, work)
  },
})

const cpu = (at: number, value: number, resource = 'web'): Reading => ({ role: 'web.cpu', resource, at, value })

describe('a watched sale', () => {
  test('keeps what can be true of a bad answer, leaves out the rest and says how much', async () => {
    const now = start
    await stage.answered([
      cpu(now - 3 * minuteMs, 40),
      cpu(now - 2 * minuteMs, Number.NaN),
      cpu(now - 2 * minuteMs, -5),
      cpu(now - minuteMs, 41),
      cpu(now - minuteMs, 42),
      cpu(now + 60 * minuteMs, 99),
    ])
    const at = stage.minute()
    expect(stage.column('web.cpu').slice(at - 3, at)).toEqual(Float64Array.of(40, Number.NaN, 42))
    expect(stage.aws()).toMatchObject({
      state: 'fresh',
      newestAt: now,
      reasons: [{ read: 'aws.metrics', refusal: { code: 'points-refused', parameters: { source: 'aws', count: 3 } } }],
    })
    await stage.answered([cpu(now - minuteMs, 43)])
    expect(stage.aws()?.reasons).toEqual([])
  })

  test('of more series than it keeps goes on with those it has, and says so', async () => {
    const many = Array.from({ length: mostSeries + 20 }, (_, place) => cpu(start - minuteMs, 10, `web-${place}`))
    await stage.answered(many)
    expect(stage.aws()).toMatchObject({
      state: 'fresh',
      reasons: [{ refusal: { code: 'series-too-many', parameters: { most: mostSeries } } }],
    })
    expect(stage.column('web.cpu')[stage.minute() - 1]).toBe(10)
  })

  test('writes nothing when a source says again what the file has', async () => {
    await stage.answered([cpu(start - minuteMs, 40)])
    const first = stage.writes()
    await stage.answered([cpu(start - minuteMs, 40)])
    expect(stage.writes()).toBe(first)
    await stage.answered([cpu(start - minuteMs, 40), cpu(start, 41)])
    expect(stage.writes()).toBe(first + 1)
    expect(stage.aws()).toMatchObject({ state: 'fresh', newestAt: start + minuteMs })
  })

  test('does not take a minute of the future for news', async () => {
    await stage.answered([cpu(start + 60 * minuteMs, 99)])
    expect(stage.aws()).toMatchObject({ newestAt: null, reasons: [{ refusal: { code: 'points-refused' } }] })
  })
})
