import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OnsalePlan } from '#contract/onsale-plan'
import { cloudShape, usualLimits } from '#contract/onsale-plan'
import { sourcesOf } from '#monitor/desk/sources'
import { openTestStore } from '../../../open-test-store.ts'
import { testWorld } from '../../../world-for-tests.ts'

const world = testWorld()
let place: ReturnType<typeof openTestStore>
beforeEach(() => (place = openTestStore(world)))
afterEach(() => place.close())

const own = { url: 'https://tickets.example/queue', waiting: 'waiting', admitted: null, wait: null }
const edge = { address: null, zone: 'a'.repeat(32), room: 'b'.repeat(32) }
const planOf = (cloud: Partial<OnsalePlan['cloud']>): OnsalePlan => ({
  id: 'sale',
  name: 'Sale',
  showing: { event: 'sale', subevent: null },
  startsAt: 0,
  plannedEndAt: 3_600_000,
  stock: null,
  limits: usualLimits,
  cloud: cloudShape.parse({ aws: null, cloudflare: null, shop: null, queue: null, ...cloud }),
  watched: true,
  currency: 'PLN',
  timezone: 'Europe/Warsaw',
  createdAt: 0,
  changedAt: 0,
})
/** Who brings the queue, the one whose minutes count first. */
const queueOf = (cloud: Partial<OnsalePlan['cloud']>): readonly string[] =>
  sourcesOf(world, place.store, planOf(cloud), 'en')
    .polls.filter(({ source }) => source === 'queue')
    .map(({ name }) => name)

test('a sale has one queue: the waiting room where there is one, first and alone, whatever else a plan of before names', () => {
  const rooms = queueOf({ cloudflare: edge })
  expect(rooms[0]).toBe('cloudflare.room')
  expect(queueOf({ cloudflare: edge, queue: own })).toEqual(rooms)
})
test('the shop’s own queue is asked where no waiting room stands before it', () => {
  expect(queueOf({ queue: own })).toEqual(['queue.shop'])
  expect(queueOf({ cloudflare: { ...edge, room: null }, queue: own })).toEqual(['queue.shop'])
})
