import { expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest } from '#main/world'
import { sourcesOf } from '#monitor/desk/sources'
import { handClock } from '../../hand-clock.ts'
import { openTestStore } from '../../open-test-store.ts'
import { testWorld } from '../../world-for-tests.ts'
import { keptPlan } from './kept-plan.ts'

const minuteMs = 60_000
const start = Date.UTC(2026, 4, 11, 8)

/** A sale whose shop refuses every connection, and whose queue answers from elsewhere while `reached` says so. */
const openSale = () => {
  const { clock, pass } = handClock(start)
  const line = { reached: true }
  const request = async ({ url }: HttpRequest): Promise<HttpAnswer> =>
    line.reached && url.includes('queue')
      ? { kind: 'answer', status: 200, headers: {}, body: '{"waiting": 5}', tookMs: 50 }
      : { kind: 'failure', reason: 'unreachable' }
  const world = testWorld({ clock, network: { request } })
  const place = openTestStore(world)
  const cloud = {
    aws: null,
    cloudflare: null,
    shop: { url: 'https://shop.example/', iksoris: false },
    queue: { url: 'https://queue.example/', waiting: 'waiting', admitted: null, wait: null },
  }
  const plan = keptPlan(place.store, start, cloud)
  const { polls } = sourcesOf(world, place.store, plan, 'pl')
  const read = async (name: string) => {
    const outcome = await polls
      .find(poll => poll.name === name)
      ?.read({ from: start, to: start + minuteMs }, new AbortController().signal)
    return outcome?.readings.find(({ role }) => role === 'shop.answered')?.value ?? null
  }
  return { line, pass, read, close: place.close }
}

test('a shop that refuses connections is closed while other sources answer, and unknown when this machine’s own line may be down', async () => {
  const { line, pass, read, close } = openSale()
  expect(await read('shop.probe'), 'nobody has answered yet').toBeNull()
  await read('queue.shop')
  expect(await read('shop.probe')).toBe(0)
  pass(minuteMs)
  expect(await read('shop.probe')).toBe(0)
  line.reached = false
  await read('queue.shop')
  pass(1)
  expect(await read('shop.probe'), 'nobody has answered for over a minute').toBeNull()
  close()
})
