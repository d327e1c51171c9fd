import type { Cart } from '#contract/cart'
import type { Result } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { Status } from '#contract/status'
import type { Topic } from '#contract/wire'
import type { Announcer } from './feed.ts'
import { atRest } from './pulse.ts'
import type { Clock } from './world.ts'

/** What changed, told to the doors: small things at once, what comes in bursts a moment later. */
export type Telling = {
  readonly status: () => void
  readonly totals: () => void
  readonly queue: () => void
  /** After a command of the till: what of it others see. */
  readonly changed: (topics: readonly Topic[], showing: Showing | null) => void
  readonly stop: () => void
}

export const createTelling = (
  clock: Clock,
  feed: Announcer,
  look: { readonly status: () => Status; readonly cart: () => Promise<Result<Cart>> | Result<Cart> },
): Telling => {
  const status = atRest(clock, () => feed.announce('status', look.status()))
  const totals = atRest(clock, () => feed.announce('totals', null))
  const cart = async (): Promise<void> => {
    const seen = await look.cart()
    if (seen.ok) feed.announce('cart', seen.value)
  }
  const tell = (topic: Topic, showing: Showing | null): void => {
    if (topic === 'cart') void cart()
    else if (topic === 'status') status()
    else if (topic === 'totals') totals()
    else if (topic !== 'stock') feed.announce(topic, null)
    else if (showing) feed.announce('stock', showing)
  }
  return {
    status,
    totals,
    queue: () => {
      feed.announce('queue', null)
      status()
      totals()
    },
    changed: (topics, showing) => topics.forEach(topic => tell(topic, showing)),
    stop: () => {
      status.end()
      totals.end()
    },
  }
}
