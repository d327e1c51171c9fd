import type { LeverDoubt, OnsaleFace } from '#contract/onsale-face'
import type { Result } from '#contract/refusal'
import { refused } from '#contract/refusal'
import type { Intents } from './intent.ts'
import type { LedgerParts } from './ledger.ts'
import type { Watch } from '#monitor/watch/watch'

/** What both levers need. */
export type HandsParts = LedgerParts & {
  readonly watch: Watch
  /** Commands as the ledger has them. */
  readonly intents: Intents
  /** Which levers may be used now, or why not. */
  readonly levers: () => OnsaleFace['levers']
}

/** Every request of a lever is bounded by its own door; a second press within this finds the first at work. */
const leverTimeoutMs = 15_000

/** One command at a time: whoever presses twice sends once. */
export const oneAtATime = () => {
  const run = { busy: false }
  return async <Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> => {
    if (run.busy) return refused('cooling-down', { seconds: Math.round(leverTimeoutMs / 1000) })
    run.busy = true
    try {
      return await work()
    } finally {
      run.busy = false
    }
  }
}

/** Whether an earlier command of a lever waits to be read: another one on top of it would count from a number nobody knows. */
export const isInDoubt = ({ intents, world }: Pick<HandsParts, 'intents' | 'world'>, lever: LeverDoubt['lever']): boolean =>
  intents.doubts(world.clock.now()).some(doubt => doubt.lever === lever && doubt.state === 'open')

/** Leaves a command whose answer was lost in doubt, and has the source read soon. */
export const lostCommand = <Lost>({ intents, watch }: Pick<HandsParts, 'intents' | 'watch'>, name: string, lost: Lost): Lost => {
  intents.lose(name)
  watch.hurry()
  return lost
}
