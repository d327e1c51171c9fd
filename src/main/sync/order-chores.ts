import { createZones } from '#domain/calendar'
import { ageOf } from './ages.ts'
import type { Chore } from './chores.ts'
import { beginDeltas, deltaCursor, fetchDeltas, longOverlapMs, shortOverlapMs } from './deltas.ts'
import { beginHistory, continueHistory, historyCursor } from './history.ts'
import type { OrderDecoder } from './orders.ts'
import { orderDecoder } from './orders.ts'
import type { Scene } from './scene.ts'
import { isSameShowing } from './scene.ts'
import type { SyncParts } from './sync-parts.ts'
import { lookAgain, secondLook } from './vanished.ts'

const deltasEveryMs = 5000
const longOverlapEveryMs = 240_000
/** A page of the second look a second: 20,000 orders take seven minutes. The request budget slows it where that is too much. */
const secondLookEveryMs = 1000
/** While people are buying the platform has better things to do, and so has this machine: changes still come every few seconds, a refund is certain later. */
const secondLookOnSaleMs = 5000
const secondLookRestMs = 300_000

/** Orders: what changes, what was before, and what nobody announces. They begin once the catalogue is in, for it tells currencies and zones. */
export const orderChores = (scene: Scene): readonly Chore[] => {
  const { parts } = scene
  const zones = createZones()
  const decoder = (): OrderDecoder => orderDecoder(parts, zones)
  const catalogueIsIn = (): boolean => ageOf(parts, 'catalogue') !== null
  const isBegun = (): boolean => historyCursor(parts) !== null && deltaCursor(parts) !== null
  return [
    { name: 'beginning', wanted: () => catalogueIsIn() && !isBegun(), restMs: () => 0, run: () => begin(scene) },
    {
      name: 'deltas',
      wanted: () => catalogueIsIn() && isBegun(),
      restMs: () => deltasEveryMs,
      run: () => runDeltas(scene, decoder()),
    },
    {
      name: 'history',
      // a hall that somebody is looking at comes first
      wanted: () => catalogueIsIn() && historyRuns(parts) && !(scene.loading && isSameShowing(scene.loading, scene.watched)),
      restMs: () => 0,
      run: () =>
        continueHistory(parts, decoder(), () => {
          scene.onOrders(1)
          scene.tell()
        }),
    },
    {
      name: 'second-look',
      wanted: () => historyCursor(parts)?.complete === true,
      restMs: () => (secondLook(parts).pass === null ? secondLookRestMs : pageRestMs(scene)),
      run: () => lookAgain(parts, decoder(), scene.onOrders),
    },
  ]
}

const pageRestMs = (scene: Scene): number => (scene.isOnSale() ? secondLookOnSaleMs : secondLookEveryMs)

/** Whether the first copy has anything left to do and may do it. */
export const historyRuns = (parts: Pick<SyncParts, 'store'>): boolean => {
  const history = historyCursor(parts)
  return history !== null && !history.complete && !history.paused
}

/** Notes where the first copy and the changes begin; both run from then on, beside each other. */
const begin = async ({ parts }: Scene) => {
  const begun = await beginHistory(parts)
  const history = historyCursor(parts)
  if (begun.kind === 'done' && history) beginDeltas(parts, history.startedAt)
  return begun
}

const runDeltas = async (scene: Scene, decode: OrderDecoder) => {
  const { parts } = scene
  const now = parts.world.clock.monotonic()
  const long = now - scene.longOverlapAt > longOverlapEveryMs
  const overlapMs = long ? longOverlapMs : shortOverlapMs
  const fetched = await fetchDeltas(parts, decode, { overlapMs, changed: scene.onOrders })
  if (fetched.kind === 'done' && long) scene.longOverlapAt = now
  return fetched
}
