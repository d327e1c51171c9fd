import { minor } from '#contract/nominal'
import type { Totals, TotalsEvent } from '#contract/totals'
import type { Counted } from '#domain/tally'
import { moneyOnly, tallySum } from '#domain/tally'
import { readKnowledge } from '#store/knowledge'
import type { ProgrammeShowing } from '#store/programme'
import { readProgramme } from '#store/programme'
import type { Readable } from '#store/query'
import type { Sold } from '#store/sold'
import { readSold } from '#store/sold'
import { showingTotals } from './showing-totals.ts'

/** An order of an event that the catalogue does not know is counted all the same, in ISO 4217's "no currency". */
const noCurrency = 'XXX'

/**
 * What has been sold, platform and this till together, each order once; `event` null: of everything. Reads only.
 * The rules of counting stand in docs/decisions/0012-what-totals-count.md.
 */
export const createTotals = ({ read }: { read: Readable }): ((event: string | null) => Totals) => {
  return event => {
    const sold = readSold(read, event)
    const programme = readProgramme(read, event)
    const showings = withUnknown(programme.showings, sold)
    const currencies = new Map(showings.map(showing => [showing.event, showing.currency]))
    const parts = datedParts(sold, code => currencies.get(code) ?? noCurrency)
    return {
      events: showingTotals(showings, programme, sold),
      channels: grouped(
        parts,
        part => [part.channel, part.currency],
        ([channel = '', currency = '']) => ({ channel, currency }),
      ),
      days: grouped(
        parts,
        part => [part.day, part.currency],
        ([day = '', currency = '']) => ({ day, currency }),
      ),
      sums: grouped(
        parts,
        part => [part.currency],
        ([currency = '']) => ({ currency }),
      ),
      unsent: {
        sales: sold.unsent.reduce((sum, { sales }) => sum + sales, 0),
        byCurrency: sold.unsent.map(({ currency, amountMinor }) => ({ currency, amountMinor: minor(amountMinor) })),
      },
      testOrders: sold.testOrders,
      ...readKnowledge(read),
    }
  }
}

type Part = Partial<Counted> & { readonly day: string; readonly channel: string; readonly currency: string }

/** Everything counted with its day, channel and currency. What is not admission brings money only. */
const datedParts = (sold: Sold, currencyOf: (event: string) => string): readonly Part[] => [
  ...[...sold.days, ...sold.orderMoney].map(row => ({ ...row, currency: currencyOf(row.event) })),
  ...sold.till.map(({ admission, day, channel, currency, ...row }) => ({
    ...(admission === 1 ? row : moneyOnly({ ...row, refundedMinor: 0 })),
    day,
    channel,
    currency,
  })),
]

/** One tally a group, in the order of the group's names. */
const grouped = <Named>(
  parts: readonly Part[],
  namesOf: (part: Part) => readonly string[],
  named: (names: readonly string[]) => Named,
) =>
  [...Map.groupBy(parts, part => JSON.stringify(namesOf(part)))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => ({ ...named(same[0] ? namesOf(same[0]) : []), ...tallySum(same) }))

/** The showings of the catalogue, and those that only sales know of. */
const withUnknown = (showings: readonly ProgrammeShowing[], sold: Sold): readonly ProgrammeShowing[] => {
  const known = new Set(showings.map(showingKey))
  const names = new Map(showings.map(showing => [showing.event, showing]))
  const unknown = new Map(
    [...sold.products, ...sold.till, ...sold.dateMoney, ...sold.orderMoney.map(({ event }) => ({ event, subevent: null }))]
      .filter(row => !known.has(showingKey(row)))
      .map(({ event, subevent }) => [showingKey({ event, subevent }), { event, subevent }]),
  )
  return [
    ...showings,
    ...[...unknown.values()].map(({ event, subevent }) => ({
      ...(names.get(event) ?? {
        name: JSON.stringify({ en: event }),
        startsAt: null,
        timezone: 'UTC',
        currency: noCurrency,
        series: 0,
      }),
      event,
      subevent,
      dateName: null,
      shown: 0,
    })),
  ]
}

/** What tells a showing from another. */
const showingKey = ({ event, subevent }: Pick<TotalsEvent, 'event' | 'subevent'>): string => `${event}/${subevent ?? ''}`
