import type { World } from '#main/world'
import { leftToSell } from '#sandbox/rush-buyers'
import type { JournalledPlatform } from '#sandbox/sandbox-platform'
import type { Stage } from './stage.ts'

/** What the model sells, entered as orders of the platform's web shop. */
export type OnlineSales = {
  /** Tickets of the event that the platform still has. */
  readonly left: () => number
  /** Enters what was sold since the last time, and tells the model what is left: tills sell from the same tickets. */
  readonly settle: () => void
}

/** No batch is larger; what is over comes with the next. It runs in one go and holds up everybody else. */
const batchMost = 2_000
const seedBytes = 16

export function sellOnline({
  world,
  journalled,
  stage,
}: {
  readonly world: Pick<World, 'clock' | 'random'>
  readonly journalled: JournalledPlatform
  readonly stage: Stage
}): OnlineSales {
  const { event } = stage.scenario
  let owed = 0
  return {
    left: () => leftToSell(journalled.platform, event, world.clock.now()),
    settle: () => {
      stage.catchUp()
      owed += stage.takeOrders()
      const orders = Math.min(owed, batchMost)
      const at = world.clock.now()
      if (orders > 0) {
        const seed = Buffer.from(world.random.bytes(seedBytes)).toString('hex')
        journalled.does({ kind: 'rush', orders, event, at, seed })
        owed -= orders
      }
      stage.correctStock(leftToSell(journalled.platform, event, at))
    },
  }
}
