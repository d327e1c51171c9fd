import type { Showing } from '#contract/showing'
import { knownEvents, seatedShowings, seatingPlanOf } from '#store/event'
import { ageOf, keepAge } from './ages.ts'
import { aboutOneEvent, currentEvents, fetchCatalogue } from './catalogue.ts'
import type { Chore } from './chores.ts'
import { fetchQuotas } from './quotas.ts'
import type { Scene } from './scene.ts'
import { fetchHall, hallCursor, refreshHolders, refreshPages } from './seats.ts'
import type { Fetched } from './sync-parts.ts'

const catalogueEveryMs = 300_000
const watchedQuotasEveryMs = 10_000
const allQuotasEveryMs = 180_000
/** Who holds which seat on screen: at most so often, and rarer the more pages it takes. */
const holdersEveryMs = 30_000
const holdersPerPageMs = 2000
/** Halls of showings that start so soon are loaded without being opened. */
const soonMs = 3 * 86_400_000
/** After so long a hall is read whole again: blocked seats and other plans are not seen otherwise. */
const hallLastsMs = 6 * 3_600_000

/** What is sold: the catalogue as a whole now and then, what is left of it more often, most often for the showing on screen. */
export const stockChores = (scene: Scene): readonly Chore[] => {
  const { parts } = scene
  const catalogueIsIn = (): boolean => ageOf(parts, 'catalogue') !== null
  return [
    { name: 'catalogue', wanted: () => true, restMs: () => catalogueEveryMs, run: () => runCatalogue(scene) },
    { name: 'quotas', wanted: catalogueIsIn, restMs: () => allQuotasEveryMs, run: () => runAllQuotas(scene) },
    {
      name: 'watched-quotas',
      wanted: () => scene.watched !== null && catalogueIsIn(),
      restMs: () => watchedQuotasEveryMs,
      run: () => forWatched(scene, showing => fetchQuotas(parts, showing.event, showing.subevent)),
    },
  ]
}

/** Halls: seats load for the showing on screen and for those that start soon, and who holds them is asked again while one is on screen. */
export const hallChores = (scene: Scene): readonly Chore[] => {
  const { parts } = scene
  return [
    { name: 'seats', wanted: () => hallWanted(scene) !== null, restMs: () => 0, run: () => runHall(scene) },
    {
      name: 'holders',
      wanted: () => scene.watched !== null && isIn(scene, scene.watched),
      restMs: () => Math.max(holdersEveryMs, scene.watched ? refreshPages(parts, scene.watched) * holdersPerPageMs : 0),
      run: () => forWatched(scene, showing => refreshHolders(parts, showing)),
    },
  ]
}

const runCatalogue = async (scene: Scene): Promise<Fetched> => {
  const { parts } = scene
  const first = ageOf(parts, 'catalogue') === null
  const startedAt = parts.world.clock.now()
  const fetched = await fetchCatalogue(parts, () => {
    if (first) scene.onShowings()
  })
  if (fetched.kind !== 'done') return fetched
  keepAge(parts, startedAt, 'catalogue', 'stock')
  scene.onShowings()
  return fetched
}

const runAllQuotas = async ({ parts }: Scene): Promise<Fetched> => {
  const startedAt = parts.world.clock.now()
  const unreadable: string[] = []
  for (const event of currentEvents(knownEvents(parts.store), startedAt)) {
    const fetched = leniently(await fetchQuotas(parts, event.slug, null))
    if (fetched.kind !== 'done') return fetched
    unreadable.push(...fetched.unreadable)
  }
  keepAge(parts, startedAt, 'stock')
  return { kind: 'done', unreadable }
}

const runHall = async (scene: Scene): Promise<Fetched> => {
  const showing = hallWanted(scene)
  if (!showing) return nothing
  scene.loading = showing
  scene.tell()
  const fetched = await fetchHall(scene.parts, showing, () => {
    scene.onStock(showing)
    scene.tell()
  })
  scene.loading = null
  return fetched
}

const forWatched = async (scene: Scene, fetch: (showing: Showing) => Promise<Fetched>): Promise<Fetched> => {
  const showing = scene.watched
  if (!showing) return nothing
  const fetched = await fetch(showing)
  if (fetched.kind === 'done') scene.onStock(showing)
  return leniently(fetched)
}

const hallWanted = (scene: Scene): Showing | null => {
  const { store, world } = scene.parts
  const now = world.clock.now()
  const isStale = (showing: Showing): boolean => {
    const completeAt = hallCursor(scene.parts, showing)?.completeAt ?? null
    return completeAt === null || Math.abs(now - completeAt) > hallLastsMs
  }
  const { watched } = scene
  if (watched && typeof seatingPlanOf(store, watched.event, watched.subevent) === 'number' && isStale(watched)) return watched
  return seatedShowings(store, { from: now, until: now + soonMs }).find(isStale) ?? null
}

const isIn = (scene: Scene, showing: Showing): boolean => (hallCursor(scene.parts, showing)?.completeAt ?? null) !== null

const nothing: Fetched = { kind: 'done', unreadable: [] }

/** A refusal that is about one event only is no reason to wait longer than usual. */
const leniently = (fetched: Fetched): Fetched => (fetched.kind === 'failed' && aboutOneEvent(fetched.answer) ? nothing : fetched)
