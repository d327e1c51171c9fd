import type { Chance } from '../seeded-chance.ts'
import type { KasaProcess } from './kasa-process.ts'
import type { Moment, RoughRoad } from './rough-road.ts'

/** Kills the till with -9 at seeded moments, where it hurts most. */
export type Striker = {
  /** Draws where the next blow falls. */
  readonly aim: () => void
  /** A sale is being stored right now. */
  readonly paying: () => void
  /** No blow falls any more. */
  readonly rest: () => void
  readonly where: ReadonlyMap<string, number>
}

type Target = Moment | 'sale is stored' | 'anywhere'
const targets: readonly Target[] = [
  'upload leaves',
  'upload answered',
  'upload answered',
  'lease leaves',
  'lease answered',
  'sale is stored',
  'sale is stored',
  'sale is stored',
  'anywhere',
]
/** The whole call takes from three milliseconds to dozens on a busy machine: blows fall before, inside and behind the commit. */
const longestPayingMs = 40
const anywhereWithinMs = 1500

export const createStriker = (kasa: KasaProcess, road: RoughRoad, chance: Chance): Striker => {
  const where = new Map<string, number>()
  let target: Target | null = null
  const strike = (at: Target): void => {
    target = null
    where.set(at, (where.get(at) ?? 0) + 1)
    kasa.strike()
  }
  road.watch(moment => {
    if (target === moment) strike(moment)
  })
  return {
    where,
    aim: () => {
      if (target !== null) return strike('anywhere')
      target = targets[chance.below(targets.length)] ?? 'anywhere'
      if (target === 'anywhere')
        setTimeout(() => (target === 'anywhere' ? strike('anywhere') : undefined), chance.below(anywhereWithinMs))
    },
    rest: () => (target = null),
    paying: () => {
      if (target !== 'sale is stored') return
      setTimeout(() => (target === 'sale is stored' ? strike('sale is stored') : undefined), chance.below(longestPayingMs))
    },
  }
}
