import type { Showing } from '#contract/showing'
import { seatingPlanOf } from '#store/event'
import type { HallKey } from '#store/seat'
import { freeUnlisted, hallCounts, holdUnlisted, putSeat, refreshHall, setHolder, sweepSeats } from '#store/seat'
import { readCursor, writeCursor } from '#store/sync-cursor'
import type { Page, Reading } from './decode-page.ts'
import { pageSize, readList, readPage } from './decode-page.ts'
import { readable } from './decode-records.ts'
import { orderNaturally, planPlaces } from './seat-plan.ts'
import { readSeat, type SeatShape } from './seat-shapes.ts'
import type { Fetched, SyncParts } from './sync-parts.ts'

/** How far the seats of a showing are in. `completeAt`: when a whole reading was last begun that came to its end; Unix milliseconds. */
export type HallCursor = {
  readonly run: number
  readonly nextPage: number
  readonly done: number
  readonly total: number | null
  readonly completeAt: number | null
}

/** Pages in flight; as many as the background may have. */
const inFlight = 4
/** A reading that was cut off is gone on with for so long; after that too much has changed. */
const resumeWithinMs = 3_600_000
/** Rows changed in one transaction while a list of taken seats is gone through, so that a sale never waits for long. */
const seatsPerTransaction = 500

const hallKey = ({ event, subevent }: Showing): HallKey => ({ event, subevent: subevent ?? 0 })

export const hallCursor = (parts: Pick<SyncParts, 'store'>, showing: Showing): HallCursor | null =>
  cursorOf(readCursor(parts.store, nameOf(showing)))

/** Reads every seat of a showing: what it is and who holds it. Stored page by page; a reading that was cut off goes on where it stopped. */
export const fetchHall = async (parts: SyncParts, showing: Showing, progressed: () => void): Promise<Fetched> => {
  const plan = seatingPlanOf(parts.store, showing.event, showing.subevent)
  if (plan === null || plan === undefined) return { kind: 'done', unreadable: [] }
  const places = await planPlaces(parts, plan)
  const { world, store } = parts
  const hall = hallKey(showing)
  const start = startOf(hallCursor(parts, showing), world.clock.now())
  const ahead = pagesAhead(parts, showing, start.nextPage)
  const unreadable: string[] = []
  let cursor = start
  for (;;) {
    const reading = await ahead(cursor.nextPage)
    if (reading.kind === 'failed') return { kind: 'failed', answer: reading.answer }
    if (reading.kind === 'unchanged') throw new Error('an unconditional list cannot be unchanged')
    const page = reading.value
    if (cursor.total !== null && page.count !== cursor.total) {
      // another plan came meanwhile: what has been read belongs to the old one
      store.refetchable('seats.restart', tx =>
        writeCursor(tx, nameOf(showing), { ...restarted(cursor, world.clock.now()) }, world.clock.now()),
      )
      return { kind: 'done', unreadable }
    }
    const { good, bad } = readable(world, seatsPath(showing), page.records, readSeat)
    unreadable.push(...bad)
    const first = (cursor.nextPage - 1) * pageSize
    const next: HallCursor = {
      ...cursor,
      nextPage: cursor.nextPage + 1,
      total: page.count,
      done: Math.min(page.count, first + page.records.length),
      completeAt: page.last ? cursor.run : cursor.completeAt,
    }
    const { run } = cursor
    store.refetchable('seats.page', tx => {
      for (const [index, seat] of good.entries()) {
        const place = places.get(seat.guid)
        const ordinal = place?.ordinal ?? places.size + first + index
        const sector = place?.sector ?? seat.sector
        putSeat(tx, { ...hall, ...seat, sector, ordinal, askedAt: world.clock.now() }, run)
      }
      if (page.last && unreadable.length === 0) sweepSeats(tx, hall, run)
      if (page.last && places.size === 0) orderNaturally(tx, hall)
      writeCursor(tx, nameOf(showing), next, world.clock.now())
    })
    cursor = next
    progressed()
    if (page.last) return { kind: 'done', unreadable }
  }
}

