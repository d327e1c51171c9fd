import { afterEach, beforeEach, expect, it } from 'vitest'
import { fetchCatalogue } from '#sync/catalogue'
import type { Chore } from '#sync/chores'
import { orderChores } from '#sync/order-chores'
import type { Scene } from '#sync/scene'
import { secondLook } from '#sync/vanished'
import type { FakePlatform } from './fake-platform.ts'
import { addEvent, startFakePlatform } from './fake-platform.ts'
import { syncBench } from './sync-bench.ts'

let fake: FakePlatform
let bench: ReturnType<typeof syncBench>
const sale = { on: false }
beforeEach(async () => {
  sale.on = false
  fake = await startFakePlatform()
  bench = syncBench(fake)
  addEvent(fake, 'klub')
  addEvent(fake, 'hala')
  await fetchCatalogue(bench.parts, () => {})
})
afterEach(async () => {
  bench.close()
  await fake.stop()
})

const nobody = (): void => undefined
const scene = (): Scene => ({
  parts: bench.parts,
  watched: null,
  loading: null,
  longOverlapAt: Number.NEGATIVE_INFINITY,
  isOnSale: () => sale.on,
  tell: nobody,
  onShowings: nobody,
  onStock: nobody,
  onOrders: nobody,
})
const choreOf = (name: string): Chore => {
  const chore = orderChores(scene()).find(each => each.name === name)
  if (!chore) throw new Error(`there is no chore ${name}`)
  return chore
}

it('while people are buying the second look reads a page every five seconds instead of every second; changes come as ever', async () => {
  const look = choreOf('second-look')
  const changes = choreOf('deltas').restMs()
  await look.run()
  expect(secondLook(bench.parts).pass).not.toBeNull()
  expect(look.restMs()).toBe(1000)
  sale.on = true
  expect(look.restMs()).toBe(5000)
  expect(choreOf('deltas').restMs()).toBe(changes)
})
