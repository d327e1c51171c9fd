import type { InletCeiling, InletStep, InletStepPreview, Moved } from '#contract/onsale-hands'
import { inletSteps } from '#contract/onsale-hands'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import { inletFactor, leastPerMinute, letInAfter, ordersFrom, safeShare } from './inlet.ts'
import { inLine } from './pace.ts'
import type { Sight } from './sight.ts'

/** What a waiting room lets in: people a minute, and people inside at once. */
export type Inlet = { readonly newPerMinute: number; readonly totalActive: number }

/** Opening fills the database to this share of its connections at most: from there on rule 11 warns. */
const fillShare = 0.8

/** What each step of the inlet would mean now, and how far it may be opened. */
export const inletPreview = (
  sight: Sight,
  inlet: Inlet,
): { readonly steps: readonly InletStepPreview[]; readonly ceilings: readonly InletCeiling[] } => {
  const ceilings = ceilingsOf(sight, inlet)
  return { steps: inletSteps.map(step => stepPreview(sight, inlet, { step, ceilings })), ceilings }
}

/** Database connections once as many people a minute are let in: what stands without buyers stays, the rest follows the people. Null: not known. */
export const connectionsAfterInlet = (sight: Sight, inlet: Inlet, perMinute: number): number | null => {
  const connections = sight.latest('database.connections')
  if (connections === null) return null
  const standing = Math.min(connections, sight.scene.plan.limits.standingConnections)
  return Math.round(standing + (connections - standing) * shareAfter(sight, inlet, perMinute))
}

/** People in the shop after a change, as a share of those inside now: as many times more as are let in, and never beyond what the room keeps inside. */
const shareAfter = (sight: Sight, { newPerMinute, totalActive }: Inlet, perMinute: number): number => {
  const share = perMinute / newPerMinute
  const inside = insideNow(sight)
  return inside === null || inside === 0 || share <= 1 ? share : Math.min(share, Math.max(1, totalActive / inside))
}

const insideNow = ({ latest, pause, scene: { room } }: Sight): number | null =>
  pause('queue') ? null : (room?.active ?? latest('queue.active'))

const ceilingsOf = (sight: Sight, { newPerMinute, totalActive }: Inlet): readonly InletCeiling[] => {
  const left = (times: number) => Math.max(0, Math.floor(newPerMinute * (times - 1)))
  const { rehearsedUsers, databaseConnections, standingConnections } = sight.scene.plan.limits
  const [inside, connections] = [insideNow(sight), sight.latest('database.connections')]
  const safe = safeUsers(rehearsedUsers)
  const fillable = fillableConnections(databaseConnections)
  const growing = connections === null ? 0 : connections - standingConnections
  return [
    ...(safe === null || inside === null || inside === 0
      ? []
      : [{ ceiling: 'users', left: left(safe / inside), figures: { insideUsers: inside, safeUsers: safe } } as const]),
    ...(fillable === null || connections === null || growing <= 0
      ? []
      : [
          {
            ceiling: 'database',
            left: left((fillable - standingConnections) / growing),
            figures: { connections, mostConnections: fillable },
          } as const,
        ]),
    { ceiling: 'room', left: Math.max(0, totalActive - newPerMinute), figures: { newPerMinute, totalActive } },
  ]
}

const safeUsers = (rehearsed: number | null): number | null => (rehearsed === null ? null : Math.floor(rehearsed * safeShare))
const fillableConnections = (most: number | null): number | null => (most === null ? null : Math.floor(most * fillShare))

type StepGrounds = { readonly step: InletStep; readonly ceilings: readonly InletCeiling[] }

const stepPreview = (sight: Sight, inlet: Inlet, { step, ceilings }: StepGrounds): InletStepPreview => {
  const { newPerMinute, totalActive } = inlet
  const { limits } = sight.scene.plan
  const next = letInAfter(step, newPerMinute)
  const share = shareAfter(sight, inlet, next)
  const cpu = sight.latest('web.cpu')
  const connections = moved(sight.latest('database.connections'), connectionsAfterInlet(sight, inlet, next))
  const inside = insideNow(sight)
  const people = moved(inside, inside === null ? null : Math.round(inside * share))
  const wait = waitNow(sight, newPerMinute)
  return {
    step,
    newPerMinute: next,
    totalActive,
    why: isOpening(step)
      ? beyondCeiling(sight, ceilings, {
          perMinute: next,
          inside: people?.after ?? null,
          connections: connections?.after ?? null,
        })
      : belowLeast(inlet, next),
    reasonWanted: isOpening(step) && cannotBeJudged(sight),
    cpuPercent: moved(cpu, cpu === null ? null : Math.min(100, cpu * share), 100),
    connections: connections && { ...connections, most: limits.databaseConnections },
    inside: people && { ...people, most: limits.rehearsedUsers },
    ordersPerMinute: moved(ordersFrom(sight, newPerMinute), ordersFrom(sight, newPerMinute * share)),
    waitMinutes: moved(wait, wait === null ? null : Math.ceil((wait * newPerMinute) / next)),
  }
}

/** Whether a step lets more people in. */
export const isOpening = (step: InletStep): boolean => inletFactor[step] > 1

const moved = (now: number | null, after: number | null, most: number | null = null): Moved | null =>
  now === null || after === null ? null : { now, after, most }

/** As Cloudflare estimates it, else by how many are let in. */
const waitNow = (sight: Sight, newPerMinute: number): number | null => {
  const waiting = inLine(sight)
  if (waiting === null) return null
  return waiting === 0 ? 0 : (sight.scene.room?.waitMinutes ?? Math.ceil(waiting / newPerMinute))
}

type After = { readonly perMinute: number; readonly inside: number | null; readonly connections: number | null }

/** The ceiling that binds, of those a step would go beyond. */
const beyondCeiling = (sight: Sight, ceilings: readonly InletCeiling[], after: After): Refusal | null => {
  const { rehearsedUsers, databaseConnections } = sight.scene.plan.limits
  const whys = ceilings
    .toSorted((one, other) => one.left - other.left)
    .map(({ ceiling, figures }) => {
      switch (ceiling) {
        case 'users':
          return over('inlet-above-safe', after.inside, safeUsers(rehearsedUsers))
        case 'database':
          return over('inlet-fills-database', after.connections, fillableConnections(databaseConnections))
        case 'room':
          return over('inlet-above-room', after.perMinute, Number(figures['totalActive']))
      }
    })
  return whys.find(why => why !== null) ?? null
}

type Over = 'inlet-above-safe' | 'inlet-fills-database' | 'inlet-above-room'
const over = (code: Over, is: number | null, most: number | null): Refusal | null =>
  is === null || most === null || is <= most ? null : refusal(code, { is, most })

const belowLeast = ({ newPerMinute }: Inlet, next: number): Refusal | null =>
  next < newPerMinute ? null : refusal('inlet-at-least', { least: leastPerMinute })

/** The plan names a ceiling, and what stands under it is not known. */
const cannotBeJudged = (sight: Sight): boolean => {
  const { rehearsedUsers, databaseConnections } = sight.scene.plan.limits
  return (
    (rehearsedUsers !== null && insideNow(sight) === null) ||
    (databaseConnections !== null && sight.latest('database.connections') === null)
  )
}