/** How many pages a refresh of who holds what takes, by what is known now. */
export const refreshPages = (parts: Pick<SyncParts, 'store'>, showing: Showing): number => {
  const { seats, taken } = hallCounts(parts.store, hallKey(showing))
  return Math.max(1, Math.ceil(Math.min(taken, seats - taken) / pageSize))
}

/** Asks again who holds which seat of a hall that is in, in the fewest pages: the taken seats or the free ones, whichever are fewer. */
export const refreshHolders = async (parts: SyncParts, showing: Showing): Promise<Fetched> => {
  const hall = hallKey(showing)
  const { seats, taken } = hallCounts(parts.store, hall)
  const askFree = taken > seats - taken
  const askedAt = parts.world.clock.now()
  const list = await readList(parts.platform, seatsPath(showing), { is_available: String(askFree) }, { signal: parts.signal })
  if (list.kind === 'failed') return { kind: 'failed', answer: list.answer }
  if (list.kind === 'unchanged') throw new Error('an unconditional list cannot be unchanged')
  const { good, bad } = readable(parts.world, seatsPath(showing), list.value.records, readSeat)
  await storeHolders(parts, hall, good, askedAt)
  if (list.value.steady && bad.length === 0) {
    parts.store.refetchable('seats.unlisted', tx => {
      if (askFree) holdUnlisted(tx, { ...hall, since: askedAt })
      else freeUnlisted(tx, { ...hall, since: askedAt })
      refreshHall(tx, { ...hall, askedAt })
    })
  }
  return { kind: 'done', unreadable: bad }
}

const storeHolders = async (parts: SyncParts, hall: HallKey, seats: readonly SeatShape[], askedAt: number): Promise<void> => {
  for (let first = 0; first < seats.length; first += seatsPerTransaction) {
    parts.store.refetchable('seats.holders', tx => {
      for (const { guid, holder, blocked } of seats.slice(first, first + seatsPerTransaction))
        setHolder(tx, { ...hall, guid, holder, blocked, askedAt })
    })
    await new Promise<void>(resolve => parts.world.clock.after(0, resolve))
  }
}

/** Asks for the next few pages before they are needed. */
const pagesAhead = (parts: SyncParts, showing: Showing, first: number) => {
  const asked = new Map<number, Promise<Reading<Page>>>()
  let lastPage = first
  const ask = (number: number): Promise<Reading<Page>> => {
    const known = asked.get(number)
    if (known) return known
    const fresh = readPage(parts.platform, seatsPath(showing), {}, { number, signal: parts.signal })
    asked.set(number, fresh)
    return fresh
  }
  return async (number: number): Promise<Reading<Page>> => {
    for (let next = number; next <= Math.min(lastPage, number + inFlight - 1); next += 1) void ask(next)
    const reading = await ask(number)
    asked.delete(number)
    if (number === first && reading.kind === 'read') lastPage = Math.ceil(reading.value.count / pageSize)
    return reading
  }
}

/** Seats of a date of a series have a path of their own; the event's answers 404 for it. */
const seatsPath = ({ event, subevent }: Showing): string =>
  subevent === null ? `events/${event}/seats/` : `events/${event}/subevents/${subevent}/seats/`

const nameOf = ({ event, subevent }: Showing): string => `seats/${event}/${subevent ?? 0}`

const startOf = (cursor: HallCursor | null, now: number): HallCursor => {
  const cutOff = cursor !== null && cursor.completeAt !== cursor.run
  return cutOff && Math.abs(now - cursor.run) < resumeWithinMs ? cursor : restarted(cursor, now)
}

const restarted = (cursor: HallCursor | null, now: number): HallCursor => ({
  run: Math.max(now, (cursor?.run ?? 0) + 1),
  nextPage: 1,
  done: 0,
  total: null,
  completeAt: cursor?.completeAt ?? null,
})

const cursorOf = (value: unknown): HallCursor | null =>
  typeof value === 'object' && value !== null && 'run' in value && 'nextPage' in value && 'completeAt' in value
    ? (value as HallCursor)
    : null
