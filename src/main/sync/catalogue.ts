import { bygoneBefore } from '#domain/bygone'
import type { EntryKind } from '#store/catalogue-entry'
import { putEntry, sweepEntries } from '#store/catalogue-entry'
import type { KnownEvent } from '#store/event'
import { knownEvents, putEvent, putEventSettings, putSubevent, sweepEvents, sweepSubevents } from '#store/event'
import { putItem, putVariation, sweepItems } from '#store/item'
import type { Transaction } from '#store/query'
import { readCursor, writeCursor } from '#store/sync-cursor'
import { hasSignedSecrets, readEntry, readEvent, readItem, readSubevent } from './catalogue-shapes.ts'
import type { Reading, WholeList } from './decode-page.ts'
import { readList } from './decode-page.ts'
import type { Readables } from './decode-records.ts'
import { readable } from './decode-records.ts'
import { quotasOf, storeQuotas } from './quotas.ts'
import type { Fetched, SyncParts } from './sync-parts.ts'

/** `Last-Modified` has whole seconds, so a second change within one can hide: so often every list is read whatever it says. */
const unconditionalEveryMs = 3_600_000

/** The events of the organizer, in one snapshot. Quick: one page a fifty events. */
export const fetchEvents = async ({ world, store, platform, signal }: SyncParts): Promise<Fetched> => {
  const list = await readList(platform, 'events/', {}, { signal })
  if (list.kind !== 'read') return stopped(list)
  const { good, bad } = readable(world, 'events/', list.value.records, readEvent)
  const run = world.clock.now()
  store.refetchable('catalogue.events', tx => {
    for (const event of good) putEvent(tx, event, run)
    if (bad.length === 0 && list.value.steady) sweepEvents(tx, run)
  })
  return { kind: 'done', unreadable: bad }
}

/** Events whose catalogue is kept: what runs or is to come, nearest first; series are always kept, for the platform shows their first date only. */
export const currentEvents = (events: readonly KnownEvent[], now: number): readonly KnownEvent[] =>
  events
    .filter(event => event.goneAt === null && (event.hasSubevents === 1 || isCurrent(event, now)))
    .toSorted((one, other) => distance(one, now) - distance(other, now))

/** Everything that is sold for one event: read whole from the platform first, then replaced in one transaction. */
const fetchEventCatalogue = async (parts: SyncParts, event: KnownEvent): Promise<Fetched> => {
  const { world, store, platform, signal } = parts
  const base = `events/${event.slug}/`
  const cursorName = `catalogue/${event.slug}`
  const cursor = cursorOf(readCursor(store, cursorName))
  const now = world.clock.now()
  const unconditional = now - cursor.unconditionalAt > unconditionalEveryMs || now < cursor.unconditionalAt
  const conditional = (list: string): Promise<Reading<WholeList>> => {
    const since = unconditional ? undefined : cursor.lastModified[list]
    return readList(platform, `${base}${list}/`, {}, { signal, ...(since ? { headers: { 'if-modified-since': since } } : {}) })
  }
  const detail = await platform.get(base, {}, { signal })
  if (detail.kind !== 'ok') return { kind: 'failed', answer: detail }
  const settings = await platform.get(`${base}settings/`, {}, { signal })
  if (settings.kind !== 'ok') return { kind: 'failed', answer: settings }
  const dates = event.hasSubevents === 1 ? await readList(platform, `${base}subevents/`, {}, { signal }) : null
  if (dates?.kind === 'failed') return stopped(dates)
  const quotas = await quotasOf(parts, event.slug, null)
  if (quotas.kind !== 'read') return stopped(quotas)
  const lists: Record<string, Reading<WholeList>> = {}
  for (const list of ['items', ...Object.values(entryLists)]) {
    const reading = await conditional(list)
    if (reading.kind === 'failed') return stopped(reading)
    lists[list] = reading
  }

  const unreadable: string[] = []
  const use = <Value>(reading: Reading<WholeList> | null | undefined, list: string, parse: (record: unknown) => Value | null) => {
    if (reading?.kind !== 'read') return null
    const found: Readables<Value> = readable(world, `${base}${list}/`, reading.value.records, parse)
    unreadable.push(...found.bad)
    return { ...found, complete: reading.value.steady && found.bad.length === 0 }
  }
  const run = now
  store.refetchable('catalogue.event', tx => {
    putEventSettings(tx, {
      slug: event.slug,
      settings: JSON.stringify(settings.body),
      signedSecrets: Number(hasSignedSecrets(detail.body)),
    })
    const found = use(dates, 'subevents', readSubevent)
    for (const date of found?.good ?? []) putSubevent(tx, date, run)
    if (found?.complete) sweepSubevents(tx, event.slug, run)
    storeItems(tx, event.slug, run, use(lists['items'], 'items', readItem(event.slug, event.currency)))
    for (const kind of entryKinds) {
      const entries = use(lists[entryLists[kind]], entryLists[kind], readEntry(event.slug, kind))
      for (const entry of entries?.good ?? []) putEntry(tx, entry, run)
      if (entries?.complete) sweepEntries(tx, event.slug, kind, run)
    }
    unreadable.push(...storeQuotas(tx, world, quotas.value, run))
    // a list with a record that could not be read is asked for in full again, so that the warning stays as long as its cause
    const sound = Object.entries(lists).filter(([list]) => !unreadable.some(name => name.startsWith(`${base}${list}/`)))
    const lastModified = Object.fromEntries(sound.map(([list, reading]) => [list, stampOf(reading, cursor.lastModified[list])]))
    writeCursor(tx, cursorName, { lastModified, unconditionalAt: unconditional ? now : cursor.unconditionalAt }, now)
  })
  return { kind: 'done', unreadable }
}

