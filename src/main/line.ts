import type { Refusal } from '#contract/refusal'
import type { Connection } from '#contract/status'
import type { Stockroom } from '#domain/stockroom'
import type { Link, LinkParts } from './link.ts'
import { openLink } from './link.ts'
import { unconnectedStockroom } from './unconnected.ts'

/** The place where the till's link to its platform is, or will be. Whoever needs the platform asks here, so that links can come and go. */
export type Line = {
  readonly link: () => Link | null
  /** What stands in place of a link's connection while there is none. */
  readonly withoutLink: () => Connection
  /** Stock through the link; what is in the file while there is none. */
  readonly stockroom: Stockroom
  /** The time at the platform, where this machine's clock is known to be wrong; else this machine's. For what others will read. Unix milliseconds. */
  readonly trueTime: () => number
  /** Ends the link before, if any, and starts another. */
  readonly connect: (at: Pick<LinkParts, 'url' | 'organizer' | 'token'>) => Promise<void>
  /** There is a till, but nothing to connect with: says so instead of staying silent. */
  readonly bar: (reason: Refusal) => void
  readonly hangUp: () => Promise<void>
}

type LineParts = Omit<LinkParts, 'url' | 'organizer' | 'token'>

/** A clock may be off by so much before times are corrected: below it the platform's is not known any better. */
const clockToleranceMs = 120_000

export const createLine = (parts: LineParts): Line => {
  const { world, store } = parts
  const now: { link: Link | null; without: Connection } = { link: null, without: { state: 'unconnected' } }
  const unconnected = unconnectedStockroom(world, store)
  const stockroom = (): Stockroom => now.link?.stockroom ?? unconnected
  const hangUp = async (): Promise<void> => {
    await now.link?.stop()
    now.link = null
  }
  return {
    link: () => now.link,
    withoutLink: () => now.without,
    stockroom: {
      online: () => stockroom().online(),
      pessimisticNow: () => stockroom().pessimisticNow(),
      leasesProven: () => stockroom().leasesProven(),
      leaseShort: wanted => stockroom().leaseShort(wanted),
      giveBack: ids => stockroom().giveBack(ids),
    },
    trueTime: () => {
      const offsetMs = now.link?.clock.offsetMs() ?? 0
      return world.clock.now() + (Math.abs(offsetMs) > clockToleranceMs ? offsetMs : 0)
    },
    connect: async at => {
      await hangUp()
      now.link = openLink({ ...parts, ...at })
    },
    bar: reason => {
      now.without = { state: 'barred', since: world.clock.now(), reason }
    },
    hangUp,
  }
}
