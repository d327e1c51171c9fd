import { readCursor, writeCursor } from '#store/sync-cursor'
import type { Page } from './decode-page.ts'
import { readPage } from './decode-page.ts'
import type { OrderDecoder } from './orders.ts'
import { takePage, withCanceled } from './orders.ts'
import type { Fetched, SyncParts } from './sync-parts.ts'

/**
 * Orders that are new or have changed.
 *
 * `since` is the page stamp of the first page of the last complete run (the platform's time); a run asks from a little before it, because an order can be
 * stamped before it is committed. Pages are asked for by the last order's `last_modified` and not by number: an order that changes meanwhile moves
 * to the end of the list, which by page number would push another one over a page border unseen. `at` is where a run that was cut off goes on.
 */
export type DeltaCursor = {
  readonly since: number
  readonly at: number | null
  readonly runStamp: number | null
  readonly doneAt: number | null
}

const cursorName = 'deltas'
/** Each tick looks back so far, and every few minutes further: a transaction that was open for minutes is rare, not impossible. */
export const shortOverlapMs = 30_000
export const longOverlapMs = 900_000
/** After so many pages a run rests; it goes on where it was. So other work is never kept out for long. */
const mostPages = 400
const oldestChangeFirst = { ordering: 'last_modified', ...withCanceled }

export const deltaCursor = (parts: Pick<SyncParts, 'store'>): DeltaCursor | null => cursorOf(readCursor(parts.store, cursorName))

/** Deltas begin where the first copy began, `startedAt` by the platform's time. */
export const beginDeltas = (parts: Pick<SyncParts, 'store' | 'world'>, startedAt: number): void => {
  if (deltaCursor(parts)) return
  const now = parts.world.clock.now()
  parts.store.transaction('deltas.begin', tx =>
    writeCursor(
      tx,
      cursorName,
      { since: startedAt - longOverlapMs, at: null, runStamp: null, doneAt: null } satisfies DeltaCursor,
      now,
    ),
  )
}

/** One run: everything that changed since the last complete one, less the overlap. Stored page by page. */
export const fetchDeltas = async (
  parts: SyncParts,
  decode: OrderDecoder,
  options: { readonly overlapMs: number; readonly changed: (orders: number) => void },
): Promise<Fetched> => {
  const cursor = deltaCursor(parts)
  if (!cursor) return { kind: 'done', unreadable: [] }
  const unreadable: string[] = []
  let from = cursor.at ?? cursor.since - options.overlapMs
  let { runStamp } = cursor
  let number = 1
  for (let pages = 0; pages < mostPages; pages += 1) {
    const search = { ...oldestChangeFirst, modified_since: new Date(from).toISOString() }
    const reading = await readPage(parts.platform, 'orders/', search, { number, signal: parts.signal })
    if (reading.kind === 'failed') return { kind: 'failed', answer: reading.answer }
    if (reading.kind === 'unchanged') throw new Error('an unconditional list cannot be unchanged')
    const page = reading.value
    if (page.generated > 0 && page.generated < from) {
      // the platform's clock was set back: what has changed since bears stamps that were asked for long ago
      from = page.generated - longOverlapMs
      runStamp = null
      continue
    }
    runStamp ??= page.generated
    const reached = newestChange(page) ?? from
    const now = parts.world.clock.now()
    const next: DeltaCursor = page.last
      ? { since: runStamp > 0 ? runStamp : cursor.since, at: null, runStamp: null, doneAt: now }
      : { since: cursor.since, at: Math.max(from, reached), runStamp, doneAt: cursor.doneAt }
    const taken = await takePage(parts, decode, page, { name: 'deltas.page', work: tx => writeCursor(tx, cursorName, next, now) })
    unreadable.push(...taken.unreadable)
    options.changed(taken.changed)
    if (page.last) return { kind: 'done', unreadable }
    // orders of one moment fill the page: only the page number leads past them
    number = reached > from ? 1 : number + 1
    from = Math.max(from, reached)
  }
  return { kind: 'done', unreadable }
}

const newestChange = (page: Page): number | null => {
  const last = page.records.at(-1)
  if (typeof last !== 'object' || last === null || !('last_modified' in last) || typeof last.last_modified !== 'string')
    return null
  const at = Date.parse(last.last_modified)
  return Number.isNaN(at) ? null : at
}

const cursorOf = (value: unknown): DeltaCursor | null =>
  typeof value === 'object' && value !== null && 'since' in value && 'at' in value && 'doneAt' in value
    ? (value as DeltaCursor)
    : null