const entryLists = { category: 'categories', 'tax-rule': 'taxrules', question: 'questions', discount: 'discounts' } as const
const entryKinds: readonly EntryKind[] = ['category', 'tax-rule', 'question', 'discount']

type FoundItems = {
  readonly good: readonly NonNullable<ReturnType<ReturnType<typeof readItem>>>[]
  readonly complete: boolean
} | null

const storeItems = (tx: Transaction, event: string, run: number, found: FoundItems): void => {
  for (const { item, variations } of found?.good ?? []) {
    putItem(tx, item, run)
    for (const variation of variations) putVariation(tx, variation, run)
  }
  if (found?.complete) sweepItems(tx, event, run)
}

/** All events and, for those that are current, all that is sold for them. An event that this till may not read is left as it was. */
export const fetchCatalogue = async (parts: SyncParts, stored: () => void): Promise<Fetched> => {
  const events = await fetchEvents(parts)
  if (events.kind !== 'done') return events
  const unreadable = [...events.unreadable]
  for (const event of currentEvents(knownEvents(parts.store), parts.world.clock.now())) {
    const one = await fetchEventCatalogue(parts, event)
    if (one.kind === 'done') unreadable.push(...one.unreadable)
    else if (!aboutOneEvent(one.answer)) return one
    stored()
  }
  return { kind: 'done', unreadable }
}

/** 403 and 404 below an event say that this event is closed to the till or gone meanwhile; the rest goes on. */
export const aboutOneEvent = (answer: Extract<Fetched, { kind: 'failed' }>['answer']): boolean =>
  answer.kind === 'refused' || (answer.kind === 'barred' && answer.status === 403)

const isCurrent = (event: KnownEvent, now: number): boolean => {
  const end = event.dateTo ?? event.dateFrom
  return end === null || end > bygoneBefore(now)
}

const distance = (event: KnownEvent, now: number): number => Math.abs((event.dateFrom ?? now) - now)

const stampOf = (reading: Reading<WholeList>, before: string | undefined): string | undefined =>
  reading.kind === 'read' ? reading.value.headers['last-modified'] : before

const stopped = (reading: Reading<unknown>): Fetched => {
  if (reading.kind === 'failed') return { kind: 'failed', answer: reading.answer }
  throw new Error('an unconditional list cannot be unchanged')
}

type Cursor = { readonly lastModified: Readonly<Record<string, string>>; readonly unconditionalAt: number }

const cursorOf = (value: unknown): Cursor => {
  if (typeof value !== 'object' || value === null || !('lastModified' in value) || !('unconditionalAt' in value))
    return { lastModified: {}, unconditionalAt: 0 }
  const { lastModified, unconditionalAt } = value
  const stamps = typeof lastModified === 'object' && lastModified !== null ? Object.entries(lastModified) : []
  return {
    lastModified: Object.fromEntries(stamps.filter((stamp): stamp is [string, string] => typeof stamp[1] === 'string')),
    unconditionalAt: typeof unconditionalAt === 'number' ? unconditionalAt : 0,
  }
}
