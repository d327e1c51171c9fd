import { knownEvents } from '#store/event'
import { markVanished } from '#store/platform-order'
import type { Transaction } from '#store/query'
import { readCursor, writeCursor } from '#store/sync-cursor'
import { aboutOneEvent, currentEvents } from './catalogue.ts'
import type { Page } from './decode-page.ts'
import { readPage } from './decode-page.ts'
import type { OrderDecoder } from './orders.ts'
import { rederive, takePage, withCanceled } from './orders.ts'
import type { Fetched, SyncParts } from './sync-parts.ts'

/**
 * The slow second look at every order.
 *
 * Two things the platform never announces: refunds and payments made elsewhere (they do not move `last_modified`), and orders that are gone (test orders
 * can be deleted; nothing is left behind). So all orders of the events on sale are read again and again, a page at a time, oldest first, and once
 * a day those of past events too. A page lists everything placed between its first and last order: what the file has in between beyond it, is gone.
 * `provenAt`: when the last complete pass began, that is, the moment up to which refunds are known for certain.
 */
export type SecondLook = {
  readonly pass: {
    readonly startedAt: number
    readonly events: readonly string[]
    /** Orders of the first of `events` placed before this have been read in this pass; Unix milliseconds. */
    readonly from: number
    readonly past: boolean
  } | null
  readonly provenAt: number | null
  readonly pastAt: number
}

const cursorName = 'second-look'
const pastEveryMs = 86_400_000
const oldestFirst = { ordering: 'datetime', ...withCanceled }

export const secondLook = (parts: Pick<SyncParts, 'store'>): SecondLook =>
  cursorOf(readCursor(parts.store, cursorName)) ?? { pass: null, provenAt: null, pastAt: 0 }

/** Reads the next page of the pass; a new pass is begun when there is none. `changed` hears how many orders had changed or gone unannounced. */
export const lookAgain = async (parts: SyncParts, decode: OrderDecoder, changed: (orders: number) => void): Promise<Fetched> => {
  const look = secondLook(parts)
  const pass = look.pass ?? newPass(parts, look)
  const [event, ...others] = pass.events
  if (event === undefined) return finish(parts, look, pass)
  const next = async (): Promise<Fetched> => {
    const reading = await readRange(parts, event, pass.from)
    if (reading.kind === 'failed') return reading
    const { page, codes, until } = reading
    const moved = page.last ? { ...pass, events: others, from: 0 } : { ...pass, from: until }
    let gone = 0
    const work = (tx: Transaction): void => {
      const range = { event, from: pass.from, until: page.last ? Number.MAX_SAFE_INTEGER : until, seenAt: page.generated }
      const vanished = markVanished(tx, range, codes)
      gone = vanished.orders
      rederive(tx, vanished.seats)
      writeCursor(tx, cursorName, { ...look, pass: moved } satisfies SecondLook, parts.world.clock.now())
    }
    const taken = await takePage(parts, decode, page, { name: 'second-look.page', work })
    changed(taken.changed + gone)
    return { kind: 'done', unreadable: taken.unreadable }
  }
  const fetched = await next()
  if (fetched.kind === 'done' || !aboutOneEvent(fetched.answer)) return fetched
  keep(parts, { ...look, pass: { ...pass, events: others, from: 0 } })
  return { kind: 'done', unreadable: [] }
}

type Range =
  | { readonly kind: 'range'; readonly page: Page; readonly codes: ReadonlySet<string>; readonly until: number }
  | Extract<Fetched, { kind: 'failed' }>

/** Pages that one moment may fill; a bulk import places thousands of orders in one transaction, but each at its own microsecond. */
const mostTiedPages = 40

/** Reads on from `from` until a page ends at a later moment than it began: one page, but for orders of one and the same millisecond. */
const readRange = async (parts: SyncParts, event: string, from: number): Promise<Range> => {
  const search = { ...oldestFirst, ...(from > 0 ? { created_since: new Date(from).toISOString() } : {}) }
  const codes = new Set<string>()
  const records: unknown[] = []
  for (let number = 1; ; number += 1) {
    const reading = await readPage(parts.platform, `events/${event}/orders/`, search, { number, signal: parts.signal })
    if (reading.kind === 'failed') return { kind: 'failed', answer: reading.answer }
    if (reading.kind === 'unchanged') throw new Error('an unconditional list cannot be unchanged')
    const page = reading.value
    records.push(...page.records)
    for (const record of page.records) {
      if (typeof record === 'object' && record !== null && 'code' in record && typeof record.code === 'string')
        codes.add(record.code)
    }
    const until = placedAt(page.records.at(-1)) ?? from
    if (page.last || until > from || number >= mostTiedPages)
      return {
        kind: 'range',
        page: { ...page, records },
        codes,
        until: Math.max(until, number >= mostTiedPages ? from + 1 : from),
      }
  }
}

const newPass = (parts: SyncParts, look: SecondLook): NonNullable<SecondLook['pass']> => {
  const now = parts.world.clock.now()
  const past = now - look.pastAt > pastEveryMs || now < look.pastAt
  const known = knownEvents(parts.store)
  const events = past ? known.filter(event => event.goneAt === null) : currentEvents(known, now)
  return { startedAt: now, events: events.map(event => event.slug), from: 0, past }
}

const finish = (parts: SyncParts, look: SecondLook, pass: NonNullable<SecondLook['pass']>): Fetched => {
  keep(parts, { pass: null, provenAt: pass.startedAt, pastAt: pass.past ? pass.startedAt : look.pastAt })
  return { kind: 'done', unreadable: [] }
}

const keep = (parts: Pick<SyncParts, 'store' | 'world'>, look: SecondLook): void =>
  parts.store.transaction('second-look.keep', tx => writeCursor(tx, cursorName, look, parts.world.clock.now()))

const placedAt = (record: unknown): number | null => {
  if (typeof record !== 'object' || record === null || !('datetime' in record) || typeof record.datetime !== 'string') return null
  const at = Date.parse(record.datetime)
  return Number.isNaN(at) ? null : at
}

const cursorOf = (value: unknown): SecondLook | null =>
  typeof value === 'object' && value !== null && 'pass' in value && 'provenAt' in value && 'pastAt' in value
    ? (value as SecondLook)
    : null
