import type { Tally, Totals, TotalsChannel, TotalsDay, TotalsEvent } from '#contract/totals'

/** An event with its dates, as one block of the table. An event without dates has one entry, itself. */
export type EventBlock = {
  readonly event: string
  readonly series: boolean
  readonly dates: readonly TotalsEvent[]
}

/** Puts the dates of a series under one heading; events in order of their first date, dates in order of time. */
export const eventBlocks = (events: readonly TotalsEvent[]): readonly EventBlock[] => {
  const bySlug = Map.groupBy(events, event => event.event)
  const blocks = [...bySlug].map(([event, dates]) => ({
    event,
    series: dates.some(date => date.subevent !== null),
    dates: dates.toSorted((one, other) => startOf(one) - startOf(other)),
  }))
  return blocks.toSorted((one, other) => startOf(one.dates[0]) - startOf(other.dates[0]) || one.event.localeCompare(other.event))
}

/** Tickets that are somebody's: paid for, or given away free. Pending ones are kept apart. */
export const soldTickets = (tally: Tally): number => tally.paidTickets + tally.freeTickets

/** How full something is. `percent` is rounded down, so 100 stands only where nothing is left. */
export type Fill = {
  readonly percent: number
  /** Places that are neither sold nor waiting for payment; never below zero. */
  readonly left: number
  readonly soldOut: boolean
}

/** The fill of a tally against a capacity; null when there is no capacity to measure against. */
export const fillOf = (tally: Tally, capacity: number | null): Fill | null => {
  if (capacity === null || capacity <= 0) return null
  const sold = soldTickets(tally)
  const left = Math.max(0, capacity - sold - tally.pendingTickets)
  return { percent: Math.min(100, Math.floor((sold * 100) / capacity)), left, soldOut: sold >= capacity }
}

/** The capacity of all that is listed in one currency; null as soon as one of them has none that can be told. */
export const wholeCapacity = (events: readonly TotalsEvent[], currency: string): number | null => {
  const capacities = events.filter(event => event.currency === currency).map(event => event.capacity)
  if (capacities.length === 0) return null
  return capacities.reduce<number | null>((sum, capacity) => (sum === null || capacity === null ? null : sum + capacity), 0)
}

/** A channel's share of the tickets of its currency, in whole percent rounded down. */
export type ChannelShare = { readonly channel: TotalsChannel; readonly tickets: number; readonly percent: number }

/** The channels of one currency, the biggest first. */
export const channelShares = (channels: readonly TotalsChannel[], currency: string): readonly ChannelShare[] => {
  const own = channels.filter(channel => channel.currency === currency)
  const all = own.reduce((sum, channel) => sum + soldTickets(channel), 0)
  return own
    .map(channel => ({
      channel,
      tickets: soldTickets(channel),
      percent: all === 0 ? 0 : Math.floor((soldTickets(channel) * 100) / all),
    }))
    .toSorted((one, other) => other.tickets - one.tickets || one.channel.channel.localeCompare(other.channel.channel))
}

/** The longest stretch of days drawn: six weeks. */
export const daysDrawn = 42

/** One bar of the sales chart: a day, its tickets, and what of each currency was paid on it. */
export type DayBar = { readonly day: string; readonly tickets: number; readonly sums: readonly TotalsDay[] }

/** The last six weeks up to `today`, every day of them, from the first day with a sale on. Days without a sale are zero, because a day with one is listed. */
export const dayBars = (totals: Totals, today: string): readonly DayBar[] => {
  const byDay = Map.groupBy(totals.days, entry => entry.day)
  const known = [...byDay.keys()].toSorted()
  const first = known[0]
  if (first === undefined) return []
  const last = [today, known.at(-1) ?? today].toSorted().at(-1) ?? today
  const from = [shiftDay(last, 1 - daysDrawn), first].toSorted().at(-1) ?? first
  const bars: DayBar[] = []
  for (let day = from; day <= last; day = shiftDay(day, 1)) {
    const sums = byDay.get(day) ?? []
    bars.push({ day, sums, tickets: sums.reduce((sum, entry) => sum + soldTickets(entry), 0) })
  }
  return bars
}

/** The calendar day at a moment in a zone, YYYY-MM-DD. */
export const dayIn = (timezone: string, at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(at)

const dayMs = 86_400_000

const shiftDay = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + by * dayMs).toISOString().slice(0, 10)

const startOf = (event: TotalsEvent | undefined): number => event?.startsAt ?? Number.MAX_SAFE_INTEGER
