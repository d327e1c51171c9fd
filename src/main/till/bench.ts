import type { Settings } from '#contract/methods'
import type { SaleId } from '#contract/nominal'
import type { Showing } from '#contract/showing'
import type { Topic } from '#contract/wire'
import type { Stockroom } from '#domain/stockroom'
import type { World } from '#main/world'
import type { Writable } from '#store/query'
import type { Afterwards } from './afterwards.ts'
import type { Offers } from './offers.ts'

/** What the core gives a till to work with. */
export type Bench = {
  readonly world: Pick<World, 'clock' | 'random' | 'log'>
  readonly store: Writable
  readonly stockroom: Stockroom
  readonly settings: () => Settings
  /** What is on offer at a moment; see `createOffers`. */
  readonly offers: Offers
  /** The day on which a moment falls in a time zone; see `createCalendar`. */
  readonly dayIn: (timezone: string, at: number) => string
  /** The time a sale bears, Unix milliseconds: the platform's where this machine's clock is known to be wrong, for the day of a sale is read by others. */
  readonly saleTime: () => number
  /** For what need not be told before a command is answered. */
  readonly afterwards: Afterwards
  /** Called after something was committed: which topics changed, and for which showing. */
  readonly onChange: (topics: readonly Topic[], showing: Showing | null) => void
  /** Called after a sale is on the disk: its upload may begin. */
  readonly onSold: (sale: SaleId) => void
  /** How many seats the platform says a hall has; null while that is not known. */
  readonly seatsExpected: (showing: Showing) => number | null
}
