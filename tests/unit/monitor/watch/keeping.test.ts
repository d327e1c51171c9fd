import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { usualLimits } from '#contract/onsale-plan'
import { refusal } from '#contract/refusal'
import { factKeeper, knownWords, sourceWords, watchingWord } from '#monitor/watch/keeping'
import { noFacts } from '#monitor/watch/facts'
import { nothingRemembered, remember } from '#monitor/watch/memory'
import { faceOfAge, faceThen } from '#monitor/watch/sources'
import { factsBetween } from '#store/onsale-fact'
import { putOnsale } from '#store/onsale'
import { openTestStore } from '../../../open-test-store.ts'

const minuteMs = 60_000
const start = Date.UTC(2026, 4, 11, 8)
let open: ReturnType<typeof openTestStore>
beforeEach(() => {
  open = openTestStore()
  const plan = {
    name: 'sale',
    showing: { event: 'sale', subevent: null },
    startsAt: start,
    plannedEndAt: start + 60 * minuteMs,
    stock: null,
    limits: usualLimits,
    cloud: { aws: null, cloudflare: null, shop: null, queue: null },
  }
  open.store.transaction('test', tx => putOnsale(tx, 'sale', plan, { currency: 'PLN', timezone: 'UTC', at: start }))
})
afterEach(() => open.close())

const kept = () => factsBetween(open.store, 'sale', 0, Number.MAX_SAFE_INTEGER)
const remembered = () => kept().reduce(remember, nothingRemembered)
const servers = {
  group: 'web',
  instanceType: 'c3.xlarge',
  desired: 10,
  inService: 9,
  pending: 1,
  minimum: 4,
  maximum: 14,
  readAt: start,
  failure: { at: start, text: 'no capacity' },
}

describe('what is kept of a watched sale beside its minutes', () => {
  test('is written when it changed, not when it was read again', () => {
    const keeper = factKeeper(open.store, 'sale')
    for (let second = 0; second < 50; second += 1)
      keeper.keep(start + second * 1000, knownWords({ ...noFacts, servers: { ...servers, readAt: start + second } }, []))
    expect(kept().filter(({ kind }) => kind === 'servers')).toHaveLength(1)
    keeper.keep(start + 55_000, knownWords({ ...noFacts, servers: { ...servers, inService: 10, failure: null } }, []))
    expect(kept().filter(({ kind }) => kind === 'servers')).toHaveLength(2)
    expect(remembered().servers).toMatchObject({ inService: 10, minimum: 4, instanceType: 'c3.xlarge', failure: null })
  })

  test('cannot fill the disk: what flickers is cut off, and the newest word follows in the next minute', () => {
    const keeper = factKeeper(open.store, 'sale')
    const flicker = (at: number) => keeper.keep(at, knownWords({ ...noFacts, skewMs: at }, []))
    for (let second = 0; second < 600; second += 1) flicker(start + second * 100)
    const first = kept().length
    expect(first).toBeLessThanOrEqual(60)
    flicker(start + minuteMs)
    expect(remembered().skewMs).toBe(start + minuteMs)
  })

  test('says every minute that somebody watches, and when nobody does any longer', () => {
    const keeper = factKeeper(open.store, 'sale')
    for (let second = 0; second < 180; second += 5)
      keeper.keep(start + second * 1000, [watchingWord(start + second * 1000, true)])
    expect(kept()).toHaveLength(3)
    expect(remembered().watchedAt).toBe(start + 2 * minuteMs)
    keeper.keep(start + 181_000, [watchingWord(start + 181_000, false)])
    expect(remembered().watchedAt).toBeNull()
  })

  test('tells how a source stood, with its reasons', () => {
    const keeper = factKeeper(open.store, 'sale')
    const face = {
      ...faceOfAge('aws', start, start),
      state: 'throttled' as const,
      everyMs: 40_000,
      reasons: [{ read: 'aws.metrics', refusal: refusal('aws-throttled', { seconds: 40 }, { afterMs: 40_000 }) }],
    }
    keeper.keep(start, sourceWords([face]))
    const then = faceThen('aws', remembered().sources.aws, start + 30_000)
    expect(then).toEqual({ ...face, provisionalFrom: Math.floor((start + 30_000 - 120_000) / minuteMs) * minuteMs })
    expect(faceThen('shop', remembered().sources.shop, start).state, 'never told of').toBe('off')
  })

  test('a word that cannot be read changes nothing', () => {
    const torn = { at: start, kind: 'servers', subject: '', value: '{"desired":"ten"}' } as const
    expect(remember({ ...nothingRemembered, servers }, torn).servers).toEqual(servers)
  })
})
