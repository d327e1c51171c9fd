import type { Transaction } from '#store/query'
import { readCursor, writeCursor } from '#store/sync-cursor'
import type { Page, Reading } from './decode-page.ts'
import { pageSize, readPage, unreadable } from './decode-page.ts'
import type { OrderDecoder } from './orders.ts'
import { takePage, withCanceled } from './orders.ts'
import type { PagesAhead } from './pages-ahead.ts'
import { pagesAhead } from './pages-ahead.ts'
import type { Fetched, SyncParts } from './sync-parts.ts'

/**
 * The first copy of all orders, newest first.
 *
 * Orders placed before `startedAt` (the platform's time at the start) are read; all later ones, and all later changes, come by the deltas, which begin there.
 * So the list that is paged through cannot grow. It can shrink (test orders can be deleted), which would push an order over a page border unseen:
 * each page tells the list's length, and when that has changed, reading goes on from the oldest order stored instead of by page number.
 * `before` is committed with the rows that it stands for, so a cut at any point repeats at most the pages in flight.
 */
export type HistoryCursor = {
  readonly startedAt: number
  /** Orders placed before this are still to come; Unix milliseconds, rounded up. */
  readonly before: number
  readonly total: number
  readonly done: number
  readonly complete: boolean
  readonly paused: boolean
}

const cursorName = 'history'
/**
 * The platform counts through all skipped rows for a page far back, so page numbers begin anew after so many. Not sooner: each time the line runs empty, which
 * costs as much as two thirds of a page, while skipping takes a few milliseconds for 5,000 rows.
 */
const pagesPerBase = 200
const newestFirst = { ordering: '-datetime', ...withCanceled }

/** Where the first copy stands; null before it was begun. */
export const historyCursor = (parts: Pick<SyncParts, 'store'>): HistoryCursor | null =>
  cursorOf(readCursor(parts.store, cursorName))

/** Begins the first copy: asks how long it will be, and notes the platform's time from which on deltas are read. */
export const beginHistory = async (parts: SyncParts): Promise<Fetched> => {
  if (historyCursor(parts)) return { kind: 'done', unreadable: [] }
  const first = await readPage(parts.platform, 'orders/', newestFirst, { signal: parts.signal })
  if (first.kind !== 'read') return stopped(first)
  const { generated, count } = first.value
  if (generated === 0)
    return { kind: 'failed', answer: { kind: 'unknown', sent: true, refusal: unreadable('orders/'), afterMs: null } }
  keep(parts, { startedAt: generated, before: generated + 1, total: count, done: 0, complete: false, paused: false })
  return { kind: 'done', unreadable: [] }
}

/** Keeps whether the person wants the copy to rest; so also after a restart. */
export const pauseHistory = (parts: Pick<SyncParts, 'store' | 'world'>, paused: boolean): void => {
  const cursor = historyCursor(parts)
  if (cursor && cursor.paused !== paused) keep(parts, { ...cursor, paused })
}

/** Reads on where the copy stopped, up to one base of pages; call again until the cursor is complete. */
export const continueHistory = async (parts: SyncParts, decode: OrderDecoder, progressed: () => void): Promise<Fetched> => {
  const start = historyCursor(parts)
  if (!start || start.complete || start.paused) return { kind: 'done', unreadable: [] }
  const ahead = pagesFrom(parts, start)
  try {
    return await storePages(parts, decode, { start, ahead, progressed })
  } finally {
    ahead.stop()
  }
}

type Storing = { readonly start: HistoryCursor; readonly ahead: PagesAhead; readonly progressed: () => void }

const storePages = async (parts: SyncParts, decode: OrderDecoder, { start, ahead, progressed }: Storing): Promise<Fetched> => {
  const leftOut: string[] = []
  let listLength: number | null = null
  for (let number = 1; ; number += 1) {
    const reading = await ahead.page(number)
    if (reading.kind !== 'read') return stopped(reading)
    const page = reading.value
    if (listLength === null) ahead.endsAt(Math.ceil(page.count / pageSize))
    listLength ??= page.count
    if (page.count !== listLength) break
    if (historyCursor(parts)?.paused || parts.signal.aborted) break
    const taken = await takePage(parts, decode, page, {
      name: 'history.page',
      work: tx => moveOn(tx, page, number, parts.world.clock.now()),
    })
    leftOut.push(...taken.unreadable)
    progressed()
    // orders of one moment fill all pages so far: only page numbers lead past them
    const before = historyCursor(parts)?.before ?? start.before
    if (page.last || (number >= pagesPerBase && before < start.before)) break
  }
  return { kind: 'done', unreadable: leftOut }
}

/** The cursor behind a page. It is read only now: a person may have paused the copy while the page was stored. */
const moveOn = (tx: Transaction, page: Page, number: number, now: number): void => {
  const cursor = cursorOf(readCursor(tx, cursorName))
  if (!cursor) throw new Error('a copy goes on that was never begun')
  const oldest = oldestOf(page)
  const next: HistoryCursor = {
    ...cursor,
    before: oldest === null ? cursor.before : Math.min(cursor.before, oldest + 1),
    done: Math.max(cursor.done, cursor.total - Math.max(0, page.count - number * pageSize)),
    complete: page.last,
  }
  writeCursor(tx, cursorName, next, now)
}

/** Asks for pages of the base before they are needed. */
const pagesFrom = (parts: SyncParts, { before, total, done }: HistoryCursor): PagesAhead => {
  const search = { ...newestFirst, created_before: new Date(before).toISOString() }
  const read = (number: number): Promise<Reading<Page>> =>
    readPage(parts.platform, 'orders/', search, { number, signal: parts.signal })
  // what is left by the cursor; the first page says it for certain, and waiting for it would leave the line idle at each base
  return pagesAhead(read, { guess: Math.max(1, Math.floor((total - done) / pageSize)), most: pagesPerBase })
}

const oldestOf = (page: Page): number | null => {
  let oldest: number | null = null
  for (const record of page.records) {
    if (typeof record !== 'object' || record === null || !('datetime' in record) || typeof record.datetime !== 'string') continue
    const at = Date.parse(record.datetime)
    if (!Number.isNaN(at) && (oldest === null || at < oldest)) oldest = at
  }
  return oldest
}

const keep = (parts: Pick<SyncParts, 'store' | 'world'>, cursor: HistoryCursor): void =>
  parts.store.transaction('history.keep', tx => writeCursor(tx, cursorName, cursor, parts.world.clock.now()))

const stopped = (reading: Reading<unknown>): Fetched => {
  if (reading.kind === 'failed') return { kind: 'failed', answer: reading.answer }
  throw new Error('an unconditional list cannot be unchanged')
}

const cursorOf = (value: unknown): HistoryCursor | null =>
  typeof value === 'object' && value !== null && 'startedAt' in value && 'before' in value ? (value as HistoryCursor) : null
